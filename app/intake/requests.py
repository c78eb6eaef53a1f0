"""How the intake reads what browsers post: strictly, and in memory only.

Werkzeug would put parts of a large form into temporary files, turn what it cannot decode into
something else, and take a broken form for an empty one. Here a form arrives exactly or not at all,
and a file is refused before a byte of it is read.
"""

from typing import IO, Final, Never
from urllib.parse import parse_qsl

from flask import Flask, Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import ClientDisconnected
from werkzeug.formparser import FormDataParser

from app.intake.errors import FormForeign, FormGarbled, FormWithFile
from app.intake.limits import FIELDS_LIMIT, PLAIN_LIMIT

Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]

_URLENCODED: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"


class StrictFormParser(FormDataParser):
    """Parses a whole form or raises FormUnreadable; never a part of one."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Parsed:
        """Return the stream and the form's fields; there are never files.

        Raises: FormForeign, FormGarbled, FormWithFile, RequestEntityTooLarge.
        """
        if mimetype not in {_URLENCODED, _MULTIPART}:
            raise FormForeign
        self.silent = False
        try:
            if mimetype == _MULTIPART:
                return _named(super().parse(stream, mimetype, content_length, options))
            return stream, self.cls(_fields(stream.read())), self.cls()
        except (ValueError, ClientDisconnected):
            raise FormGarbled from None


class IntakeRequest(Request):
    """A request whose form is parsed strictly and in memory."""

    form_data_parser_class = StrictFormParser
    want_form_data_parsed = True

    def _get_file_stream(self, *_: object, **__: object) -> Never:
        raise FormWithFile


def limit_requests(app: Flask) -> None:
    """Make the app read its requests in this way, within the limits."""
    app.request_class = IntakeRequest
    app.config.update(
        MAX_CONTENT_LENGTH=PLAIN_LIMIT,
        MAX_FORM_MEMORY_SIZE=PLAIN_LIMIT,
        MAX_FORM_PARTS=FIELDS_LIMIT,
    )


def _named(parsed: Parsed) -> Parsed:
    """Let a form through whose every part has a name; werkzeug gives others the name None."""
    if None in parsed[1]:
        raise FormGarbled
    return parsed


def _fields(body: bytes) -> list[tuple[str, str]]:
    return parse_qsl(
        body.decode("utf-8"),
        keep_blank_values=True,
        encoding="utf-8",
        errors="strict",
        max_num_fields=FIELDS_LIMIT,
    )
