"""Vectors of the notice (WIRE §13), signed by plain lines of their own."""

from collections.abc import Iterator

from tests.vectors.makers.case import NOTICE, REPLY, ROOT, Case, b64, passes, refused
from tests.vectors.makers.keyring import line

ABOUT = (
    "WIRE §13. input: text of /notice.txt and the keyring's notice key in base64; expected.ok: the"
    " day on which letters were last collected."
)

NAME = "turva-notice"
_KEY = b64(NOTICE.public_key().public_bytes_raw())
_GOOD = "turva/notice/1\ncollected 2026-11-22\n"

# (name, why, text): properly signed by the notice key, and no notice all the same.
_MALFORMED = (
    ("other-type", "signed for something else", _GOOD.replace("notice", "keyring")),
    ("type-2", "a version to come", _GOOD.replace("/1", "/2")),
    ("type-only", "no day", "turva/notice/1\n"),
    ("no-value", "no day", "turva/notice/1\ncollected \n"),
    ("field-unknown", "a field too many", _GOOD + "letters 3\n"),
    ("field-twice", "two days", _GOOD + "collected 2026-11-23\n"),
    ("blank-line", "an empty line within", _GOOD + "\n"),
    ("two-spaces", "one space", _GOOD.replace(" ", "  ")),
    ("trailing-space", "nothing after the day", _GOOD.replace("22\n", "22 \n")),
    ("field-case", "fields are lower-case", _GOOD.replace("coll", "Coll")),
    ("minute", "a day, no minute", _GOOD.replace("22\n", "22T03:40Z\n")),
    ("compact", "what Python takes for a date", _GOOD.replace("2026-11-22", "20261122")),
    ("no-day", "no such day", _GOOD.replace("11-22", "11-31")),
    ("arabic", "plain digits only", _GOOD.replace("22\n", "2\u0662\n")),
    ("year-zero", "Python knows no year 0", _GOOD.replace("2026", "0000")),
)


def cases() -> Iterator[Case]:
    """Yield every vector."""
    note = _signed(_GOOD)
    yield passes("good", "as staff signed it", _given(note), "2026-11-22")
    extra = line(_GOOD, "witness.example/w1", ROOT)
    yield passes(
        "extra", "another signature counts for nothing", _given(note + extra), "2026-11-22"
    )
    for name, why, text in _MALFORMED:
        yield refused(f"malformed-{name}", why, _given(_signed(text)), "notice-malformed")
    for name, why, text in (
        ("empty", "nothing", ""),
        ("html", "a web page instead", "<!doctype html>\n<title>Hi</title>\n"),
        ("unsigned", "the text alone", _GOOD),
        ("crlf", "saved on Windows", note.replace("\n", "\r\n")),
        ("bom", "a byte order mark", "\ufeff" + note),
        ("no-last-newline", "the last newline is missing", note[:-1]),
        ("too-long", "more than 16 KiB", note + f"— {'x' * 16384} AAAAAAE=\n"),
    ):
        yield refused(f"malformed-note-{name}", why, _given(text), "notice-malformed")
    for name, why, text in (
        ("reply-key", "signed by the reply key", f"{_GOOD}\n{line(_GOOD, NAME, REPLY)}"),
        ("root-key", "signed by the root key", f"{_GOOD}\n{line(_GOOD, 'turva-root', ROOT)}"),
        ("other-name", "by our key under another name", f"{_GOOD}\n{line(_GOOD, 'x', NOTICE)}"),
        ("later", "a later day after signing", note.replace("11-22", "11-29")),
    ):
        yield refused(f"forged-{name}", why, _given(text), "notice-forged")


def _signed(text: str) -> str:
    return f"{text}\n{line(text, NAME, NOTICE)}"


def _given(text: str) -> dict[str, str]:
    return {"text": text, "notice": _KEY}
