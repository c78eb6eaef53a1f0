"""Vectors of the letter (WIRE §3, §4): fields to bytes, and bytes to fields or a refusal."""

import json
from collections.abc import Iterator
from typing import Any

from tests.vectors.makers.attachments import ATTACHMENTS, NO_ATTACHMENTS
from tests.vectors.makers.case import INTAKE, Case, b64, passes, refused

ABOUT = (
    "WIRE §4. input.do: serialise (input.fields to expected.ok, base64 of the exact bytes) or parse"
    " (input.bytes in base64 to expected.ok, the fields). Fields are those of the JSON itself."
)

_ID = "00112233445566778899aabbccddeeff"
_BASE: dict[str, Any] = {
    "wire": 3,
    "letter": _ID,
    "form": "write",
    "version": 1,
    "language": "ar",
    "serial": 3,
    "via": "sealed",
    "written": "2026-11-22T03:40Z",
    "marks": [],
    "answers": {"message": "x"},
    "attachments": [],
    "return": None,
}
_TWO: dict[str, Any] = {
    "name": "صورة 1.jpg",
    "type": "image/jpeg",
    "size": 1048526,
    "pieces": [_ID * 2, _ID[::-1] * 2],
}
_RECIPIENT = b64(INTAKE.recipient.raw)
_SECRET = "0123456789abcdef" * 4
_AGE_TEXT = INTAKE.recipient.serialise()
_RETURN = {"recipient": _RECIPIENT, "secret": _SECRET}
_HEAD = (
    '{"wire":3,"letter":"00112233445566778899aabbccddeeff","form":"write","version":1,'
    '"language":"ar","serial":3,"via":"sealed","written":"2026-11-22T03:40Z","marks":[],"answers":'
)
_PLAIN = (
    '{"wire":3,"letter":"00112233445566778899aabbccddeeff","form":"write","version":2,'
    '"language":"fi-simple","serial":9007199254740991,"via":"plain","written":"2027-02-28T23:59Z",'
    '"marks":["no-origin"],"answers":{"message":"x"},"attachments":'
    '[{"name":"صورة 1.jpg","type":"image/jpeg","size":1048526,"pieces":['
    '"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",'
    '"ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"]}],'
    f'"return":{{"recipient":"{_RECIPIENT}","secret":"{_SECRET}"}}}}'
)
_TAIL = ',"attachments":[],"return":null}'


def _with(answers: str) -> bytes:
    """Return the letter whose answers are written so."""
    return (_HEAD + answers + _TAIL).encode()


# (name, why, answers, their exact JSON)
_ANSWERS: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("no-answers", "every question left open", {}, "{}"),
    (
        "all-kinds",
        "text, several, choice, in the questionnaire's order",
        {"message": "a", "what_help": ["a", "b"], "writer": "for_me", "contact": "", "none": []},
        '{"message":"a","what_help":["a","b"],"writer":"for_me","contact":"","none":[]}',
    ),
    (
        "order",
        "the order is the questionnaire's, not the alphabet's",
        {"z": "1", "a": "2"},
        '{"z":"1","a":"2"}',
    ),
    ("arabic", "non-ASCII is literal", {"message": "مرحبا\u200f"}, '{"message":"مرحبا\u200f"}'),
    (
        "emoji",
        "four bytes of UTF-8, no escapes",
        {"message": "\U0001f62d"},
        '{"message":"\U0001f62d"}',
    ),
    (
        "quotes",
        "backslash and quote are escaped, slash and angle brackets are not",
        {"message": "\"\\/</script>&'"},
        '{"message":"\\"\\\\/</script>&\'"}',
    ),
    (
        "controls",
        "short escapes where JSON has them, else lower-case hex",
        {"message": "\x01\x08\t\n\x0b\x0c\x1f\x7f"},
        '{"message":"\\u0001\\b\\t\\n\\u000b\\f\\u001f\x7f"}',
    ),
    (
        "separators",
        "U+2028, U+2029, U+0085, U+FEFF and noncharacters are literal",
        {"message": "\u2028\u2029\x85\ufeff\uffff\U0010ffff"},
        '{"message":"\u2028\u2029\x85\ufeff\uffff\U0010ffff"}',
    ),
    (
        "json-in-text",
        "JSON in a text stays text",
        {"message": '{"wire":3}'},
        '{"message":"{\\"wire\\":3}"}',
    ),
    (
        "armor",
        "what looks like an armored age file stays text",
        {"message": "-----BEGIN AGE ENCRYPTED FILE-----\nYQ==\n-----END AGE…\n"},
        '{"message":"-----BEGIN AGE ENCRYPTED FILE-----\\nYQ==\\n-----END AGE…\\n"}',
    ),
)

# (name, why, field, value): each is the good letter with one field changed.
_FIELDS: tuple[tuple[str, str, str, Any], ...] = (
    ("wire-zero", "versions begin at 1", "wire", 0),
    ("wire-true", "true is no number", "wire", True),
    ("wire-float", "1.0 is no whole number as written", "wire", 1.5),
    ("wire-text", "a number, not a text", "wire", "2"),
    ("wire-null", "null is no number", "wire", None),
    ("letter-upper", "hex digits are lower-case", "letter", _ID.upper()),
    ("letter-short", "31 digits", "letter", _ID[1:]),
    ("letter-newline", "a newline after the digits", "letter", _ID + "\n"),
    ("letter-number", "a text, not a number", "letter", 7),
    ("form-path", "no path", "form", "../write"),
    ("form-empty", "a form has a name", "form", ""),
    ("version-zero", "versions begin at 1", "version", 0),
    ("version-negative", "versions begin at 1", "version", -1),
    ("version-true", "true is no number", "version", True),
    ("version-large", "more than JavaScript holds exactly", "version", 2**53),
    ("language-markup", "a tag, not a text", "language", "<b>"),
    ("language-upper", "language first, in lower case", "language", "AR"),
    ("serial-text", "a number, not a text", "serial", "3"),
    ("serial-list", "a number, not a list", "serial", [3]),
    ("via-other", "two ways only", "via", "phone"),
    ("via-list", "a text, not a list", "via", ["sealed"]),
    ("written-second", "to the minute", "written", "2026-11-22T03:40:59Z"),
    ("written-zone", "UTC only", "written", "2026-11-22T03:40+02:00"),
    ("written-no-day", "no such day", "written", "2026-02-30T03:40Z"),
    ("written-no-hour", "no such hour", "written", "2026-11-22T24:40Z"),
    ("written-arabic-digits", "plain digits only", "written", "٢٠٢٦-11-22T03:40Z"),
    ("marks-sealed", "the page makes no marks", "marks", ["no-origin"]),
    ("answers-list", "an object", "answers", []),
    ("answers-null", "an object", "answers", None),
    ("answer-number", "an answer is a text or texts", "answers", {"message": 1}),
    ("answer-null", "an open question is absent", "answers", {"message": None}),
    ("answer-object", "an answer is a text or texts", "answers", {"message": {"a": "b"}}),
    ("answer-nested", "texts, not lists of them", "answers", {"what_help": [["a"]]}),
    ("answer-key-empty", "a question has a key", "answers", {"": "a"}),
    ("answer-key-digit", "JavaScript would move it to the front", "answers", {"1": "a"}),
    ("answer-key-proto", "a key that is none in JavaScript", "answers", {"__proto__": "a"}),
    ("answer-key-markup", "a key is no text", "answers", {"<b>": "a"}),
    ("return-false", "null or an object", "return", False),
    ("return-empty", "null or both fields", "return", {}),
    ("return-text", "an object", "return", _SECRET),
    ("return-list", "an object", "return", [_RECIPIENT, _SECRET]),
    ("return-no-secret", "both fields", "return", {"recipient": _RECIPIENT}),
    ("return-unknown", "a field too many", "return", _RETURN | {"colour": "red"}),
    ("return-null-recipient", "a text", "return", _RETURN | {"recipient": None}),
    ("return-age1", "raw bytes, not age's text", "return", _RETURN | {"recipient": _AGE_TEXT}),
    ("return-arabic", "base64 is ASCII", "return", _RETURN | {"recipient": "\u0663" * 4}),
    ("return-unpadded", "padded base64", "return", _RETURN | {"recipient": _RECIPIENT[:-2]}),
    ("return-short", "1,216 bytes", "return", _RETURN | {"recipient": b64(bytes(1215))}),
    ("return-long", "1,216 bytes", "return", _RETURN | {"recipient": b64(bytes(1217))}),
    ("return-secret-upper", "lower-case", "return", _RETURN | {"secret": _SECRET.upper()}),
    ("return-secret-short", "64 digits", "return", _RETURN | {"secret": _SECRET[1:]}),
    ("return-secret-newline", "digits only", "return", _RETURN | {"secret": _SECRET + "\n"}),
    ("return-secret-number", "a text", "return", _RETURN | {"secret": 7}),
)

# (name, why, marks): each is a plain letter with these marks.
_MARKS: tuple[tuple[str, str, Any], ...] = (
    ("marks-twice", "a mark stands once", ["no-origin"] * 2),
    ("marks-unknown", "a mark to come needs a new version", ["no-referrer"]),
    ("marks-object", "a list", {}),
    ("marks-number", "a list of texts", [1]),
)

# (name, why, bytes): no letter at all, or one that is written wrongly.
_BYTES: tuple[tuple[str, str, bytes], ...] = (
    ("empty", "no bytes", b""),
    ("not-json", "plain text", b"help me"),
    ("not-object", "a list", b"[1]"),
    ("null", "JSON, but no object", b"null"),
    ("empty-object", "no field at all", b"{}"),
    ("bom", "a byte order mark", b"\xef\xbb\xbf" + _with("{}")),
    ("not-utf-8", "a lone byte ff", _with('{"message":"?"}').replace(b"?", b"\xff")),
    ("utf-8-surrogate", "in three bytes", _with('{"a":"?"}').replace(b"?", b"\xed\xa0\x80")),
    ("utf-16", "another encoding", _with("{}").decode().encode("utf-16")),
    ("escaped-surrogate", "a lone surrogate escaped", _with('{"message":"\\ud800"}')),
    ("escaped-surrogate-key", "the same in a key", _with('{"\\udfff":"a"}')),
    ("raw-newline", "a control that is not escaped", _with('{"message":"a\nb"}')),
    ("cut", "the last byte missing", _with("{}")[:-1]),
    ("two-values", "something after the object", _with("{}") + b"{}"),
    ("double-field", "a field twice", _with('{},"via":"plain"')),
    ("double-answer", "an answer twice", _with('{"message":"a","message":"b"}')),
    ("nan", "no number of JSON", _with('{"message":NaN}')),
    ("infinity", "no number of JSON", _with('{"message":-Infinity}')),
    ("huge-number", "a number of 5,000 digits", b'{"wire":3' + b"0" * 5000 + b"}"),
    ("exponent", "3e0 is no whole number as written", _with("{}").replace(b":3,", b":3e0,", 1)),
    ("deep", "100,000 brackets", b'{"wire":3,"answers":' + b"[" * 100_000),
    ("missing-field", "no attachments", _with("{}").replace(b',"attachments":[]', b"")),
    ("missing-return", "null, not absent", _with("{}").replace(b',"return":null', b"")),
    ("return-in-version-1", "a field of version 2", _with("{}").replace(b":3,", b":1,", 1)),
    (
        "double-secret",
        "a key twice",
        _with("{}").replace(b"null", b'{"recipient":"","secret":"","secret":""}'),
    ),
    ("nan-in-version-4", "no JSON in any version", b'{"wire":4,"colour":NaN}'),
    ("unknown-field", "one field too many", _with('{},"colour":"red"')),
)

_NEWER: tuple[tuple[str, str, bytes], ...] = (
    ("version-4", "a version to come, with fields of its own", b'{"wire":4,"colour":1.5}'),
    ("version-4-of-3", "only the number is new", _with("{}").replace(b":3,", b":4,", 1)),
)


def cases() -> Iterator[Case]:
    """Yield every vector: what is written, what is read, and what is refused."""
    for name, why, answers, text in _ANSWERS:
        yield from _both(name, why, _BASE | {"answers": answers}, _with(text))
    plain = {"version": 2, "language": "fi-simple", "serial": 2**53 - 1, "via": "plain"}
    plain |= {"written": "2027-02-28T23:59Z", "marks": ["no-origin"]}
    plain |= {"attachments": [_TWO], "return": _RETURN}
    yield from _both("plain", "every other value", _BASE | plain, _PLAIN.encode())
    yield from _read_only()
    answered = _BASE | {"return": _RETURN}
    yield from _both("return", "answers are sealed to this", answered, _compact(answered))
    yield from _attachments()
    yield from _older()
    for name, why, text in (("cr", "a lone CR", "\r"), ("nul", "U+0000", "\x00")):
        fields = _BASE | {"answers": {"message": text}}
        given = {"do": "serialise", "fields": fields}
        yield refused(f"serialise-{name}", f"{why} is not normalised", given, "letter-malformed")
        yield _reads(f"parse-{name}", f"{why} is kept as it came", _compact(fields), fields)
    for name, why, field, value in _FIELDS:
        changed = _compact(_BASE | {field: value})
        yield refused(f"parse-{name}", why, _parse(changed), "letter-malformed")
    for name, why, marks in _MARKS:
        changed = _compact(_BASE | {"via": "plain", "marks": marks})
        yield refused(f"parse-{name}", why, _parse(changed), "letter-malformed")
    for name, why, data in _BYTES:
        yield refused(f"parse-{name}", why, _parse(data), "letter-malformed")
    for name, why, data in _NEWER:
        yield refused(f"parse-{name}", why, _parse(data), "letter-version-unknown")


def _attachments() -> Iterator[Case]:
    for name, why, attachments in ATTACHMENTS:
        fields = _BASE | {"attachments": attachments}
        data = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        yield from _both(f"attachments-{name}", why, fields, data)
    for name, why, attachments in NO_ATTACHMENTS:
        changed = _compact(_BASE | {"attachments": attachments})
        yield refused(f"parse-attachments-{name}", why, _parse(changed), "letter-malformed")


def _older() -> Iterator[Case]:
    # They are told as the fields of today's version.
    second = _with("{}").replace(b":3,", b":2,", 1)
    first = second.replace(b":2,", b":1,", 1).replace(b',"return":null', b"")
    for version, data in ((1, first), (2, second)):
        name, none = f"parse-version-{version}", b'"attachments":[]'
        yield _reads(name, "an earlier version", data, _BASE | {"answers": {}})
        for what, attachments in (("digest", [_ID * 2]), ("attachment", [_TWO])):
            given = _parse(data.replace(none, _compact({"attachments": attachments})[1:-1]))
            why = f"a letter of version {version} has no attachments"
            yield refused(f"{name}-{what}", why, given, "letter-malformed")


def _read_only() -> Iterator[Case]:
    spaced = json.dumps(_BASE, indent=2).encode()
    yield _reads("parse-spaces", "space between JSON's parts is allowed", spaced, _BASE)
    turned = _compact(dict(reversed(_BASE.items())))
    yield _reads("parse-field-order", "fields in another order are allowed", turned, _BASE)
    escaped = _with('{"message":"\\ud83d\\ude2d\\u0061"}')
    read = _BASE | {"answers": {"message": "\U0001f62da"}}
    yield _reads("parse-escapes", "escapes that need not be are allowed", escaped, read)


def _both(name: str, why: str, fields: dict[str, Any], data: bytes) -> Iterator[Case]:
    given = {"do": "serialise", "fields": fields}
    yield passes(f"serialise-{name}", why, given, b64(data))
    yield _reads(f"parse-{name}", why, data, fields)


def _reads(name: str, why: str, data: bytes, fields: dict[str, Any]) -> Case:
    return passes(name, why, _parse(data), fields)


def _parse(data: bytes) -> dict[str, str]:
    return {"do": "parse", "bytes": b64(data)}


def _compact(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, separators=(",", ":")).encode()
