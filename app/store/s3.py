"""A store in S3: one object under a key of its own, and what is acknowledged is there (P6).

Each put is conditional: the service itself refuses to overwrite, also when two come at one moment,
and it checks the bytes that arrive against their digest. A put of which the answer was lost is sent
again, and finds what it has put itself. Nothing here keeps an object anywhere else.
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.store.base import check_name, check_size
from app.store.errors import Conflict, NotFound, Unavailable
from app.store.s3_address import S3Folder
from app.store.s3_client import S3, Answer

OK: Final = 200
GONE: Final = (200, 204)
FORBIDDEN: Final = 403
MISSING: Final = 404
TAKEN: Final = 412
_ROUNDS: Final = 3
_KEY: Final = re.compile(rb"<Key>([^<]*)</Key>")
_TOKEN: Final = re.compile(rb"<NextContinuationToken>([^<]+)</NextContinuationToken>")
_DIGEST: Final = "x-amz-checksum-sha256"
_MARK: Final = ".place"
"""Marks a place as one that was made; no object's name begins with a dot."""


def make_place(s3: S3, folder: S3Folder) -> None:
    """Mark the place as one that is right, also while it is empty, and show that it can be used.

    Raises: Unavailable.
    """
    answer = put_new(s3, folder, _MARK, b"turva\n")
    if answer.status not in (OK, TAKEN):
        raise answer.refused(folder)


class S3Reader:
    """Objects in S3, to be read: nothing here makes, changes or removes anything there.

    A place that holds nothing at all, not even its mark, is no empty store: its name may be wrong,
    and a case would be missed.
    """

    def __init__(self, s3: S3, folder: S3Folder) -> None:
        self._s3 = s3
        self._folder = folder

    def get(self, name: str) -> bytes:
        """Return the bytes under `name` (see `Store.get`)."""
        check_name(name)
        answer = get(self._s3, self._folder, name)
        if is_missing(answer):
            raise NotFound(f"the store holds no object called {name}")
        return body_of(answer, self._folder, name)

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        found = listed(self._s3, self._folder)
        if not found:
            raise Unavailable(
                f"there is no store at {self._folder}: TURVA_STORE names another place, or nothing"
                " was ever put there"
            ) from FileNotFoundError()  # as when there is no folder
        return objects(found)


class S3Store(S3Reader):
    """Objects in S3 that are written once.

    Who may put but not get is content with what is there: for an envelope's name is the digest of
    its bytes, so that other bytes cannot have the name.
    """

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name` (see `Store.put`)."""
        check_name(name)
        check_size(name, len(data))
        for _ in range(_ROUNDS):
            answer = put_new(self._s3, self._folder, name, data)
            if answer.status == OK:
                return
            if answer.status != TAKEN:
                raise answer.refused(self._folder)
            there = get(self._s3, self._folder, name)
            if is_denied(there):
                return
            if is_missing(there):
                continue  # removed since
            if body_of(there, self._folder, name) != data:
                raise Conflict(f"the store already holds another object called {name}")
            return
        raise Unavailable(f"{name} comes and goes in {self._folder}: try again")

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        return objects(listed(self._s3, self._folder))


class S3Archive(S3Store):
    """A store in S3 from which staff also remove."""

    def remove(self, name: str) -> None:
        """Remove the object (see `Archive.remove`)."""
        remove(self._s3, self._folder, name)


def put_new(s3: S3, folder: S3Folder, name: str, data: bytes) -> Answer:
    """Return the answer to a put that overwrites nothing."""
    return put(s3, folder, name, data, {"If-None-Match": "*"})


def put(s3: S3, folder: S3Folder, name: str, data: bytes, condition: dict[str, str]) -> Answer:
    """Return the answer to a put under a condition; the service compares the digest.

    The condition may also say what kind of text it is: others are bytes.
    """
    headers = {"Content-Type": "application/octet-stream", _DIGEST: _digest(data)}
    return s3.send("PUT", folder, name, headers=headers | condition, data=data)


def get(s3: S3, folder: S3Folder, name: str, condition: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to a get, which may be under a condition."""
    headers = {"x-amz-checksum-mode": "ENABLED"} | dict(condition or {})
    return s3.send("GET", folder, name, headers=headers)


def tag_in(answer: Answer, folder: S3Folder) -> str:
    """Return the tag of the object that was put or got. Raises: Unavailable (it has none)."""
    tag = answer.headers.get("ETag")
    if not tag:
        raise Unavailable(
            f"the store {folder} gives its objects no tags, so nothing can be replaced safely: use"
            " a service with conditional writes"
        )
    return tag


def body_of(answer: Answer, folder: S3Folder, name: str) -> bytes:
    """Return the object that came. Raises: TooLarge, Unavailable (it is no object, or damaged)."""
    if answer.status != OK:
        raise answer.refused(folder)
    check_size(name, len(answer.body))
    digest = answer.headers.get(_DIGEST, "")
    # Where there is one: what others put in pieces has a digest of digests, with a dash.
    if digest and "-" not in digest and digest != _digest(answer.body):
        raise Unavailable(f"{name} was damaged on its way from {folder}: try again")
    return answer.body


def is_missing(answer: Answer) -> bool:
    """Tell whether there is no such object; that there is no such bucket is another matter."""
    return answer.status == MISSING and answer.code in ("NoSuchKey", str(MISSING))


def is_denied(answer: Answer) -> bool:
    """Tell whether our role may not do this, our credentials being right."""
    return answer.status == FORBIDDEN and answer.code == "AccessDenied"


def remove(s3: S3, folder: S3Folder, name: str) -> None:
    """Remove the object (see `Archive.remove`)."""
    check_name(name)
    answer = s3.send("DELETE", folder, name)
    if answer.status not in GONE and not is_missing(answer):
        raise answer.refused(folder)
    if answer.headers.get("x-amz-delete-marker") == "true":
        raise Unavailable(
            f"{folder} keeps versions, so {name} was hidden and not destroyed: suspend versioning"
            " and remove all versions"
        )


def listed(s3: S3, folder: S3Folder) -> list[str]:
    """Return what lies in the place, its mark too, but nothing deeper. Raises: Unavailable."""
    query = {"list-type": "2", "prefix": folder.prefix, "delimiter": "/"}
    found: list[str] = []
    while True:
        answer = s3.send("GET", folder, query=query)
        if answer.code == "NoSuchBucket":
            raise answer.refused(folder) from FileNotFoundError()
        if answer.status != OK or b"<ListBucketResult" not in answer.body:
            raise answer.refused(folder)
        keys = [html.unescape(key.decode("utf-8", "replace")) for key in _KEY.findall(answer.body)]
        found += [key.removeprefix(folder.prefix) for key in keys]
        token = _TOKEN.search(answer.body)
        if not token:
            return found
        following = html.unescape(token[1].decode("utf-8", "replace"))
        if not keys or following == query.get("continuation-token"):
            raise Unavailable(f"the store {folder} does not come to an end: try again")
        query["continuation-token"] = following


def objects(found: list[str]) -> Iterator[str]:
    """Yield the objects' names in order, without the place's mark."""
    return iter(sorted(name for name in found if name and not name.startswith(".")))


def _digest(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode("ascii")
