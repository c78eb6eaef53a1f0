"""Vectors of the mailbox (WIRE §12). Sealed objects are random, so the file is frozen."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.age.file import seal
from app.age.hybrid import HybridIdentity
from tests.vectors.makers.case import INTAKE, NOTICE, REPLY, Case, b64, passes, refused
from tests.vectors.makers.receipt import OTHER, RECEIPT, SITE, derived

ABOUT = (
    "WIRE §12. input.object: the whole in base64; or input.payload: what is inside, in base64"
    " without the zeros after it, to be filled up to 65,536 bytes and sealed to the receipt's"
    " identity. With it receipt, site, reply key in base64, and today (where two clocks are asked,"
    " both say so); expected.ok: the fields of the text."
)

_HEADER = 1627
_DAY = "2026-12-24"


@cache
def _mine() -> dict[str, Any]:
    return derived(RECEIPT, SITE)


@cache
def _others() -> dict[str, Any]:
    return derived(OTHER, SITE)


def _answer(number: int, text: str, **changed: Any) -> dict[str, Any]:
    answer = hashlib.sha256(text.encode()).hexdigest()[:32]
    fields = {"answer": answer, "number": number, "day": "2026-11-23", "language": "ar"}
    return fields | {"text": text} | changed


def _fields(**changed: Any) -> dict[str, Any]:
    return {
        "mailbox": _mine()["mailbox"],
        "recipient": _mine()["recipient"],
        "revision": 2,
        "signed": "2026-11-24",
        "expires": "2027-01-23",
        "answers": [_answer(1, "مرحبا \U0001f64f"), _answer(2, 'a\n"b"\\\t\u2028', language="en")],
    } | changed


def text_of(fields: dict[str, Any]) -> bytes:
    """Return the text of these fields, as WIRE §12 writes it."""
    written = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return b"turva/mailbox/1\n" + written.encode()


def payload(text: bytes, key: Ed25519PrivateKey = REPLY) -> bytes:
    """Return the padded payload without its zeros."""
    signed = key.sign(text) + text
    return len(signed).to_bytes(4, "big") + signed


def _sealed(data: bytes, size: int = 65536) -> bytes:
    return seal(data.ljust(size, b"\0"), [HybridIdentity.parse(_mine()["identity"]).recipient])


def _answers_malformed() -> Iterator[tuple[str, str, Any]]:
    """Yield (name, why, answers) that the reply key signed and no reader takes."""
    one, two = _answer(1, "one"), _answer(2, "two")
    yield "object", "a list", {}
    yield "null", "a list, which may be empty", None
    yield "text", "a list of objects", ["one"]
    yield "order", "their numbers grow", [two, one]
    yield "same-number", "their numbers grow", [one, one]
    yield "number-zero", "numbers begin at 1", [one | {"number": 0}]
    yield "number-true", "true is no number", [one | {"number": True}]
    yield "number-large", "more than JavaScript holds exactly", [one | {"number": 2**53}]
    yield "number-text", "a number", [one | {"number": "1"}]
    yield "id-short", "32 digits", [one | {"answer": "00"}]
    yield "id-upper", "lower-case", [one | {"answer": "AB" * 16}]
    yield "id-newline", "digits only", [one | {"answer": "ab" * 16 + "\n"}]
    yield "id-number", "a text", [one | {"answer": 7}]
    yield "day-minute", "a day", [one | {"day": "2026-11-23T10:00Z"}]
    yield "day-null", "a day", [one | {"day": None}]
    yield "language-markup", "a tag", [one | {"language": "<b>"}]
    yield "language-null", "a tag", [one | {"language": None}]
    yield "text-empty", "at least one character", [one | {"text": ""}]
    yield "text-long", "4,001 characters", [one | {"text": "a" * 4001}]
    yield "text-cr", "normalised", [one | {"text": "a\r\nb"}]
    yield "text-nul", "normalised", [one | {"text": "a\x00"}]
    yield "text-list", "one text", [one | {"text": ["one"]}]
    yield "field-unknown", "a field too many", [one | {"from": "NAS"}]
    yield "field-missing", "no language", [{k: v for k, v in one.items() if k != "language"}]
    yield "field-order", "in the order of the table", [dict(reversed(one.items()))]


def _malformed() -> Iterator[tuple[str, str, bytes]]:
    """Yield (name, why, text) that the reply key signed and that is no mailbox all the same."""
    good = text_of(_fields())
    for name, why, answers in _answers_malformed():
        yield f"answers-{name}", why, text_of(_fields(answers=answers))
    for name, why, changed in (
        ("revision-zero", "numbers begin at 1", {"revision": 0}),
        ("revision-null", "a number", {"revision": None}),
        ("signed-no-day", "no such day", {"signed": "2026-11-31"}),
        ("signed-number", "a text", {"signed": 20261124}),
        ("expires-before", "it ends before it begins", {"expires": "2026-11-23"}),
        ("field-unknown", "a field too many", {"colour": "red"}),
    ):
        yield name, why, text_of(_fields(**changed))
    yield "empty", "no text", b""
    yield "other-type", "signed for something else", good.replace(b"mailbox/1", b"event/1", 1)
    yield "type-2", "a version to come", good.replace(b"mailbox/1", b"mailbox/2", 1)
    yield "type-only", "no object", b"turva/mailbox/1\n"
    yield "crlf", "LF after the type", good.replace(b"\n", b"\r\n", 1)
    yield "list", "no object", b"turva/mailbox/1\n[]"
    yield "null", "no object", b"turva/mailbox/1\nnull"
    yield "field-order", "in the order of the table", text_of(dict(reversed(_fields().items())))
    yield (
        "field-missing",
        "no answers",
        text_of({k: v for k, v in _fields().items() if k[0] != "a"}),
    )
    yield "field-twice", "a field twice", good[:-1] + b',"revision":2}'
    yield "space", "no space between JSON's parts", good.replace(b'"revision":2', b'"revision": 2')
    yield "newline-after", "nothing after the object", good + b"\n"
    yield "escape", "no escape that need not be", good.replace(b'"ar"', b'"\\u0061r"')
    yield "exponent", "one way to write a number", good.replace(b'"revision":2', b'"revision":2e0')
    yield "point", "one way to write a number", good.replace(b'"revision":2', b'"revision":2.0')
    yield "nan", "no number of JSON", good.replace(b'"revision":2', b'"revision":NaN')
    yield "surrogate", "a lone surrogate escaped", good.replace(b'"ar"', b'"\\ud800"')
    yield "not-utf-8", "a byte that is no text", good.replace(b'"ar"', b'"\xff"')
    yield "bom", "a byte order mark", good.replace(b"\n", b"\n\xef\xbb\xbf", 1)
    deep = b"turva/mailbox/1\n" + b'{"answers":' + b"[" * 60_000
    yield "deep", "60,000 brackets", deep


def cases() -> Iterator[Case]:
    """Yield every vector, freshly sealed."""
    yield from _objects()
    yield from _taken()
    good = payload(text_of(_fields()))
    for name, why, text in _malformed():
        yield refused(f"malformed-{name}", why, _payload(payload(text)), "mailbox-malformed")
    for name, why, data in (
        ("length", "the length is too large", b"\0\1\0\0" + good[4:]),
        ("length-huge", "the length is too large", b"\xff" * 4 + good[4:]),
        ("not-zeros", "something else than zeros follows", good + b"\0\0\1"),
        ("no-signature", "63 bytes", b"\0\0\0\x3f" + good[4:67]),
        ("nothing", "no bytes", b""),
    ):
        yield refused(f"padding-{name}", why, _payload(data), "mailbox-malformed")
    yield from _forged()
    yield refused("expired", "the day after", _payload(good, today="2027-01-24"), "mailbox-expired")
    late = payload(text_of(_fields(mailbox=_others()["mailbox"])))
    both = _payload(late, today="2027-01-24")
    yield refused("forged-and-expired", "the day is looked at last", both, "mailbox-forged")


def _objects() -> Iterator[Case]:
    good = _sealed(payload(text_of(_fields())))
    yield passes("object", "as staff sealed it", _object(good), _fields())
    other = _object(good, receipt=OTHER)
    yield refused("object-other-receipt", "somebody else's", other, "mailbox-empty")
    filler = hashlib.shake_256(b"turva filler").digest(67195)
    small = _sealed(payload(text_of(_fields(answers=[]))), 16384)
    changes: tuple[tuple[str, str, bytes, str], ...] = (
        ("filler", "random bytes, as when there is none", filler, "mailbox-empty"),
        ("nothing", "no bytes", b"", "mailbox-empty"),
        ("bucket", "of another size", small, "mailbox-empty"),
        ("stanza", "one bit of the stanza", _flipped(good, 100), "mailbox-empty"),
        ("payload", "one bit of the payload", _flipped(good, 9000), "mailbox-malformed"),
        ("last", "the last bit", _flipped(good, 67194), "mailbox-malformed"),
        ("mac", "one letter of the MAC", _mac(good), "mailbox-malformed"),
    )
    for name, why, data, code in changes:
        yield refused(f"object-{name}", why, _object(data), code)


def _taken() -> Iterator[Case]:
    for name, why, fields in (
        ("no-answers", "all were removed", _fields(answers=[])),
        ("gap", "one was withdrawn", _fields(answers=[_answer(2, "b"), _answer(9, "c")])),
        ("longest", "4,000 characters", _fields(answers=[_answer(1, "\U0001f64f" * 4000)])),
        ("one-day", "signed on its last day", _fields(signed="2027-01-23")),
    ):
        yield passes(name, why, _payload(payload(text_of(fields))), fields)
    good = payload(text_of(_fields()))
    for name, why, today in (
        ("last-day", "through its last day", "2027-01-23"),
        ("before", "a slow clock hides no answer", "2026-01-01"),
    ):
        yield passes(name, why, _payload(good, today=today), _fields())


def _forged() -> Iterator[Case]:
    text = text_of(_fields())
    good = payload(text)
    other_text = text_of(_fields(answers=[_answer(1, "Come to the harbour at nine.")]))
    turned = text_of(_fields(answers=[_answer(1, "two"), _answer(2, "one")]))
    for name, why, data in (
        ("notice-key", "signed by the notice key", payload(text, NOTICE)),
        ("text", "other words under a true signature", _claimed(REPLY.sign(text), other_text)),
        (
            "turned",
            "answers changed places under a true signature",
            _claimed(REPLY.sign(text), turned),
        ),
        ("zeros", "a signature of zeros", _claimed(bytes(64), text)),
        ("cut", "the text cut", _claimed(REPLY.sign(text), text[:-1])),
        ("type", "signed without the type", _claimed(REPLY.sign(text[16:]), text)),
        ("nothing", "a signature of nothing, over nothing", _claimed(bytes(64), b"")),
        (
            "mailbox",
            "signed for another id",
            payload(text_of(_fields(mailbox=_others()["mailbox"]))),
        ),
        (
            "recipient",
            "signed for another recipient",
            payload(text_of(_fields(recipient=_others()["recipient"]))),
        ),
        (
            "recipient-intake",
            "signed for staff's own recipient",
            payload(text_of(_fields(recipient=hashlib.sha256(INTAKE.recipient.raw).hexdigest()))),
        ),
        ("mailbox-null", "no id", payload(text_of(_fields(mailbox=None)))),
        (
            "mailbox-upper",
            "another id",
            payload(text_of(_fields(mailbox=_mine()["mailbox"].upper()))),
        ),
    ):
        yield refused(f"forged-{name}", why, _payload(data), "mailbox-forged")
    reply = b64(NOTICE.public_key().public_bytes_raw())
    given = _payload(good) | {"reply": reply}
    yield refused(
        "forged-reply-key", "the keyring names another reply key", given, "mailbox-forged"
    )


def _claimed(signature: bytes, text: bytes) -> bytes:
    return (64 + len(text)).to_bytes(4, "big") + signature + text


def _flipped(data: bytes, position: int) -> bytes:
    return data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]


def _mac(data: bytes) -> bytes:
    place = _HEADER - 40
    return data[:place] + (b"A" if data[place : place + 1] != b"A" else b"B") + data[place + 1 :]


def _object(data: bytes, receipt: str = RECEIPT) -> dict[str, str]:
    return {"object": b64(data)} | _given(receipt, _DAY)


def _payload(data: bytes, today: str = _DAY) -> dict[str, str]:
    return {"payload": b64(data)} | _given(RECEIPT, today)


def _given(receipt: str, today: str) -> dict[str, str]:
    reply = b64(REPLY.public_key().public_bytes_raw())
    return {"receipt": receipt, "site": SITE, "reply": reply, "today": today}
