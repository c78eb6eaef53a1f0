"""Vectors of the check without keys (WIRE §7), cut from the frozen good envelope."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from tests.vectors.makers.case import Case, b64, passes, refused

ABOUT = (
    "WIRE §7. input: bytes in base64; expected.ok: their id. Each has the size of an envelope"
    " unless its size is what is wrong."
)

_FROZEN = Path(__file__).parents[1] / "wire" / "open.json"
_VERSION = b"age-encryption.org/v1\n"
_HEADER = 1627
_SMALLEST = 5755
# age's base64 has no padding.
_FILE_KEY = b"A" * 43
_SHARE = b"B" * 42 + b"A"
_SCRYPT = b"-> scrypt " + b"C" * 21 + b"A 18\n" + _FILE_KEY + b"\n"
_X25519 = b"-> X25519 " + _SHARE + b"\n" + _FILE_KEY + b"\n"
_UNKNOWN = b"-> grease-4 a b\n" + _FILE_KEY + b"\n"
_TAGGED = b"-> mlkem768p256tag AAAAAA " + b"A" * 1494 + b"\n" + _FILE_KEY + b"\n"
_MAC = b"--- " + b"A" * 43 + b"\n"

# (bytes of the padded letter, bytes of the envelope)
_SIZES = ((16384, 18043), (65536, 67195), (131072, 132747), (1048576, 1050475))
_WRONG_SIZES = (
    ("truncated", "one byte short", 5754),
    ("one-more", "one byte too many", 5756),
    ("header-only", "a header and nothing else", _HEADER),
    ("no-chunk", "header and nonce, no payload", _HEADER + 16),
    ("empty-chunk", "a letter that was not padded", _HEADER + 32),
    ("power-of-two", "8 KiB is no bucket", 9851),
    ("unpadded-64k", "a bucket and one byte in a second chunk", 67195 + 17),
)


def cases() -> Iterator[Case]:
    """Yield every vector."""
    text = _FROZEN.read_text(encoding="ascii")
    frozen = {case["name"]: case["input"]["envelope"] for case in json.loads(text)["cases"]}
    good = base64.b64decode(frozen["good"])
    yield _taken("good", "the smallest bucket", good)
    for padded, size in _SIZES[:2]:
        yield _taken(f"bucket-{padded}", "by its look an envelope", _sized(good, size))
    for name, why, size in _WRONG_SIZES:
        yield _refused(name, why, _sized(good, size), "wrong-size")
    for name, why, data in _not_age(good):
        yield _refused(name, why, data, "not-age")
    for name, why, header in _headers(good[len(_VERSION) : _HEADER - len(_MAC)]):
        data = _sized(_VERSION + header + good[_HEADER - len(_MAC) :], _SMALLEST)
        yield _refused(name, why, data, name.partition("/")[0])
    yield from _broken(good)


def _not_age(good: bytes) -> Iterator[tuple[str, str, bytes]]:
    yield "empty", "no bytes", b""
    yield "text", "not sealed at all", b"help me".ljust(_SMALLEST)
    yield "armored", "age's text form", _armored(good)
    yield "version-2", "a version to come", good.replace(b"/v1", b"/v2", 1)
    yield "crlf", "the first line ends in CRLF", _sized(good.replace(b"\n", b"\r\n", 1), _SMALLEST)
    yield "space-before", "something before the first line", _sized(b" " + good, _SMALLEST)
    yield "cut-in-first-line", "half a first line", good[:10]


def _headers(stanza: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield (code and what, why, the stanzas between first line and MAC)."""
    yield "no-stanza/none", "nobody could open it", b""
    yield "several-stanzas/two", "two recipients of the right type", stanza + stanza
    yield (
        "several-stanzas/with-x25519",
        "one could be broken by a quantum computer",
        stanza + _X25519,
    )
    yield "several-stanzas/with-unknown", "who reads the other is unknown", stanza + _UNKNOWN
    yield "several-stanzas/two-foreign", "counted before looked at", _X25519 + _UNKNOWN
    yield "foreign-stanza/scrypt", "a passphrase", _SCRYPT
    yield "foreign-stanza/x25519", "the classic type", _X25519
    yield "foreign-stanza/unknown", "a type that nobody knows", _UNKNOWN
    yield "foreign-stanza/tag", "another post-quantum type", _TAGGED
    yield "foreign-stanza/case", "types are exact", stanza.replace(b"mlkem", b"MLKEM", 1)
    yield "malformed-header/two-arguments", "one argument", _two(stanza)
    yield "malformed-header/no-argument", "one argument", b"-> mlkem768x25519\n" + _FILE_KEY + b"\n"
    short = b"-> mlkem768x25519 " + b"A" * 1492 + b"\n" + _FILE_KEY + b"\n"
    yield "malformed-header/argument-short", "1,119 bytes", short
    yield "malformed-header/body-short", "16 bytes", stanza[:-44] + b"A" * 22 + b"\n"
    yield "malformed-header/body-empty", "no bytes", stanza[:-44] + b"\n"
    yield (
        "malformed-header/body-long",
        "64 bytes",
        stanza[:-44] + b"A" * 64 + b"\n" + b"A" * 22 + b"\n",
    )
    yield "malformed-header/body-missing", "no line for the body", stanza[:-44]
    yield (
        "malformed-header/argument-not-canonical",
        "leftover bits",
        _leftover(stanza, stanza.index(b"\n")),
    )
    yield "malformed-header/body-not-canonical", "leftover bits", _leftover(stanza, len(stanza) - 1)
    yield (
        "malformed-header/argument-padded",
        "age's base64 has no =",
        stanza.replace(b"\n", b"==\n", 1),
    )
    yield (
        "malformed-header/argument-url-safe",
        "the other base64",
        stanza[:18] + b"-_" + stanza[20:],
    )
    yield "malformed-header/two-spaces", "one space", stanza.replace(b"9 ", b"9  ", 1)
    yield "malformed-header/crlf", "LF only", stanza.replace(b"\n", b"\r\n")
    yield "malformed-header/extra-line", "a line that is neither", stanza + b"hello\n"


def _broken(good: bytes) -> Iterator[Case]:
    mac = _HEADER - len(_MAC)
    line = good[mac : _HEADER - 1]
    payload = good[_HEADER:]
    for name, why, data in (
        ("mac-short", "31 bytes", good[:mac] + line[:-2] + b"A\n" + payload),
        ("mac-missing", "no bytes", good[:mac] + b"---\n" + payload),
        ("mac-not-canonical", "leftover bits", _leftover(good, _HEADER - 1)),
        ("mac-no-space", "the dashes need their space", good.replace(b"\n--- ", b"\n---A", 1)),
        ("no-end", "the header never ends", (_VERSION + b"-> a\n").ljust(_SMALLEST, b"A")),
    ):
        yield _refused(f"malformed-header/{name}", why, _sized(data, _SMALLEST), "malformed-header")
    many = _sized(_VERSION + b"-> a\n\n" * 3000 + _MAC, 67195)
    why = "a header beyond 16 KiB is not looked at"
    yield _refused("malformed-header/many-stanzas", why, many, "malformed-header")


def _two(stanza: bytes) -> bytes:
    line, _, body = stanza.partition(b"\n")
    return line + b" AAAA\n" + body


def _leftover(data: bytes, end: int) -> bytes:
    """Return the data with a leftover bit set in the base64 that ends before `end`."""
    digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = digits.index(data[end - 1])
    return data[: end - 1] + digits[last | 1 : (last | 1) + 1] + data[end:]


def _armored(data: bytes) -> bytes:
    lines = base64.encodebytes(data)
    return b"-----BEGIN AGE ENCRYPTED FILE-----\n" + lines + b"-----END AGE ENCRYPTED FILE-----\n"


def _sized(data: bytes, size: int) -> bytes:
    """Return the data cut or filled up to this size."""
    return data[:size] + hashlib.shake_256(b"turva filler").digest(max(0, size - len(data)))


def _taken(name: str, why: str, data: bytes) -> Case:
    return passes(name, why, b64(data), hashlib.sha256(data).hexdigest())


def _refused(name: str, why: str, data: bytes, code: str) -> Case:
    return refused(name, why, b64(data), code)
