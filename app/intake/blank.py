"""The plain ways' first pages, as whoever comes gets them: nothing typed, nothing to read.

Most who come ask for no more, and a function that starts has to answer soon: what takes letters
(`app.intake.ways`) is not loaded for it.
"""

from collections.abc import Callable
from typing import Literal

from flask import render_template
from werkzeug.wrappers import Response

from app.forms.questionnaire import Questionnaire
from app.intake.draft import Draft
from app.intake.keyring import KeyringSource, keyring_in_force
from app.intake.notice import NoticeSource
from app.intake.pages import answered, or_refused

View = Callable[[], Response]

Trouble = Literal["busy", "closed", "foreign"]
"""Why the digits cannot be taken now, though nothing is wrong with them."""

_STATUS = {"busy": 503, "closed": 503, "foreign": 403}


def blank_form(source: KeyringSource, notice: NoticeSource, questionnaire: Questionnaire) -> View:
    """Return the view that shows the form, if letters can be taken now."""

    def shown() -> Response:
        keyring_in_force(source)
        return form_page(questionnaire, Draft(), 200, notice)

    return lambda: or_refused(shown, start_of(questionnaire))


def blank_digits(source: KeyringSource) -> View:
    """Return the view that asks for the digits, if answers can be shown now."""

    def shown() -> Response:
        keyring_in_force(source)
        return digits_page()

    return lambda: or_refused(shown, "return_plain")


def start_of(questionnaire: Questionnaire) -> str:
    """Return the name of the address where a form's plain way begins."""
    return f"{questionnaire.form}_plain"


def form_page(
    questionnaire: Questionnaire,
    draft: Draft,
    status: int,
    notice: NoticeSource,
    *,
    foreign: bool = False,
) -> Response:
    """Answer with the form and what was typed; `foreign` if a page of another site sent that."""
    page = render_template(
        "plain_form.html",
        questionnaire=questionnaire,
        start=start_of(questionnaire),
        draft=draft,
        foreign=foreign,
        collected=notice.shown_day(),
    )
    return answered(page, status)


def digits_page(
    *,
    typed: str = "",
    problem: str | None = None,
    draft: Draft | None = None,
    trouble: Trouble | None = None,
) -> Response:
    """Answer by asking for the digits, with what was typed and what is wrong with it."""
    page = render_template(
        "return_digits.html", typed=typed, problem=problem, draft=draft, trouble=trouble
    )
    status = _STATUS[trouble] if trouble else 422 if problem else 200
    return answered(page, status, busy=trouble == "busy")
