"""A letter of the doctor's own, sent both ways; where staff's keys are at hand, answered and read.

It says of itself that nobody needs help, and is removed by whoever collects it here. It is sent
only if somebody asks for that: staff see it until then.
"""

from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from typing import Final, Protocol

from app.addresses import link
from app.frame.locale import SOURCE
from app.wire.constants import (
    ENVELOPE_MEDIA_TYPE,
    ENVELOPES_PATH,
    MAILBOX_PATH,
    SERIAL_HEADER,
)
from app.wire.envelope import seal_envelope
from app.wire.errors import WireError
from app.wire.letter import Letter, serialise
from app.wire.mailbox import open_mailbox
from app.wire.new_letter import new_letter_id, written_now
from app.wire.receipt import ReceiptKeys, derive, new_receipt
from serverless.doctor.errors import DoctorError, Unexpected
from serverless.doctor.examined import Examined
from serverless.doctor.finding import Finding, fault, ok, unseen
from serverless.doctor.posted import PostedForm

WORDS: Final = "This is a test by 'turva doctor'. Nobody needs help. It is to be deleted."
"""What the letters say."""

ANSWER: Final = "This is a test by 'turva doctor'."

_FORM: Final = "write"
_URLENCODED: Final = "application/x-www-form-urlencoded"
_LOST: Final = "see the functions' errors and the store; then run 'turva doctor' again"


Note = Callable[[ReceiptKeys], object]
"""Takes down the keys of a letter before it is sent."""


class Staff(Protocol):
    """Who has the keys: collects, and does to a letter what staff do. Raises: errors of theirs."""

    def collect(self) -> None:
        """Pull."""
        ...

    def answer(self, secret: bytes, text: str) -> bool:
        """Answer the letter of a case secret; False if no letter of it has come."""
        ...

    def remove(self, secret: bytes) -> None:
        """Take the answers back and delete the letter."""
        ...


def letters(examined: Examined, version: int, staff: Staff | None) -> Iterator[Finding]:
    """Yield how two letters fare, one each way; `version` is that of the form to write in.

    None of them is left behind, whatever fails.
    """
    sent: dict[str, ReceiptKeys] = {}
    taken: list[str] = []
    for way, send in (("sealed", _send_sealed), ("plain", _send_plain)):
        try:
            send(examined, version, partial(sent.__setitem__, way))
            taken.append(way)
            yield ok(f"letter, {way}", "it was acknowledged")
        except (DoctorError, WireError) as error:
            yield fault(f"letter, {way}", f"it was not taken: {error}", _LOST)
    if staff is None:
        yield unseen("letters", "nobody collected them: name your member file's home to do that")
        return
    try:
        staff.collect()
        for way in taken:
            yield _answered(examined, staff, way, sent[way])
    except DoctorError as error:
        yield fault("letters", str(error), _LOST)
    finally:
        for keys in sent.values():
            yield from _removed(staff, keys)  # one that was not acknowledged may be there too


def _removed(staff: Staff, keys: ReceiptKeys) -> Iterator[Finding]:
    try:
        staff.remove(keys.way_back.secret)
    except DoctorError as error:
        yield fault("letters", f"one is left with staff: {error}", "delete it in the inbox")


def _answered(examined: Examined, staff: Staff, way: str, keys: ReceiptKeys) -> Finding:
    check = f"letter, {way}"
    if not staff.answer(keys.way_back.secret, ANSWER):
        return fault(check, "it was acknowledged and did not reach staff", _LOST)
    told = {"Content-Type": ENVELOPE_MEDIA_TYPE, **examined.visit.own()}
    asked = bytes.fromhex(keys.way_back.mailbox)
    answer = examined.visit.ask(MAILBOX_PATH, "POST", asked, told)
    try:
        found = open_mailbox(answer.body, keys, examined.keyring().reply_key, examined.today)
    except WireError as error:
        return fault(check, f"its answer cannot be read: {error}", _LOST)
    if ANSWER not in [each.text for each in found.answers]:
        return fault(check, "its answer is not in the mailbox", _LOST)
    return ok(check, "staff opened it, and their answer came back; both are removed")


def _send_sealed(examined: Examined, version: int, note: Note) -> None:
    keys = derive(new_receipt(), examined.name)
    note(keys)
    keyring = examined.keyring()
    letter = Letter(
        letter_id=new_letter_id(),
        form=_FORM,
        form_version=version,
        language=SOURCE.tag,
        serial=keyring.serial,
        via="sealed",
        written=written_now(),
        answers={"message": WORDS},
        way_back=keys.way_back,
    )
    told = {
        "Content-Type": ENVELOPE_MEDIA_TYPE,
        SERIAL_HEADER: str(keyring.serial),
        **examined.visit.own(),
    }
    envelope = seal_envelope(serialise(letter), keyring.recipient)
    answer = examined.visit.ask(ENVELOPES_PATH, "POST", envelope, told)
    if answer.status != HTTPStatus.CREATED:
        raise Unexpected(f"{ENVELOPES_PATH} answers {answer.status}")


def _send_plain(examined: Examined, _: int, note: Note) -> None:
    first = link(f"{_FORM}_plain", lang=SOURCE.tag)
    form = _form(examined, first, None)
    check = _form(examined, first, form.filled(message=WORDS))
    receipt = check.value("receipt")
    if receipt is None:
        raise Unexpected("the plain form is not followed by the page to check")
    note(derive(receipt, examined.name))
    last = link(f"{_FORM}_plain_send", lang=SOURCE.tag)
    told = {"Content-Type": _URLENCODED, **examined.visit.own()}
    answer = examined.visit.ask(last, "POST", check.filled(), told)
    if answer.status != HTTPStatus.OK or 'id="arrived"' not in answer.text:
        raise Unexpected(f"{last} answers {answer.status}")


def _form(examined: Examined, path: str, body: bytes | None) -> PostedForm:
    told = {"Content-Type": _URLENCODED, **examined.visit.own()} if body is not None else {}
    answer = examined.visit.ask(path, "GET" if body is None else "POST", body, told)
    if answer.status != HTTPStatus.OK:
        raise Unexpected(f"{path} answers {answer.status}")
    return PostedForm(answer.text)
