"""An event says what its author said, or is refused (WIRE §15)."""

import base64
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.constants import ANSWER_LIMIT, MAILBOX_DAYS, MESSAGE_LIMIT
from app.wire.envelope import open_envelope, seal_envelope
from app.wire.errors import EventForged, EventMalformed
from app.wire.event import LARGEST_EVENT, LATEST_YEAR, Event, open_event, serialise, sign_event
from app.wire.kinds import KINDS
from tests.wire.events import BODIES, DIGEST, KEY, OTHER, event, recipient

SIGNED = sign_event(event(), KEY)


def signed(text: str) -> bytes:
    """Return any text as its author can sign it."""
    return KEY.sign(text.encode()) + text.encode()


def changed(**fields: Any) -> bytes:
    """Return the event with some fields put in place as they are, signed by its author."""
    whole = json.loads(serialise(event()).partition(b"\n")[2]) | fields
    return signed("turva/event/1\n" + json.dumps(whole, ensure_ascii=False, separators=(",", ":")))


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_of_each_kind_comes_back_as_it_was(kind: str) -> None:
    one = event(kind=kind)
    assert one == open_event(sign_event(one, KEY))
    assert list(BODIES[kind]) == list(KINDS[kind].fields)


def test_an_events_text_is_exactly_this() -> None:
    text = (
        'turva/event/1\n{"author":"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=","sequence":1,'
        '"previous":"","heads":[],"at":"2026-11-22T03:40Z","kind":"note",'
        '"case":"0123456789abcdef0123456789abcdef","body":{"text":"soita\\nhuomenna 🙂"}}'
    )
    assert text == serialise(event()).decode()


def test_its_digest_is_of_its_text_and_not_of_its_signature() -> None:
    resealed = seal_envelope(SIGNED, recipient(9))
    assert event().digest == open_event(SIGNED).digest
    assert event().digest != replace(event(), at="2026-11-22T03:41Z").digest
    assert len(resealed) == len(seal_envelope(SIGNED, recipient(8)))


def test_nobody_signs_for_somebody_else() -> None:
    with pytest.raises(EventMalformed):
        sign_event(event(), OTHER)
    with pytest.raises(EventForged):
        open_event(OTHER.sign(SIGNED[64:]) + SIGNED[64:])


@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
@settings(max_examples=300, deadline=None)
def test_whatever_byte_is_changed_it_is_refused(place: int, change: int) -> None:
    broken = bytearray(SIGNED)
    broken[place] ^= change
    with pytest.raises((EventMalformed, EventForged)):
        open_event(bytes(broken))


@pytest.mark.parametrize(
    "fields",
    [
        {"author": base64.b64encode(bytes(31)).decode()},
        {"author": "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbh="},
        {"author": 7},
        {"sequence": 0},
        {"sequence": 2},
        {"sequence": True},
        {"sequence": 1.0},
        {"sequence": 2**53, "previous": DIGEST},
        {"previous": DIGEST},
        {"previous": DIGEST.upper(), "sequence": 2},
        {"previous": None},
        {"heads": [DIGEST, DIGEST]},
        {"heads": ["ff" * 32, "00" * 32]},
        {"heads": DIGEST},
        {"heads": [1]},
        {"at": "2026-11-22T03:40:00Z"},
        {"at": "2026-11-31T03:40Z"},
        {"at": 20261122},
        {"kind": "promote"},
        {"kind": None},
        {"case": ""},
        {"case": "../../etc"},
        {"case": None},
        {"kind": "received", "body": {"envelopes": [DIGEST]}},
        {"body": {}},
        {"body": []},
        {"body": {"text": ""}},
        {"body": {"text": ["a"]}},
        {"body": {"text": "a", "more": "b"}},
        {"body": {"text": "a\r\nb"}},
        {"body": {"text": "x" * (MESSAGE_LIMIT + 1)}},
        {"colour": "red"},
    ],
)
def test_what_no_writer_writes_is_malformed_though_its_author_signed_it(
    fields: dict[str, Any],
) -> None:
    assert event() == open_event(changed())
    with pytest.raises(EventMalformed):
        open_event(changed(**fields))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("reply", {"text": "x" * (ANSWER_LIMIT + 1)}),
        ("reply", {"answer": "cd" * 32}),
        ("reply", {"phrase": "../x"}),
        ("label", {"add": ("a", "a")}),
        ("label", {"add": ("two\nlines",)}),
        ("assign", {"member": "Aino"}),
        ("merge", {"into": "somewhere"}),
        ("reseal", {"to": "cd" * 16}),
        ("destroyed", {"epoch": "04"}),
        ("moved", {"to": "x" * 201}),
    ],
)
def test_a_body_that_is_not_of_its_kinds_form_is_not_signed(
    kind: str, body: dict[str, Any]
) -> None:
    with pytest.raises(EventMalformed):
        sign_event(event(kind=kind, body={**BODIES[kind], **body}), KEY)


@pytest.mark.parametrize(
    "text",
    [
        lambda text: text.replace("1\n", "2\n", 1),
        lambda text: text.replace("turva/event/1\n", "turva/keyring/1\n"),
        lambda text: text.replace('"sequence":1', '"sequence": 1'),
        lambda text: text.replace('"heads":[],', '"heads":[],"heads":[],'),
        lambda text: text.replace("🙂", "\\ud83d\\ude42"),
        lambda text: text.replace("🙂", "\\ud83d"),
        lambda text: text + "\n",
        lambda _: "",
        lambda _: "turva/event/1\n[]",
        lambda _: "turva/event/1\n" + "[" * 100_000,
    ],
    ids=range(10),
)
def test_an_event_has_one_text_only(text: Any) -> None:
    with pytest.raises(EventMalformed):
        open_event(signed(text(serialise(event()).decode())))


def test_the_largest_event_fits_into_an_envelope_and_a_larger_one_is_not_signed() -> None:
    names = tuple(f"{number:064x}" for number in range(15_600))
    one = event(kind="received", body={"envelopes": names})
    envelope = seal_envelope(sign_event(one, KEY), recipient(9))
    assert len(serialise(one)) > LARGEST_EVENT - 5_000
    assert len(envelope) > len(serialise(one))
    with pytest.raises(EventMalformed, match="in two"):
        sign_event(
            event(
                kind="received",
                body={"envelopes": (*names, *("f" * 60 + f"{n:04x}" for n in range(100)))},
            ),
            KEY,
        )


def test_neither_errors_nor_reprs_hold_what_was_written() -> None:
    marked = event(body={"text": "MARKED\r"})
    with pytest.raises(EventMalformed) as caught:
        sign_event(marked, KEY)
    with pytest.raises(EventMalformed) as read:
        open_event(changed(body={"text": "MARKED", "MARKED": "MARKED"}))
    assert "MARKED" not in repr(marked) + repr(caught.value) + repr(read.value)
    assert read.value.__context__ is None or "MARKED" not in repr(read.value.__context__)


def test_what_was_sealed_opens_as_the_event() -> None:
    from app.age.hybrid import HybridIdentity  # noqa: PLC0415

    identity = HybridIdentity(bytes([9]) * 32)
    assert event() == open_event(open_envelope(seal_envelope(SIGNED, recipient(9)), identity))
    assert isinstance(open_event(SIGNED), Event)


def test_the_last_year_that_a_clock_may_show_leaves_room_to_reckon() -> None:
    last, after = f"{LATEST_YEAR}-12-31T23:59Z", f"{LATEST_YEAR + 1}-01-01T00:00Z"

    assert last == open_event(sign_event(event(at=last), KEY)).at
    assert date(LATEST_YEAR, 12, 31) + 100 * timedelta(days=MAILBOX_DAYS) < date.max
    with pytest.raises(EventMalformed, match="minute"):
        open_event(changed(at=after))
