"""The plain way: a form, a page to check it on, and the sending, for browsers without script.

Our server sees the letter while it passes, and the page says so before anything is typed (P4).
It is never written anywhere: it lives in the request, goes back to the browser, and only its
envelope is kept (P3). Whatever goes wrong, the answer holds everything that was typed (P11).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import wraps
from typing import Literal

from flask import current_app, make_response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from app.forms.wtf import QuestionnaireForm
from app.frame.links import link_here
from app.frame.locale import current_language
from app.intake.draft import CHANGE, Draft
from app.intake.envelopes import keep, keyring_in_force
from app.intake.errors import Closed, ForeignOrigin, FormForeign, FormUnreadable, FormWithFile
from app.intake.keyring import KeyringSource
from app.intake.origin import check_origin, may_be_ours
from app.store.base import Store

Reason = Literal["closed", "too-large", "not-a-form", "file", "garbled"]

PlainView = Callable[["PlainWay"], Response]


def _or_refused_page(view: PlainView) -> PlainView:
    """Answer what cannot even be read, or must not be taken, with a page that says what to do."""

    @wraps(view)
    def answer(way: "PlainWay") -> Response:
        try:
            try:
                return view(way)
            except ForeignOrigin:
                return way.give_back()
        except Closed:
            return _refused("closed", 503)
        except RequestEntityTooLarge:
            return _refused("too-large", 413)
        except FormUnreadable as error:
            reasons: dict[type[FormUnreadable], Reason] = {
                FormForeign: "not-a-form",
                FormWithFile: "file",
            }
            return _refused(reasons.get(type(error), "garbled"), error.status)

    return answer


@dataclass(frozen=True)
class PlainWay:
    """The three addresses of one form's plain way, as views."""

    store: Store
    source: KeyringSource
    form_class: type[QuestionnaireForm]
    origins: Collection[str]

    @_or_refused_page
    def write(self) -> Response:
        """Show the form; take it filled in, and show the page to check it on. Nothing is kept."""
        if request.method != "POST":
            keyring_in_force(self.source)
            return self._form(Draft(), 200)
        check_origin(request, self.origins)
        draft = Draft.read(self.form_class, request.form)
        wanted = request.form.get(CHANGE)
        if wanted is None:
            return self._form(draft, 422) if draft.problems else self._check(draft, 200)
        # To the form again, as from the check page, or in another language with what stands on it.
        shown = draft if wanted == "problems" else replace(draft, problems=())
        return self._form(shown, 422 if shown.problems else 200)

    @_or_refused_page
    def send(self) -> Response:
        """Seal the checked letter in memory, keep the envelope, and say that it arrived."""
        marks = check_origin(request, self.origins)
        draft = Draft.read(self.form_class, request.form)
        if draft.problems:
            return self._form(draft, 422)
        try:
            keyring = keyring_in_force(self.source)
        except Closed:
            # An earlier try of this letter may have arrived, its answer lost: nothing is promised.
            return self._check(replace(draft, doubt=True), 503)
        try:
            language = current_language().tag
            keep(
                self.store,
                draft.seal(self.form_class, language=language, keyring=keyring, marks=marks),
            )
        except Closed:
            return self._check(replace(draft, doubt=True), 503)
        except Exception as error:  # noqa: BLE001 (whatever failed, the letter must not be lost)
            # Never the traceback: it could hold the letter.
            current_app.logger.error("%s in %s", type(error).__name__, request.endpoint)  # noqa: TRY400 (see above)
            return self._check(replace(draft, doubt=True), 500)
        # To a page of its own: what was posted last is then no page that Back could post again.
        return _see("write_plain_done")

    def done(self) -> Response:
        """Say what it means that a letter arrived: where a sending that was kept leads.

        Who asks for it in another way sent nothing now, and gets the form.
        """
        if not may_be_ours(request):
            return _see("write_plain")
        return make_response(render_template("plain_sent.html"))

    def give_back(self) -> Response:
        """Answer what a page of another site sent with our own form, filled in, as a new letter."""
        typed = Draft.read(self.form_class, request.form).typed
        return self._form(Draft(typed=typed), 403, foreign=True)

    def _form(self, draft: Draft, status: int, *, foreign: bool = False) -> Response:
        questionnaire = self.form_class.questionnaire
        page = render_template(
            "plain_form.html", questionnaire=questionnaire, draft=draft, foreign=foreign
        )
        return make_response(page, status)

    def _check(self, draft: Draft, status: int) -> Response:
        questionnaire = self.form_class.questionnaire
        page = render_template("plain_check.html", questionnaire=questionnaire, draft=draft)
        return make_response(page, status)


def _refused(reason: Reason, status: int) -> Response:
    return make_response(render_template("plain_refused.html", reason=reason), status)


def _see(name: str) -> Response:
    """Answer with the address of a page to get next; an answer without words of its own."""
    response = make_response("", 303)
    response.location = link_here(name)
    return response
