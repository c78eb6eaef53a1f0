"""The inbox's pages: what is looked up for each, and which template shows it.

A page never holds more than one leaf of a list, so that whatever is sent, an answer stays small
(see `app.inbox.leaves`).
"""

from collections.abc import Sequence
from functools import partial

from flask import Flask, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from app.inbox import notices
from app.inbox.case_views import add_case_views
from app.inbox.cases import Case, Contents, Quarantined
from app.inbox.collecting import collect
from app.inbox.ending import Ending
from app.inbox.errors import InboxError
from app.inbox.file_views import add_file_views
from app.inbox.gate import SESSION_COOKIE, Gate
from app.inbox.guard import session
from app.inbox.leaves import Leaf, T, leaf
from app.inbox.listing import Which, listed
from app.inbox.paths import at
from app.inbox.phone import add_phone
from app.inbox.sync import Trouble, TroubleCode
from app.inbox.workplace import Workplace

ROWS = 100
"""Letters, or quarantined objects, on one page."""


def add_views(app: Flask, place: Workplace, gate: Gate, ending: Ending) -> None:
    """Add every page of the inbox to the app."""
    _add_doors(app, gate, ending)
    _add_pages(app, place)
    add_case_views(app, place)
    add_file_views(app, place.desk)
    add_phone(app, place.desk)


def _add_doors(app: Flask, gate: Gate, ending: Ending) -> None:
    def open_link(token: str) -> Response:
        if request.method != "GET":  # werkzeug adds HEAD, with which a preview would use it up
            abort(405)
        admitted = gate.admit(token)
        if admitted is None and not gate.knows(session()):
            return notices.notice("closed", 403)
        response = redirect(at("show_list"), 303)
        if admitted is not None:
            response.set_cookie(SESSION_COOKIE, admitted, httponly=True, samesite="Strict")
        return response

    def front() -> Response:
        return redirect(at("show_list"), 303)

    def lock() -> Response:
        gate.lock()
        ending.soon()
        response = notices.notice("locked", 200)
        response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Strict")
        return response

    def locked_style() -> Response:
        response = app.send_static_file("inbox.css")
        response.direct_passthrough = False  # or nobody would be told that it was sent
        if gate.locked and request.method == "GET":
            response.call_on_close(ending.now)
        return response

    app.add_url_rule("/open/<token>", view_func=open_link, methods=["GET"])
    app.add_url_rule("/", view_func=front)
    app.add_url_rule("/<lang:lang>/lock", view_func=lock, methods=["POST"])
    app.add_url_rule("/locked.css", view_func=locked_style)


def _add_pages(app: Flask, place: Workplace) -> None:
    desk = place.desk

    def show_list(which: Which, page: int) -> str:
        report = collect(place.desk, place.notice, place.behind, place.phrases)
        contents = desk.contents()
        return render_template(
            "list.html",
            contents=contents,
            which=which,
            leaf=_leaf(listed(contents, which), page, ROWS),
            troubles=_grouped(report.troubles),
            pulled=desk.pulled,
            is_fresh=desk.is_fresh,
        )

    def show_quarantine(page: int) -> str:
        contents = desk.contents()
        objects = _leaf(contents.quarantine, page, ROWS)
        return render_template("quarantine.html", contents=contents, leaf=objects)

    def show_object(name: str) -> str:
        contents = desk.contents()
        found = _found(contents, name)
        if not isinstance(found, Quarantined):
            abort(404)
        return render_template("object.html", contents=contents, found=found)

    for address, endpoint, view in (
        ("/<lang:lang>/", "show_list", partial(show_list, "open")),
        ("/<lang:lang>/done/", "show_done", partial(show_list, "done")),
        ("/<lang:lang>/quarantine/", "show_quarantine", show_quarantine),
    ):
        app.add_url_rule(address, endpoint, view, defaults={"page": 1})
        app.add_url_rule(f"{address}<int:page>", endpoint, view)
    app.add_url_rule("/<lang:lang>/objects/<name>/", view_func=show_object)


def _leaf(items: Sequence[T], page: int, size: int) -> Leaf[T]:
    return leaf(items, page, size) or abort(404)


def _found(contents: Contents, wanted: str) -> Case | Quarantined:
    try:
        return contents.find(wanted)
    except InboxError:
        abort(404)


def _grouped(troubles: Sequence[Trouble]) -> dict[TroubleCode, list[str]]:
    """Return the names of the objects in trouble by what is the matter with them."""
    grouped: dict[TroubleCode, list[str]] = {}
    for trouble in troubles:
        grouped.setdefault(trouble.code, []).append(trouble.name)
    return grouped
