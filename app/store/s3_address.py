"""The address of a store in S3, or in what speaks its protocol, and of each kind's place there.

    s3://bucket[/prefix]     the objects of each kind lie under prefix/kind/
    s3://turva-prod-{kind}   the same in one bucket for envelopes, one for replies, and one, `keys`,
                             for what only staff use, so that each role is given its own bucket

    s3://bucket/keyring.txt  one object: a text that is published for everybody

An address is public: it holds no key and no password, and one that does is refused.
"""

import re
from dataclasses import dataclass
from typing import Final

_ADDRESS: Final = re.compile(r"s3://([^/]*)(?:/(.*))?", re.DOTALL)
_BUCKET: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX: Final = re.compile(r"[0-9A-Za-z_-][0-9A-Za-z._-]*(/[0-9A-Za-z_-][0-9A-Za-z._-]*)*")
_OBJECT: Final = re.compile(r"[0-9a-z][0-9a-z.-]{0,127}")
_LONGEST_PREFIX: Final = 200
_KIND: Final = "{kind}"
_STAFF: Final = "keys"
_OF_THEIR_OWN: Final = ("envelopes", "replies")
"""The kinds to which a function in the cloud has access; all others are for staff alone."""


@dataclass(frozen=True)
class S3Folder:
    """One place of objects: a bucket, and what their keys begin with ("" or ending in "/")."""

    bucket: str
    prefix: str

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"s3://{self.bucket}/{self.prefix}"


@dataclass(frozen=True)
class S3Object:
    """One object that is published: its place, and its name there."""

    folder: S3Folder
    name: str

    @classmethod
    def parse(cls, text: str) -> "S3Object":
        """Read an address such as s3://bucket/keyring.txt.

        Raises:
            ValueError: it is none; the sentence begins with "must be".
        """
        place, _, name = text.rpartition("/")
        try:
            whole = S3Address.parse(place)
        except ValueError:
            whole = None
        if whole is None or _KIND in whole.bucket or not _OBJECT.fullmatch(name):
            raise ValueError("must be a file, or an address such as s3://bucket/keyring.txt")
        return cls(S3Folder(whole.bucket, whole.prefix), name)

    def __str__(self) -> str:
        """Return it as it is written in a setting."""
        return f"{self.folder}{self.name}"


@dataclass(frozen=True)
class S3Address:
    """A whole store; `bucket` may hold "{kind}", and `prefix` is empty or ends in "/"."""

    bucket: str
    prefix: str

    @classmethod
    def parse(cls, text: str) -> "S3Address":
        """Read an address such as s3://bucket/prefix.

        Raises:
            ValueError: it is none; the sentence begins with "must be".
        """
        found = _ADDRESS.fullmatch(text)
        if not found:
            raise ValueError("must be an address such as s3://bucket/prefix")
        bucket, prefix = found[1], (found[2] or "").removesuffix("/")
        # A kind's own bucket is at most as long as this: no other kind's name is longer.
        if bucket.count(_KIND) > 1 or not _BUCKET.fullmatch(bucket.replace(_KIND, "envelopes")):
            raise ValueError(
                "must be an address such as s3://bucket/prefix: a bucket's name has 3 to 63"
                ' characters of a-z, 0-9, "." and "-", with {kind} at most once'
            )
        if len(prefix) > _LONGEST_PREFIX or (prefix and not _PREFIX.fullmatch(prefix)):
            raise ValueError(
                "must be an address such as s3://bucket/prefix: a prefix has at most"
                f' {_LONGEST_PREFIX} characters of a-z, A-Z, 0-9, ".", "_", "-" and "/"'
            )
        return cls(bucket, f"{prefix}/" if prefix else "")

    def of(self, kind: str) -> S3Folder:
        """Return the place of one kind of objects."""
        bucket = kind if kind in _OF_THEIR_OWN else _STAFF
        return S3Folder(self.bucket.replace(_KIND, bucket), f"{self.prefix}{kind}/")

    def __str__(self) -> str:
        """Return it as it is written in a setting."""
        return f"s3://{self.bucket}/{self.prefix}".removesuffix("/")
