"""Vectors of the keyring and its signed note (WIRE §9, §10), signed by plain lines of their own."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.vectors.makers.case import (
    INTAKE,
    NOTICE,
    OTHER_ROOT,
    REPLY,
    ROOT,
    STRANGER,
    Case,
    b64,
    passes,
    refused,
)

ABOUT = (
    "WIRE §9, §10. input: text of /keyring.txt, the page's root key and minimum serial, and today"
    " (where two clocks are asked, both say so)."
)

NAME = "turva-root"
RECIPIENT = INTAKE.recipient.serialise()
# The public half of an X25519 identity that nobody kept.
_CLASSIC = "age13qzf9fwqsccda42psrscc9xdz5gtnkq6n2l7xhqmt3qgdhppep7qqpv0zu"
_REPLY_KEY = b64(REPLY.public_key().public_bytes_raw())
_NOTICE_KEY = b64(NOTICE.public_key().public_bytes_raw())
_FIELDS = {
    "serial": "3",
    "issued": "2026-11-22",
    "expires": "2027-02-20",
    "grace": "2 2026-12-06",
    "recipient": RECIPIENT,
    "reply": _REPLY_KEY,
    "notice": _NOTICE_KEY,
}
_READ = _FIELDS | {"serial": 3, "grace": {"serial": 2, "until": "2026-12-06"}}


def key_id(name: str, key: Ed25519PrivateKey) -> bytes:
    """Return a note key's id, as C2SP signed-note.md computes it."""
    public = key.public_key().public_bytes_raw()
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def vkey(name: str, key: Ed25519PrivateKey) -> str:
    """Return the verifier key as C2SP writes it."""
    public = key.public_key().public_bytes_raw()
    data = b64(b"\x01" + public)
    return f"{name}+{key_id(name, key).hex()}+{data}"


def line(text: str, name: str = NAME, key: Ed25519PrivateKey = ROOT) -> str:
    """Return the signature line of this text, with its newline."""
    return f"— {name} {b64(key_id(name, key) + key.sign(text.encode()))}\n"


def text_of(**changed: str) -> str:
    """Return the text of the good keyring, some fields changed."""
    fields = _FIELDS | changed
    return "turva/keyring/1\n" + "".join(f"{name} {value}\n" for name, value in fields.items())


def signed(text: str) -> str:
    """Return the text with the root key's signature."""
    return f"{text}\n{line(text)}"


def _swapped(one: str, other: str) -> str:
    lines = text_of().splitlines(keepends=True)
    i, j = (1 + list(_FIELDS).index(name) for name in (one, other))
    lines[i], lines[j] = lines[j], lines[i]
    return "".join(lines)


def _typo(recipient: str) -> str:
    return recipient[:-1] + ("p" if recipient[-1] == "q" else "q")


def _resigned(signature: str) -> Callable[[str], str]:
    """Return what puts this in the place of the note's signature lines."""
    return lambda note: note[: note.index("—")] + signature


GOOD = text_of()

# (name, why, text): properly signed by the root key, and no keyring all the same.
_MALFORMED_TEXTS: tuple[tuple[str, str, str], ...] = (
    ("other-type", "signed by the root for something else", GOOD.replace("keyring", "reply", 1)),
    ("type-2", "a version to come", GOOD.replace("keyring/1", "keyring/2", 1)),
    ("type-space", "a space after the type", GOOD.replace("/1\n", "/1 \n", 1)),
    ("order", "expires before issued", _swapped("issued", "expires")),
    ("field-missing", "no notice key", GOOD[: GOOD.index("notice ")]),
    ("no-grace-line", "grace is none, not absent", GOOD.replace("grace 2 2026-12-06\n", "")),
    ("field-unknown", "a field too many", GOOD + "colour red\n"),
    ("field-twice", "two serials", GOOD.replace("serial 3\n", "serial 3\nserial 4\n")),
    ("field-case", "fields are lower-case", GOOD.replace("serial", "Serial")),
    ("field-tab", "one space, no tab", GOOD.replace("serial 3", "serial\t3")),
    ("field-two-spaces", "one space", GOOD.replace("serial 3", "serial  3")),
    ("field-trailing-space", "nothing after the value", GOOD.replace("serial 3", "serial 3 ")),
    ("blank-line", "an empty line within", GOOD.replace("issued", "\nissued")),
    ("serial-zero", "serials begin at 1", text_of(serial="0")),
    ("serial-leading-zero", "one way to write it", text_of(serial="03")),
    ("serial-plus", "no sign", text_of(serial="+3")),
    ("serial-arabic", "plain digits only", text_of(serial="1\u0663")),
    ("serial-too-large", "more than JavaScript holds exactly", text_of(serial="9007199254740992")),
    ("date-short", "two digits each", text_of(issued="2026-11-2")),
    ("date-compact", "what Python takes for a date", text_of(issued="20261122")),
    ("date-week", "what Python takes for a date", text_of(issued="2026-W47-7")),
    ("date-time", "a day, no minute", text_of(expires="2027-02-20T00:00Z")),
    ("date-no-day", "no such day; JavaScript would roll it over", text_of(expires="2027-02-29")),
    ("date-year-zero", "Python knows no year 0", text_of(issued="0000-01-01")),
    ("ends-before-it-begins", "expires before issued", text_of(expires="2026-11-21")),
    ("grace-empty", "none or a serial and a day", text_of(grace="")),
    ("grace-upper", "none in lower case", text_of(grace="None")),
    ("grace-serial-only", "until when", text_of(grace="2")),
    ("grace-day-only", "of which keyring", text_of(grace="2026-12-06")),
    ("grace-zero", "serials begin at 1", text_of(grace="0 2026-12-06")),
    ("grace-itself", "an earlier keyring, not this one", text_of(grace="3 2026-12-06")),
    ("grace-later", "an earlier keyring, no later one", text_of(grace="4 2026-12-06")),
    ("grace-two-spaces", "one space", text_of(grace="2  2026-12-06")),
    ("grace-two", "one keyring only", text_of(grace="2 2026-12-06 1 2026-12-06")),
    ("grace-no-day", "no such day", text_of(grace="2 2026-11-31")),
    ("identity", "an identity where the recipient belongs", text_of(recipient=INTAKE.serialise())),
    ("identity-lower", "the same in lower case", text_of(recipient=INTAKE.serialise().lower())),
    ("classic-recipient", "not post-quantum", text_of(recipient=_CLASSIC)),
    ("recipient-garbage", "no recipient", text_of(recipient="age1pq1garbage")),
    ("recipient-typo", "one character changed: checksum", text_of(recipient=_typo(RECIPIENT))),
    ("recipient-cut", "cut short", text_of(recipient=RECIPIENT[:-100])),
    (
        "recipient-upper",
        "age writes recipients in lower case",
        text_of(recipient=RECIPIENT.upper()),
    ),
    ("recipient-empty", "nothing", text_of(recipient="")),
    ("notice-short", "31 bytes", text_of(notice=b64(b"\x01" * 31))),
    ("notice-unpadded", "base64 without =", text_of(notice=_NOTICE_KEY.rstrip("="))),
    ("reply-short", "31 bytes", text_of(reply=b64(b"\x01" * 31))),
    ("reply-long", "33 bytes", text_of(reply=b64(b"\x01" * 33))),
    ("reply-unpadded", "base64 without =", text_of(reply=_REPLY_KEY.rstrip("="))),
    ("reply-url-safe", "the other base64", text_of(reply=b64(b"\xff" * 32).replace("/", "_"))),
    ("reply-not-canonical", "leftover bits", text_of(reply=b64(bytes(32))[:-2] + "B=")),
)

# (name, why, the change to the good note): the note itself is broken.
_MALFORMED_NOTES: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("empty", "nothing", lambda _: ""),
    (
        "html",
        "a web page instead, as from a café's portal",
        lambda _: "<!doctype html>\n<title>Hi</title>\n",
    ),
    ("crlf", "saved on Windows", lambda note: note.replace("\n", "\r\n")),
    ("bom", "a byte order mark before the type", lambda note: "\ufeff" + note),
    ("nul", "a control character", lambda note: note.replace("serial", "ser\x00ial")),
    ("no-last-newline", "the last newline is missing", lambda note: note[:-1]),
    ("extra-last-newline", "an empty line at the end", lambda note: note + "\n"),
    (
        "no-blank-line",
        "no empty line before the signature",
        lambda note: note.replace("\n\n", "\n"),
    ),
    ("no-signature", "text and empty line only", _resigned("")),
    ("unsigned", "the text alone", lambda _: GOOD),
    ("hyphen", "a hyphen for the dash", lambda note: note.replace("—", "-")),
    ("no-space-after-dash", "the dash needs its space", lambda note: note.replace("— ", "—")),
    ("signature-two-spaces", "one space", lambda note: note.replace("turva-root ", "turva-root  ")),
    ("signature-no-name", "a signature has a name", lambda note: note.replace("turva-root ", "")),
    (
        "signature-plus",
        "no plus in a name",
        lambda note: note.replace("turva-root ", "turva+root "),
    ),
    ("signature-unpadded", "base64 without =", lambda note: note.rstrip("=\n") + "\n"),
    ("signature-garbage", "no base64", _resigned(f"— {NAME} !!!!\n")),
    (
        "signature-only-id",
        "an id without signature",
        _resigned(f"— {NAME} {b64(key_id(NAME, ROOT))}\n"),
    ),
    ("too-many-signatures", "17 lines", _resigned(line(GOOD) * 17)),
    ("too-long", "more than 16 KiB", lambda note: note + f"— {'x' * 16384} AAAAAAE=\n"),
    ("lone-surrogate", "no Unicode text", lambda note: note.replace("serial", "ser\ud800ial")),
)


def _forged() -> Iterator[tuple[str, str, str]]:
    note = signed(GOOD)
    other = f"{GOOD}\n{line(GOOD, key=OTHER_ROOT)}"
    yield "other-key", "signed by another key of the same name", other
    yield "other-name", "signed by the root under another name", f"{GOOD}\n{line(GOOD, 'root')}"
    claimed = key_id(NAME, ROOT) + OTHER_ROOT.sign(GOOD.encode())
    yield "claimed", "another key's signature under our id", f"{GOOD}\n— {NAME} {b64(claimed)}\n"
    short = key_id(NAME, ROOT) + ROOT.sign(GOOD.encode())[:63]
    yield "short-signature", "63 bytes under our id", f"{GOOD}\n— {NAME} {b64(short)}\n"
    zero = key_id(NAME, ROOT) + bytes(64)
    yield "zero-signature", "all zeros under our id", f"{GOOD}\n— {NAME} {b64(zero)}\n"
    yield "two-claims", "one good and one wrong claim", f"{note}— {NAME} {b64(zero)}\n"
    yield "serial", "one digit changed after signing", note.replace("serial 3", "serial 4")
    yield "expiry", "a later day after signing", note.replace("2027-02-20", "2027-12-20")
    stranger = text_of(recipient=STRANGER.recipient.serialise())
    yield "recipient", "another recipient after signing", f"{stranger}\n{line(GOOD)}"
    yield (
        "reply",
        "another reply key after signing",
        f"{text_of(reply=b64(bytes(32)))}\n{line(GOOD)}",
    )
    yield (
        "notice",
        "another notice key after signing",
        f"{text_of(notice=b64(bytes(32)))}\n{line(GOOD)}",
    )
    yield (
        "grace",
        "a longer grace after signing",
        f"{text_of(grace='2 2027-12-06')}\n{line(GOOD)}",
    )
    without = GOOD.removesuffix("\n")
    yield (
        "last-newline",
        "the signature does not cover the last newline",
        f"{GOOD}\n{line(without)}",
    )
    covers_blank = line(GOOD + "\n")
    yield "blank-line", "the signature covers the empty line too", f"{GOOD}\n{covers_blank}"


def cases() -> Iterator[Case]:
    """Yield every vector."""
    note = signed(GOOD)
    yield _taken("good", "as the root signed it", note)
    extra = line(GOOD, "witness.example/w1", OTHER_ROOT)
    yield _taken(
        "extra-after", "another key's signature after ours counts for nothing", note + extra
    )
    yield _taken("extra-before", "and before ours", f"{GOOD}\n{extra}{line(GOOD)}")
    stray = f"— {NAME} {b64(bytes(68))}\n"
    yield _taken("same-name", "our name with another key's id is another key", note + stray)
    yield _taken(
        "unknown-algorithm", "another key's short signature", note + "— witness AAAAAAE=\n"
    )
    yield _taken("first-day", "valid from any day on", note, today="2026-11-22")
    yield _taken("before-issue", "a slow clock closes no form", note, today="2026-11-21")
    yield _taken("last-day", "valid through its last day", note, today="2027-02-20")
    none = _given(signed(text_of(grace="none")))
    yield passes(
        "no-grace", "after a removal nothing earlier counts", none, _READ | {"grace": None}
    )
    yield _taken("minimum", "the least serial allowed", note, minimum=3)
    yield refused("expired", "the day after", _given(note, today="2027-02-21"), "keyring-expired")
    yield refused("too-old", "below the minimum", _given(note, minimum=4), "keyring-too-old")
    both = _given(note, minimum=4, today="2027-02-21")
    yield refused("too-old-and-expired", "the serial is checked first", both, "keyring-too-old")
    for name, why, text in _forged():
        yield refused(f"forged-{name}", why, _given(text), "keyring-forged")
    for name, why, text in _MALFORMED_TEXTS:
        yield refused(f"malformed-{name}", why, _given(signed(text)), "keyring-malformed")
    for name, why, change in _MALFORMED_NOTES:
        yield refused(f"malformed-note-{name}", why, _given(change(note)), "keyring-malformed")


def _given(text: str, minimum: int = 1, today: str = "2026-12-24") -> dict[str, Any]:
    return {"text": text, "root": vkey(NAME, ROOT), "minimum": minimum, "today": today}


def _taken(name: str, why: str, text: str, minimum: int = 1, today: str = "2026-12-24") -> Case:
    return passes(name, why, _given(text, minimum, today), _READ)
