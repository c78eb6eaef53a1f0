"""A letter's files over the web: given out to be kept, or a picture of one that we drew ourselves.

What a sender's file holds never reaches a browser as anything but bytes to be saved, under a name
that is harmless; what a browser shows is a picture of ours. Neither may do anything there.
"""

from urllib.parse import quote

from flask import Flask, Response, abort, make_response, render_template

from app.frame.headers import NOTHING, Policy, put_on
from app.inbox.answering import case_of
from app.inbox.attachments import file_of
from app.inbox.cases import Case
from app.inbox.desk import Desk
from app.inbox.file_errors import FileRefused, UnknownFile
from app.inbox.file_names import safe_name
from app.inbox.pictures import redrawn
from app.inbox.pieces import Attached

GIVEN = Policy({**NOTHING, "sandbox": ""}, kept="no-store")
"""Bytes for no page: whatever opened them all the same would be nobody, and could do nothing."""

_UNPROCESSABLE = 422


def add_file_views(app: Flask, desk: Desk) -> None:
    """Add the addresses of files to the app."""

    def keep(case_id: str, number: int) -> Response:
        case, file = _found(desk, case_id, number)
        try:
            data = desk.open_file(file)
        except FileRefused as error:
            return _refused(desk, case, file, error)
        return _given(data, "application/octet-stream", "attachment", safe_name(file.said.name))

    def picture(case_id: str, number: int) -> Response:
        case, file = _found(desk, case_id, number)
        try:
            drawn = redrawn(desk.open_file(file))
        except FileRefused as error:
            return _refused(desk, case, file, error)
        return _given(drawn, "image/png", "inline", f"{number}.png")

    address = "/<lang:lang>/cases/<case_id>/files/<int:number>/"
    app.add_url_rule(address, "file", keep)
    app.add_url_rule(f"{address}picture", "picture", picture)


def _found(desk: Desk, case_id: str, number: int) -> tuple[Case, Attached]:
    case = case_of(desk.contents(), case_id)
    try:
        return case, file_of(case, number)
    except UnknownFile:
        abort(404)


def _given(data: bytes, media_type: str, disposition: str, name: str) -> Response:
    """Return the bytes under a safe name. Source of the header: RFC 6266, RFC 8187."""
    response = Response(data, mimetype=media_type)
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    names = f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Disposition"] = f"{disposition}; {names}"
    return put_on(response, GIVEN)


def _refused(desk: Desk, case: Case, file: Attached, error: FileRefused) -> Response:
    page = render_template(
        "file.html", contents=desk.contents(), case=case, file=file, code=error.code
    )
    return make_response(page, _UNPROCESSABLE)
