"""The pages on which staff answer: a form, then a look at what the sender will read, then sent.

The form carries the answer's id from its first page on, so that nothing that is loaded or posted
again answers twice. What was typed lives in the request and goes back to the page, nowhere else.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from flask import Flask, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from app.frame import locale
from app.inbox.cases import Case, Contents
from app.inbox.caution import DELICATE, Delicate, delicate
from app.inbox.desk import Desk
from app.inbox.errors import (
    ActRefused,
    AnswerChanged,
    AnswerTwofold,
    InboxError,
    NotPublished,
)
from app.inbox.forms import Form, read_form
from app.inbox.paths import at
from app.inbox.phrases import Phrase
from app.inbox.replies import (
    Draft,
    answered_by,
    check,
    holds,
    is_checked,
    language_of,
    new_answer_id,
    send,
)
from app.inbox.workplace import Workplace
from app.wire.constants import ANSWER_LIMIT

CasePage = Callable[[Case, ActRefused], Response]

_ANSWER_ID = re.compile(r"[0-9a-f]{32}")
_UNPROCESSABLE = 422


@dataclass(frozen=True)
class Typed:
    """The fields of the form as they were typed or chosen."""

    answer_id: str
    phrase: str = ""
    language: str = ""
    text: str = field(default="", repr=False)
    holds: frozenset[Delicate] = frozenset()
    although: str = field(default="", repr=False)


def add_answering(app: Flask, place: Workplace, refused: CasePage) -> None:
    """Add the answer's pages to the app; `refused` shows a case and what was not done."""
    pages = _Pages(place.desk, place.phrases, refused)
    app.add_url_rule(
        "/<lang:lang>/cases/<case_id>/answer",
        endpoint="answer",
        view_func=pages.answer,
        methods=["GET", "POST"],
    )


def case_of(contents: Contents, case_id: str) -> Case:
    """Return the case with this id; any other is not found."""
    try:
        found = contents.find(case_id)
    except InboxError:
        abort(404)
    return found if isinstance(found, Case) else abort(404)


@dataclass(frozen=True)
class _Pages:
    desk: Desk
    phrases: Mapping[str, Phrase]
    refused: CasePage

    def answer(self, case_id: str) -> Response:
        contents = self.desk.contents()
        case = case_of(contents, case_id)
        if request.method != "POST":
            return self._form(contents, case, Typed(new_answer_id()))
        form = read_form()
        typed, step = _typed(form), form.one("step")
        if step == "change":
            return self._form(contents, case, typed)
        try:
            draft = self._draft(case, typed)
            check(case, draft, self.phrases)
            if step == "send":
                send(self.desk, case, draft, self.phrases)
        except NotPublished as error:
            return self.refused(case, error)
        except ActRefused as error:
            return self._form(contents, case, typed, error)
        sent = redirect(at("show_case", case_id=case.case_id), 303)
        return sent if step == "send" else self._look(contents, case, typed, draft)

    def _draft(self, case: Case, typed: Typed) -> Draft:
        phrase = self.phrases.get(typed.phrase)
        if phrase and typed.text.strip():
            raise AnswerTwofold
        offered = _languages(case)
        chosen = typed.language if typed.language in offered else offered[0]
        said = answered_by(phrase, offered[0] if phrase else chosen, typed.text)
        return Draft(typed.answer_id, *said, typed.holds, typed.although)

    def _form(
        self, contents: Contents, case: Case, typed: Typed, error: ActRefused | None = None
    ) -> Response:
        if isinstance(error, AnswerChanged):
            typed = replace(typed, answer_id=new_answer_id())
        page = render_template(
            "answer.html",
            contents=contents,
            case=case,
            typed=typed,
            problem=error.says if error else None,
            languages_of_text=_languages(case),
            checked=is_checked(case),
            ANSWER_LIMIT=ANSWER_LIMIT,
            DELICATE=DELICATE,
        )
        return make_response(page, _UNPROCESSABLE if error else 200)

    def _look(self, contents: Contents, case: Case, typed: Typed, draft: Draft) -> Response:
        page = render_template(
            "look.html",
            contents=contents,
            case=case,
            typed=typed,
            draft=draft,
            phrase=self.phrases.get(draft.phrase),
            held=sorted(holds(draft, self.phrases)),
            DELICATE=DELICATE,
        )
        return make_response(page)


def _typed(form: Form) -> Typed:
    answer_id = form.one("answer")
    if not _ANSWER_ID.fullmatch(answer_id):
        abort(400)
    return Typed(
        answer_id,
        phrase=form.one("phrase"),
        language=form.one("language"),
        text=form.one("text"),
        holds=delicate(form.all("holds")),
        although=form.one("although"),
    )


def _languages(case: Case) -> tuple[str, ...]:
    """Return the languages that a text of staff's own may be in, the sender's first."""
    tags = (language_of(case), *(language.tag for language in locale.LANGUAGES))
    return tuple(dict.fromkeys(tags))
