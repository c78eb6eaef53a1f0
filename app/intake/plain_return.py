"""The plain way of coming back: the digits, what is there, and writing again, without script.

Our server sees receipt, answers and letter while they pass, and the page says so before the digits
are typed (P4). All of it lives in the request alone; the receipt goes from page to page in the
browser. What the NAS did not sign is never shown, and nothing tells whether there was ever a
letter.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from flask import render_template, request
from werkzeug.wrappers import Response

from app.forms.questionnaire import Questionnaire
from app.forms.wtf import QuestionnaireForm
from app.frame.links import link_here
from app.frame.locale import LANGUAGES, Language, current_language, long_day
from app.intake.blank import digits_page
from app.intake.derivation import Lines
from app.intake.draft import CHANGE, LETTER, RECEIPT, Draft
from app.intake.envelopes import keep
from app.intake.errors import Busy, Closed, ForeignOrigin
from app.intake.keyring import KeyringSource, keyring_in_force, today
from app.intake.mailbox import read_mailbox
from app.intake.notice import NoticeSource
from app.intake.origin import check_origin, is_hidden, may_be_ours
from app.intake.pages import answered, log_failure, or_refused_page, see
from app.intake.posted import read_draft, seal_draft
from app.store.base import ShelfReader, Store
from app.wire.errors import MailboxEmpty, MailboxError, MailboxExpired, ReceiptError
from app.wire.keyring import Keyring
from app.wire.mailbox import Answer, open_mailbox
from app.wire.receipt import ReceiptKeys, mailbox_id, parse_receipt


@dataclass(frozen=True)
class Found:
    """What is there for somebody's digits: answers and until when, nothing, or a forgery."""

    answers: tuple[Answer, ...] = ()
    until: date = date.max
    forged: bool = False


@dataclass(frozen=True)
class PlainReturn:
    """The addresses of the plain way of coming back, as views."""

    store: Store
    replies: ShelfReader
    source: KeyringSource
    notice: NoticeSource
    lines: Lines
    form_class: type[QuestionnaireForm]
    origins: Collection[str]
    start: str = "return_plain"

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions of the form."""
        return self.form_class.questionnaire

    @or_refused_page
    def come(self) -> Response:
        """Take what was written, and show the page to check it on; or show what is there."""
        self._check_digits_are_typed_here()
        if CHANGE in request.form:  # in another language
            return digits_page(typed=request.form.get(RECEIPT, ""), draft=self._draft())
        draft = read_draft(self.form_class, request.form)
        return self._looked(draft) if draft.problems or not draft.receipt else self._check(draft)

    @or_refused_page
    def open(self) -> Response:
        """Show what is there for these digits, and the form for writing again."""
        self._check_digits_are_typed_here()
        draft = read_draft(self.form_class, request.form)
        wanted = request.form.get(CHANGE)
        return self._looked(draft if wanted == "problems" else replace(draft, problems=()))

    @or_refused_page
    def send(self) -> Response:
        """Seal what was checked in memory and keep the envelope; the receipt stays the same."""
        marks = check_origin(request, self.origins)
        draft = read_draft(self.form_class, request.form)
        if draft.problems or not draft.receipt:
            return self._looked(draft)
        # An earlier try may have arrived, its answer lost: nothing is promised.
        doubted = replace(draft, doubt=True)
        try:
            keyring = keyring_in_force(self.source)
            envelope = seal_draft(
                draft,
                self.form_class,
                language=current_language().tag,
                keyring=keyring,
                marks=marks,
                way_back=self.lines.sending.keys(draft.receipt).way_back,
            )
            keep(self.store, envelope)
        except Busy:
            return self._check(draft, 503, busy=True)
        except Closed:
            return self._check(doubted, 503)
        except Exception as error:  # noqa: BLE001 (whatever failed, the letter must not be lost)
            log_failure(error)
            return self._check(doubted, 500)
        # To a page of its own: what was posted last is then no page that Back could post again.
        return see("return_plain_done")

    def done(self) -> Response:
        """Say what it means that a letter arrived; who did not come from a sending starts anew."""
        if not may_be_ours(request):
            return see("return_plain")
        page = render_template("return_sent.html", collected=self.notice.shown_day())
        return answered(page, 200)

    def give_back(self) -> Response:
        """Answer what a page of another site sent by asking for the digits, which it does not give.

        Another's digits would show another's answers as if they were for whoever looks. What was
        written stays, as a new letter.
        """
        draft = self._draft()
        return digits_page(draft=draft and Draft(typed=draft.typed), trouble="foreign")

    def _check_digits_are_typed_here(self) -> None:
        """Raise ForeignOrigin for digits that a page of another site may have brought."""
        check_origin(request, self.origins)
        if is_hidden(request):
            raise ForeignOrigin

    def _looked(self, draft: Draft) -> Response:
        """Look into the mailbox, and show it; or ask for the digits again, with all kept."""
        typed = request.form.get(RECEIPT, "")
        kept = draft if LETTER in request.form else None
        try:
            receipt = parse_receipt(typed)
        except ReceiptError as error:
            return digits_page(typed=typed, problem=error.code, draft=kept)
        try:
            keyring = keyring_in_force(self.source)
            keys = self.lines.looking.keys(receipt)
            found = self._read(keys, keyring)
        except Busy:
            return digits_page(typed=typed, draft=kept, trouble="busy")
        except Closed:
            return digits_page(typed=typed, draft=kept, trouble="closed")
        except Exception as error:  # noqa: BLE001 (whatever failed, nothing typed must be lost)
            log_failure(error)
            return digits_page(typed=typed, draft=kept, trouble="closed")
        return self._opened(draft, found, keys.way_back.call_digits)

    def _read(self, keys: ReceiptKeys, keyring: Keyring) -> Found:
        """Return what is there for these keys. Raises: Closed."""
        data = read_mailbox(self.replies, mailbox_id(keys.secret))
        try:
            mailbox = open_mailbox(data, keys, keyring.reply_key, today())
        except (MailboxEmpty, MailboxExpired):
            return Found()
        except MailboxError:
            return Found(forged=True)
        return Found(mailbox.answers, mailbox.until)

    def _draft(self) -> Draft | None:
        """Return what was written, if the page that was posted had a form for it."""
        return read_draft(self.form_class, request.form) if LETTER in request.form else None

    def _opened(self, draft: Draft, found: Found, call: tuple[str, str]) -> Response:
        page = render_template(
            "return_open.html",
            questionnaire=self.questionnaire,
            draft=draft,
            found=found,
            call=call,
            collected=self.notice.shown_day(),
            direction=_direction,
            long_day=long_day,
            open_in=_open_in,
        )
        return answered(page, 422 if draft.problems else 200)

    def _check(self, draft: Draft, status: int = 200, *, busy: bool = False) -> Response:
        page = render_template(
            "return_check.html",
            questionnaire=self.questionnaire,
            draft=draft,
            busy=busy,
        )
        return answered(page, status, busy=busy)


def _open_in(language: Language) -> str:
    """Return where the opened page is shown in a language."""
    return link_here("return_plain_open", lang=language.tag)


def _direction(tag: str) -> str:
    """Return the direction of an answer's language; a browser finds that of others by the text."""
    return next((each.direction for each in LANGUAGES if each.tag == tag), "auto")
