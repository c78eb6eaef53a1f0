"""A published text as one object in S3, which whatever serves the site gives out as it lies there.

To who may not list, the service does not tell a missing object from a forbidden one: both are none,
and the sentence names both causes.
"""

from typing import Final

from app.store.errors import Changed, NotFound
from app.store.published import PUBLISHED_LIMIT, Text
from app.store.s3 import OK, TAKEN, body_of, get, is_denied, is_missing, put, tag_in
from app.store.s3_address import S3Object
from app.store.s3_client import S3, Answer

_UNCHANGED: Final = 304
_AS_TEXT: Final = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


class PublishedObject:
    """A text in an object that others may read."""

    believed = 5.0
    kept_on = 60.0

    def __init__(self, s3: S3, where: S3Object) -> None:
        self._s3 = s3
        self._where = where

    def __str__(self) -> str:
        """Return the object's address."""
        return str(self._where)

    def fetch(self, known: Text | None = None) -> Text:
        """Return the text (see `Published.fetch`)."""
        unless = {"If-None-Match": str(known.stamp)} if known else {}
        answer = get(self._s3, self._where.folder, self._where.name, unless)
        if known is not None and answer.status == _UNCHANGED:
            return known
        if is_missing(answer) or is_denied(answer) or answer.code == "NoSuchBucket":
            raise NotFound(f"at {self} (it is not there, or these credentials may not read it)")
        return self._text(answer)

    def replace(self, data: bytes, known: Text | None) -> None:
        """Publish `data` (see `Published.replace`)."""
        condition = {"If-Match": str(known.stamp)} if known else {"If-None-Match": "*"}
        answer = put(self._s3, self._where.folder, self._where.name, data, _AS_TEXT | condition)
        if answer.status == OK:
            return
        if answer.status != TAKEN and not is_missing(answer):
            raise answer.refused(self._where.folder)
        if answer.again and self.fetch().data == data:
            return  # an earlier try had done it, and its answer was lost
        raise Changed(f"{self} is not what it was: see what is there, then try again")

    def _text(self, answer: Answer) -> Text:
        data = body_of(answer, self._where.folder, self._where.name)
        return Text(data[:PUBLISHED_LIMIT], tag_in(answer, self._where.folder))
