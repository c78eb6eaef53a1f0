"""The page of one case, and what staff do there: each button is one post, then the page again.

A post that is refused shows the page with the reason and what was typed; nothing is lost by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from app.inbox import acts
from app.inbox.answering import add_answering, case_of
from app.inbox.cases import Case, Contents
from app.inbox.conversation import Turn, conversation
from app.inbox.desk import Desk
from app.inbox.errors import ActRefused, NotPublished
from app.inbox.forms import Form, read_form
from app.inbox.leaves import Leaf, leaf
from app.inbox.paths import at
from app.inbox.publishing import is_behind
from app.inbox.replies import is_checked, withdraw
from app.inbox.workplace import Workplace

TURNS = 10
"""Letters, answers and notes of one case on one page."""

_UNPROCESSABLE, _UNAVAILABLE = 422, 503


def add_case_views(app: Flask, place: Workplace) -> None:
    """Add the page of a case, its acts and its answers to the app."""
    views = _Views(place.desk)
    address = "/<lang:lang>/cases/<case_id>/"
    app.add_url_rule(address, "show_case", views.show, defaults={"page": 1})
    app.add_url_rule(f"{address}<int:page>", "show_case", views.show)
    app.add_url_rule(f"{address}act", "act", views.act, methods=["GET", "POST"])
    add_answering(app, place, views.refused)


@dataclass(frozen=True)
class _Views:
    desk: Desk

    def show(self, case_id: str, page: int) -> Response:
        return make_response(self._page(case_id, page))

    def act(self, case_id: str) -> Response:
        contents = self.desk.contents()
        case = case_of(contents, case_id)
        back = redirect(at("show_case", case_id=case.case_id), 303)
        if request.method != "POST":  # the page of a refused post, asked for in another language
            return back
        form = read_form()
        try:
            _act(self.desk, contents, case, form)
        except ActRefused as error:
            return self.refused(case, error, {form.one("act"): form.one("text")})
        return back

    def refused(
        self, case: Case, error: ActRefused, typed: Mapping[str, str] | None = None
    ) -> Response:
        """Return the page of a case with what was not done, and what was typed."""
        status = _UNAVAILABLE if isinstance(error, NotPublished) else _UNPROCESSABLE
        page = self._page(case.case_id, 1, problem=error.says, typed=typed or {})
        return make_response(page, status)

    def _page(
        self,
        case_id: str,
        page: int,
        *,
        problem: str | None = None,
        typed: Mapping[str, str] | None = None,
    ) -> str:
        contents = self.desk.contents()
        case = case_of(contents, case_id)
        return render_template(
            "case.html",
            contents=contents,
            case=case,
            leaf=_newest(conversation(case), page),
            problem=problem,
            typed=typed or {},
            checked=is_checked(case),
            behind=is_behind(self.desk, case),
        )


def _act(desk: Desk, contents: Contents, case: Case, form: Form) -> None:
    name, text = form.one("act"), form.one("text")
    if name == "label":
        acts.label(desk, case, add=text)
    elif name == "unlabel":
        acts.label(desk, case, remove=text)
    elif name == "merge":
        acts.merge(desk, contents, case, text)
    elif name == "separate":
        acts.separate(desk, case)
    elif name == "withdraw":
        withdraw(desk, case, *(form.all("answer") or abort(400)))
    elif not acts.act(desk, case, name, text):
        abort(400)


def _newest(turns: tuple[Turn, ...], page: int) -> Leaf[Turn]:
    """Return one page of a conversation, the first with what came last, each in order."""
    found = leaf(turns[::-1], page, TURNS) or abort(404)
    return Leaf(found.items[::-1], found.before, found.number, found.count, found.total)
