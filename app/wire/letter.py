"""The letter: what a person wrote, as fields, and its one way of being written as JSON.

Whatever opens may be hostile: a letter is believed only when every field is as WIRE §4 says. What
cannot be read is carried whole in the error, to be kept and shown; no message holds any of it.
"""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.text import normalise
from app.wire import attachment
from app.wire.attachment import Attachment
from app.wire.constants import (
    CASE_SECRET_BYTES,
    LARGEST_LETTER,
    LARGEST_NUMBER,
    LETTER_FIELDS,
    MARKS,
    RECIPIENT_BYTES,
    RETURN_FIELDS,
    VIAS,
    WIRE_VERSION,
)
from app.wire.errors import LetterMalformed, LetterUnread, LetterVersionUnknown
from app.wire.json_object import parse_object, serialise_object
from app.wire.new_letter import LETTER_ID
from app.wire.note import decode_base64
from app.wire.receipt import WayBack

_FORM = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z")
# A question's key begins with a letter, so that JavaScript keeps the order of an object's keys.
_QUESTION = re.compile(r"[a-z][a-z0-9_]{0,31}")
_SECRET = re.compile(rf"[0-9a-f]{{{2 * CASE_SECRET_BYTES}}}")
_FIELDS = {
    1: frozenset(LETTER_FIELDS[:-1]),
    2: frozenset(LETTER_FIELDS),
    3: frozenset(LETTER_FIELDS),
}
# Before it nothing wrote any, and there were no pieces that it could have named.
_FIRST_WITH_ATTACHMENTS = 3


@dataclass(frozen=True)
class Letter:
    """One letter. All but `answers` and `way_back` may be logged; those two never show in a repr.

    `way_back` is None if the sender keeps no receipt: such a letter cannot be answered. `via`,
    `written`, `language` and `marks` are what the sender's side claims, and prove nothing.
    """

    letter_id: str
    form: str
    form_version: int
    language: str
    serial: int
    via: str
    written: str
    answers: Mapping[str, str | tuple[str, ...]] = field(repr=False)
    marks: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    way_back: WayBack | None = field(default=None, repr=False)


def serialise(letter: Letter) -> bytes:
    """Return the letter's JSON: the same bytes as the browser writes for the same letter.

    Raises:
        LetterMalformed: a field is not as WIRE §4 says, or a text is not normalised (WIRE §5).

    Source: WIRE §4.
    """
    _check(letter)
    for answer in letter.answers.values():
        for text in (answer,) if isinstance(answer, str) else answer:
            if normalise(text) != text:
                raise LetterMalformed("an answer's text is not normalised: normalise it first")
    values = (
        WIRE_VERSION,
        letter.letter_id,
        letter.form,
        letter.form_version,
        letter.language,
        letter.serial,
        letter.via,
        letter.written,
        letter.marks,
        dict(letter.answers),
        [attachment.to_fields(each) for each in letter.attachments],
        _serialise_way_back(letter.way_back),
    )
    return serialise_object(dict(zip(LETTER_FIELDS, values, strict=True)))


def parse(data: bytes) -> Letter:
    """Return the letter written in `data`, which may be hostile.

    A text that the sender's side did not normalise is kept as it came.

    Raises:
        LetterVersionUnknown: it names a wire version that is not known here.
        LetterMalformed: it is no JSON object in UTF-8, or a field is missing, unknown or wrong.
            Both carry the whole text in `raw`.

    Source: WIRE §3, §4.
    """
    try:
        return _letter(_object(data))
    except LetterUnread as error:
        error.received = data
        raise


def _object(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST_LETTER:
        raise LetterMalformed(f"a letter has at most {LARGEST_LETTER} bytes")
    try:
        return parse_object(data)
    except ValueError:
        raise LetterMalformed("a letter is one JSON object in UTF-8 with distinct keys") from None


def _letter(fields: dict[str, Any]) -> Letter:
    wire = fields.get("wire")
    if not _is_number(wire):
        raise LetterMalformed("wire is the number of a version")
    if wire not in _FIELDS:
        raise LetterVersionUnknown(f"this letter is of wire version {wire}: update this program")
    if fields.keys() != _FIELDS[wire]:
        raise LetterMalformed("a field is missing or unknown")
    if wire < _FIRST_WITH_ATTACHMENTS and fields["attachments"] != []:
        raise LetterMalformed(f"a letter of version {wire} has no attachments")
    letter = Letter(
        letter_id=fields["letter"],
        form=fields["form"],
        form_version=fields["version"],
        language=fields["language"],
        serial=fields["serial"],
        via=fields["via"],
        written=fields["written"],
        answers=_answers(fields["answers"]),
        marks=_strings("marks", fields["marks"]),
        attachments=attachment.from_fields(fields["attachments"]),
        way_back=_parse_way_back(fields.get("return")),
    )
    _check(letter)
    return letter


def _serialise_way_back(way_back: WayBack | None) -> dict[str, str] | None:
    if way_back is None:
        return None
    values = (base64.b64encode(way_back.recipient).decode(), way_back.secret.hex())
    return dict(zip(RETURN_FIELDS, values, strict=True))


def _parse_way_back(value: Any) -> WayBack | None:
    if value is None:
        return None
    if not isinstance(value, dict) or value.keys() != set(RETURN_FIELDS):
        raise LetterMalformed(f"return is null or has the fields {', '.join(RETURN_FIELDS)}")
    recipient, secret = (value[name] for name in RETURN_FIELDS)
    if not isinstance(secret, str) or not _SECRET.fullmatch(secret):
        raise LetterMalformed("the secret in return is not written as WIRE §4 says")
    try:
        return WayBack(decode_base64(recipient), bytes.fromhex(secret))
    except (TypeError, ValueError):
        raise LetterMalformed("the recipient in return is not canonical base64") from None


def _answers(value: Any) -> dict[str, str | tuple[str, ...]]:
    if not isinstance(value, dict):
        raise LetterMalformed("answers is an object")
    return {
        key: answer if isinstance(answer, str) else _strings("an answer", answer)
        for key, answer in value.items()
    }


def _strings(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LetterMalformed(f"{name} is a list of texts")
    return tuple(value)


def _check(letter: Letter) -> None:
    patterns = (
        ("letter", LETTER_ID, letter.letter_id),
        ("form", _FORM, letter.form),
        ("language", _LANGUAGE, letter.language),
        ("written", _WRITTEN, letter.written),
    )
    for name, pattern, value in patterns:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise LetterMalformed(f"{name} is not written as WIRE §4 says")
    for name, number in (("version", letter.form_version), ("serial", letter.serial)):
        if not _is_number(number):
            raise LetterMalformed(f"{name} is a positive number")
    _check_date(letter.written)
    if letter.via not in VIAS:
        raise LetterMalformed(f"via is one of {', '.join(VIAS)}")
    _check_lists(letter)
    _check_way_back(letter.way_back)


def _check_date(written: str) -> None:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        raise LetterMalformed("written is no minute of the calendar") from None


def _check_lists(letter: Letter) -> None:
    if not _are_distinct(letter.marks) or not set(letter.marks) <= set(MARKS):
        raise LetterMalformed("marks names something else than the intake's marks, or one twice")
    if letter.marks and letter.via == "sealed":
        raise LetterMalformed("a sealed letter has no marks")
    if not all(_QUESTION.fullmatch(key) for key in letter.answers):
        raise LetterMalformed("a question's key in answers is not written as WIRE §4 says")
    attachment.check(letter.attachments)


def _check_way_back(way_back: WayBack | None) -> None:
    # Only the size: whether anything can be sealed to it shows when an answer is.
    if way_back and (len(way_back.recipient), len(way_back.secret)) != (
        RECIPIENT_BYTES,
        CASE_SECRET_BYTES,
    ):
        raise LetterMalformed("the recipient or the secret in return is of another size")


def _are_distinct(items: Sequence[str]) -> bool:
    return len(set(items)) == len(items)


def _is_number(value: Any) -> bool:
    # bool is a kind of int, and 1 == 1.0 == True.
    return type(value) is int and 1 <= value <= LARGEST_NUMBER
