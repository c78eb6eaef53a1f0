"""Vectors of the piece (WIRE §17): what an envelope of a piece holds, written and read."""

from collections.abc import Iterator

from tests.vectors.makers.case import Case, b64, passes, refused

ABOUT = (
    "WIRE §17. input.do: write (input.letter and input.data to expected.ok: what an envelope holds)"
    " or read (input.letter and input.content to expected.ok: the data). Bytes in base64."
)

_ID = "00112233445566778899aabbccddeeff"
_OTHER = "ffeeddccbbaa99887766554433221100"
_HEAD = f"turva/piece/1\n{_ID}\n".encode()

_DATA: tuple[tuple[str, str, bytes], ...] = (
    ("byte", "the least", b"\x00"),
    ("text", "newlines are data like any other", b"a\nb\r\n\n"),
    ("piece", "what looks like a piece stays data", _HEAD + b"x"),
    ("all", "every byte there is", bytes(range(256))),
)

# Each: its name, why, content.
_MALFORMED: tuple[tuple[str, str, bytes], ...] = (
    ("nothing", "no byte", b""),
    ("type", "the type alone", b"turva/piece/1\n"),
    ("no-data", "a piece holds a byte", _HEAD),
    ("letter", "a letter is no piece", b'{"wire":3}'),
    ("version-2", "a type to come", _HEAD.replace(b"/1", b"/2") + b"x"),
    ("crlf", "LF alone ends a line", _HEAD.replace(b"\n", b"\r\n") + b"x"),
    ("upper", "hex digits are lower-case", _HEAD.replace(b"ff\n", b"FF\n") + b"x"),
    ("short", "31 digits", _HEAD.replace(b"ff\n", b"f\n") + b"xy"),
    ("long", "33 digits", _HEAD.replace(b"ff\n", b"fff\n") + b"x"),
    ("before", "nothing stands before the type", b"\n" + _HEAD + b"x"),
)


def cases() -> Iterator[Case]:
    """Yield every vector: both ways, what is refused, and another letter's piece."""
    for name, why, data in _DATA:
        given = {"letter": _ID, "data": b64(data)}
        yield passes(f"write-{name}", why, {"do": "write"} | given, b64(_HEAD + data))
        yield passes(f"read-{name}", why, _read(_HEAD + data), b64(data))
    for name, why, letter, data in (
        ("write-no-data", "a piece holds a byte", _ID, b""),
        ("write-no-id", "a piece is some letter's", "", b"x"),
        ("write-upper", "hex digits are lower-case", _ID.upper(), b"x"),
    ):
        given = {"do": "write", "letter": letter, "data": b64(data)}
        yield refused(name, why, given, "piece-malformed")
    for name, why, content in _MALFORMED:
        yield refused(f"read-{name}", why, _read(content), "piece-malformed")
    yield refused("read-foreign", "another letter's", _read(_HEAD + b"x", _OTHER), "piece-foreign")


def _read(content: bytes, letter: str = _ID) -> dict[str, str]:
    return {"do": "read", "letter": letter, "content": b64(content)}
