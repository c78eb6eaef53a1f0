"""Letters for tests: fields as vectors name them, and any letter that can be written."""

import base64
import hashlib
from typing import Any

from hypothesis import strategies as st

from app.text import normalise
from app.wire.attachment import Attachment
from app.wire.constants import LARGEST_ATTACHMENT, LARGEST_NUMBER, MARKS
from app.wire.letter import Letter
from app.wire.piece import pieces_of
from app.wire.receipt import WayBack

TEXTS = st.text(st.characters(codec="utf-8")).map(normalise)
NUMBERS = st.integers(1, LARGEST_NUMBER)


def way_backs() -> st.SearchStrategy[WayBack]:
    """Return any way back that can be written."""
    secret = st.binary(min_size=32, max_size=32)
    # Drawn from a seed, as 1,216 drawn bytes are slow and tell no more.
    recipient = secret.map(lambda seed: hashlib.shake_256(seed).digest(1216))
    return st.builds(WayBack, recipient, secret)


@st.composite
def attachments(draw: st.DrawFn) -> tuple[Attachment, ...]:
    """Return any few attachments that can be written."""
    sizes = draw(st.lists(st.integers(1, LARGEST_ATTACHMENT), max_size=3))
    numbers = iter(range(33))
    return tuple(
        Attachment(
            name=draw(TEXTS.filter(lambda name: 0 < len(name) <= 255)),
            media_type=draw(st.sampled_from(["image/jpeg", "application/pdf", "text/x-a+b"])),
            size=size,
            pieces=tuple(f"{next(numbers):064x}" for _ in range(pieces_of(size))),
        )
        for size in sizes
    )


@st.composite
def letters(draw: st.DrawFn) -> Letter:
    """Return any letter that WIRE §4 allows."""
    via = draw(st.sampled_from(["sealed", "plain"]))
    marks = st.lists(st.sampled_from(MARKS), unique=True) if via == "plain" else st.just([])
    keys = st.from_regex(r"[a-z][a-z0-9_]{0,31}", fullmatch=True)
    answers = st.dictionaries(keys, TEXTS | st.lists(TEXTS, max_size=4).map(tuple), max_size=6)
    return Letter(
        letter_id=draw(st.binary(min_size=16, max_size=16)).hex(),
        form=draw(st.sampled_from(["write", "refer", "call-me", "a_1"])),
        form_version=draw(NUMBERS),
        language=draw(st.sampled_from(["ar", "en", "fi-simple", "sr-Latn-RS", "yue"])),
        serial=draw(NUMBERS),
        via=via,
        written=draw(st.datetimes()).isoformat(timespec="minutes") + "Z",
        answers=draw(answers),
        marks=tuple(draw(marks)),
        attachments=draw(attachments()),
        way_back=draw(st.none() | way_backs()),
    )


def to_fields(letter: Letter) -> dict[str, Any]:
    """Return a letter's fields as its JSON names them."""
    return {
        "wire": 3,
        "letter": letter.letter_id,
        "form": letter.form,
        "version": letter.form_version,
        "language": letter.language,
        "serial": letter.serial,
        "via": letter.via,
        "written": letter.written,
        "marks": list(letter.marks),
        "answers": {
            key: answer if isinstance(answer, str) else list(answer)
            for key, answer in letter.answers.items()
        },
        "attachments": list(map(_attachment_fields, letter.attachments)),
        "return": letter.way_back and _way_back_fields(letter.way_back),
    }


def from_fields(fields: dict[str, Any]) -> Letter:
    """Return the letter of such fields, unchecked."""
    return Letter(
        letter_id=fields["letter"],
        form=fields["form"],
        form_version=fields["version"],
        language=fields["language"],
        serial=fields["serial"],
        via=fields["via"],
        written=fields["written"],
        answers={
            key: answer if isinstance(answer, str) else tuple(answer)
            for key, answer in fields["answers"].items()
        },
        marks=tuple(fields["marks"]),
        attachments=tuple(map(_attachment, fields["attachments"])),
        way_back=_way_back(fields["return"]),
    )


def _attachment_fields(attachment: Attachment) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "type": attachment.media_type,
        "size": attachment.size,
        "pieces": list(attachment.pieces),
    }


def _attachment(fields: dict[str, Any]) -> Attachment:
    return Attachment(fields["name"], fields["type"], fields["size"], tuple(fields["pieces"]))


def _way_back_fields(way_back: WayBack) -> dict[str, str]:
    recipient = base64.b64encode(way_back.recipient).decode()
    return {"recipient": recipient, "secret": way_back.secret.hex()}


def _way_back(fields: dict[str, str] | None) -> WayBack | None:
    if fields is None:
        return None
    return WayBack(base64.b64decode(fields["recipient"]), bytes.fromhex(fields["secret"]))
