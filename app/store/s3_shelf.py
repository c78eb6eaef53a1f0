"""A shelf in S3: objects that are replaced as a whole, each only by who read the one before (P6).

The service compares: a replacement names the tag of what it replaces, which is the ETag that the
service gave. One of which the answer was lost is sent again and refused, as the tag has changed by
our own doing; so then we look whether what lies there is ours.
"""

from collections.abc import Iterator

from app.store.base import check_name, check_size
from app.store.errors import Changed
from app.store.s3 import (
    OK,
    TAKEN,
    body_of,
    get,
    is_denied,
    is_missing,
    listed,
    objects,
    put,
    remove,
    tag_in,
)
from app.store.s3_address import S3Folder
from app.store.s3_client import S3, Answer


class S3ShelfReader:
    """Objects of a shelf, each to be read by its name; nothing here changes or lists anything.

    To who may not list, the service does not tell a missing object from a forbidden one: both are
    none.
    """

    def __init__(self, s3: S3, folder: S3Folder) -> None:
        self._s3 = s3
        self._folder = folder

    def read(self, name: str) -> tuple[bytes, str] | None:
        """Return the object's bytes and tag, or None (see `ShelfReader.read`)."""
        check_name(name)
        answer = get(self._s3, self._folder, name)
        return None if is_denied(answer) else self._found(answer, name)

    def _found(self, answer: Answer, name: str) -> tuple[bytes, str] | None:
        if is_missing(answer):
            return None
        return body_of(answer, self._folder, name), tag_in(answer, self._folder)


class S3Shelf(S3ShelfReader):
    """A shelf in S3, which several people may share; they may also list it."""

    def read(self, name: str) -> tuple[bytes, str] | None:
        """Return the object's bytes and tag, or None (see `ShelfReader.read`)."""
        check_name(name)
        return self._found(get(self._s3, self._folder, name), name)

    def replace(self, name: str, data: bytes, tag: str | None) -> str:
        """Put `data` in place of the object whose tag is `tag` (see `Shelf.replace`)."""
        check_name(name)
        check_size(name, len(data))
        condition = {"If-None-Match": "*"} if tag is None else {"If-Match": tag}
        answer = put(self._s3, self._folder, name, data, condition)
        if answer.status == OK:
            return tag_in(answer, self._folder)
        # Where the object to be replaced is gone there is nothing to compare: that is 404.
        if answer.status != TAKEN and not is_missing(answer):
            raise answer.refused(self._folder)
        if answer.again:
            found = self.read(name)
            if found is not None and found[0] == data:
                return found[1]
        raise Changed(f"{name} is not what it was: read it anew, then try again")

    def remove(self, name: str) -> None:
        """Remove the object (see `Shelf.remove`)."""
        remove(self._s3, self._folder, name)

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        return objects(listed(self._s3, self._folder))
