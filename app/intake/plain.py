"""The plain way of writing: a form, a page to check it on, and the sending, without script.

Our server sees letter and receipt while they pass, and the page says so before anything is typed
(P4). Nothing is written anywhere: it lives in the request, goes back to the browser, and only the
envelope is kept (P3). Whatever goes wrong, the answer holds everything that was typed (P11).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from flask import render_template, request
from werkzeug.wrappers import Response

from app.finland import day_in_finland
from app.forms.questionnaire import Questionnaire
from app.forms.wtf import QuestionnaireForm
from app.frame.links import link_here
from app.frame.locale import current_language, long_day
from app.intake.blank import form_page, start_of
from app.intake.derivation import Lines
from app.intake.draft import CHANGE, Draft
from app.intake.envelopes import keep
from app.intake.errors import Busy, Closed
from app.intake.keyring import KeyringSource, keyring_in_force, today
from app.intake.notice import NoticeSource
from app.intake.origin import check_origin, is_hidden, may_be_ours
from app.intake.pages import answered, log_failure, or_refused_page, see
from app.intake.posted import Kept, read_draft, seal_draft
from app.store.base import Store
from app.wire.constants import MAILBOX_DAYS
from app.wire.receipt import groups, new_receipt


@dataclass(frozen=True)
class PlainWay:
    """The addresses of the plain way of writing, as views."""

    store: Store
    source: KeyringSource
    notice: NoticeSource
    lines: Lines
    form_class: type[QuestionnaireForm]
    origins: Collection[str]

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions of the form."""
        return self.form_class.questionnaire

    @property
    def start(self) -> str:
        """The name of the address where this form's way begins."""
        return start_of(self.questionnaire)

    @or_refused_page
    def write(self) -> Response:
        """Take the form filled in, and show the page to check it on. Nothing is kept."""
        check_origin(request, self.origins)
        draft = read_draft(self.form_class, request.form)
        if is_hidden(request):
            draft = replace(draft, receipt="")
        wanted = request.form.get(CHANGE)
        if wanted is None:
            return self._form(draft, 422) if draft.problems else self._check(draft, 200)
        # To the form again, as from the check page, or in another language with what stands on it.
        shown = draft if wanted == "problems" else replace(draft, problems=())
        return self._form(shown, 422 if shown.problems else 200)

    @or_refused_page
    def send(self) -> Response:
        """Seal the checked letter in memory, keep the envelope, and show the receipt again."""
        marks = check_origin(request, self.origins)
        draft = read_draft(self.form_class, request.form)
        if draft.problems:
            return self._form(draft, 422)
        if not draft.receipt:
            # Nothing leaves before its sender has seen the digits that belong to it.
            return self._check(draft, 422)
        # An earlier try of this letter may have arrived, its answer lost: nothing is promised.
        doubted = replace(draft, doubt=True)
        try:
            keyring = keyring_in_force(self.source)
            way_back = self.lines.sending.keys(draft.receipt).way_back
            language = current_language().tag
            keep(
                self.store,
                seal_draft(
                    draft,
                    self.form_class,
                    language=language,
                    keyring=keyring,
                    marks=marks,
                    way_back=way_back,
                ),
            )
        except Busy:
            return self._check(draft, 503, busy=True)
        except Closed:
            return self._check(doubted, 503)
        except Exception as error:  # noqa: BLE001 (whatever failed, the letter must not be lost)
            log_failure(error)
            return self._check(doubted, 500)
        return self._sent(Kept(draft.letter_id, draft.receipt, way_back.call_digits), known=True)

    @or_refused_page
    def done(self) -> Response:
        """Say what it means that a letter arrived: what stays of a sending in the history.

        Who asks for it in another way sent nothing now, and gets the form. A post brings the
        receipt along from the page that was shown after sending, in another language.
        """
        if not may_be_ours(request):
            return see(self.start)
        if request.method == "POST":
            check_origin(request, self.origins)
            kept = None if is_hidden(request) else Kept.read(request.form)
            if kept:
                return self._sent(kept)
        return self._sent(None)

    def give_back(self) -> Response:
        """Answer what a page of another site sent with our own form, filled in, as a new letter."""
        typed = read_draft(self.form_class, request.form).typed
        return self._form(Draft(typed=typed), 403, foreign=True)

    def _form(self, draft: Draft, status: int, *, foreign: bool = False) -> Response:
        return form_page(self.questionnaire, draft, status, self.notice, foreign=foreign)

    def _check(self, draft: Draft, status: int, *, busy: bool = False) -> Response:
        shown = replace(draft, receipt=draft.receipt or new_receipt())
        page = render_template(
            "plain_check.html",
            questionnaire=self.questionnaire,
            start=self.start,
            draft=shown,
            groups=groups(shown.receipt),
            busy=busy,
        )
        return answered(page, status, busy=busy)

    def _sent(self, kept: Kept | None, *, known: bool = False) -> Response:
        page = render_template(
            "plain_sent.html",
            questionnaire=self.questionnaire,
            start=self.start,
            kept=kept,
            groups=groups(kept.receipt) if kept else (),
            until=long_day(today() + timedelta(days=MAILBOX_DAYS)),
            acknowledged=long_day(day_in_finland(datetime.now(UTC))),
            collected=self.notice.shown_day(),
            known=known,
            done_in=lambda language: link_here(f"{self.start}_done", lang=language.tag),
        )
        return answered(page, 200)
