"""How the inbox reads what its own pages post: a small form, whole, in memory, or not at all.

Only views that say so take a form, and nothing else ever reads a body. A file is refused before a
byte of it is read: nothing that came from outside may touch the disk.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl

from flask import Request, abort, request

FORM_LIMIT: Final = 256 * 1024
"""Most bytes in a form: the longest texts with every character escaped."""

FIELDS_LIMIT: Final = 64

FORM_TYPE: Final = "application/x-www-form-urlencoded"


class Form:
    """The fields of one form, each a text as it was typed."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        self._fields = fields

    def one(self, name: str) -> str:
        """Return the only value of a field, "" if it is not there."""
        values = self.all(name)
        if len(values) > 1:
            abort(400)
        return values[0] if values else ""

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a field."""
        return tuple(value for key, value in self._fields if key == name)


def is_form(asked: Request) -> bool:
    """Tell whether the request brings a form that is small enough to be read."""
    length = asked.content_length
    return (
        asked.method == "POST"
        and asked.mimetype == FORM_TYPE
        and length is not None
        and length <= FORM_LIMIT
        and "Transfer-Encoding" not in asked.headers
    )


def read_form() -> Form:
    """Return the form of the request that is being answered; what is none gets a refusal."""
    body = request.stream.read(FORM_LIMIT + 1)
    if len(body) != request.content_length:
        abort(400)
    try:
        fields = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=FIELDS_LIMIT,
        )
    except ValueError:
        abort(400)
    return Form(fields)
