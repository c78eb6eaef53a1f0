"""Attachments of the letter's vectors (WIRE §17): what may be written, and what is refused."""

from typing import Any


def _piece(number: int) -> str:
    return f"{number:064x}"


def _file(**changed: Any) -> dict[str, Any]:
    good = {"name": "a.pdf", "type": "application/pdf", "size": 1, "pieces": [_piece(1)]}
    return good | changed


def _sized(size: int, pieces: int) -> list[dict[str, Any]]:
    return [_file(size=size, pieces=[_piece(number) for number in range(pieces)])]


_TYPE = "a" * 63 + "/" + "b" * 63

# Each: its name, why, attachments.
ATTACHMENTS: tuple[tuple[str, str, list[dict[str, Any]]], ...] = (
    ("one", "one byte in one piece", [_file()]),
    ("ten", "the most", [_file(pieces=[_piece(number)]) for number in range(10)]),
    ("full", "one full piece", _sized(1_048_525, 1)),
    ("over", "a byte more than one piece holds", _sized(1_048_526, 2)),
    ("ten-full", "ten full pieces", _sized(10_485_250, 10)),
    ("largest", "10 MiB", _sized(10_485_760, 11)),
    ("same-name", "two files may be called the same", [_file(), _file(pieces=[_piece(2)])]),
    ("name-long", "255 code points, each of four bytes", [_file(name="\U0001f62d" * 255)]),
    ("name-path", "a name is no path, whatever it looks like", [_file(name="../../x")]),
    ("name-bidi", "nothing of a name is removed on the way", [_file(name="a\u202egpj.exe\n")]),
    ("type-long", "127 characters", [_file(type=_TYPE)]),
    ("type-signs", "all that a type may hold", [_file(type="x/9!#$&^_.+-")]),
)

# (name, why, the value of the field)
NO_ATTACHMENTS: tuple[tuple[str, str, Any], ...] = (
    ("null", "a list", None),
    ("object", "a list", _file()),
    ("digest", "an object each, as version 3 has it", [_piece(1)]),
    ("number", "an object each", [1]),
    ("list", "an object each", [["a.pdf", "application/pdf", 1, [_piece(1)]]]),
    ("eleven", "ten at most", [_file(pieces=[_piece(number)]) for number in range(11)]),
    ("missing", "a field too few", [{"name": "a", "type": "a/b", "size": 1}]),
    ("unknown", "a field too many", [_file(colour="red")]),
    ("name-empty", "a file is called something", [_file(name="")]),
    ("name-too-long", "256 code points", [_file(name="a" * 256)]),
    ("name-number", "a text", [_file(name=1)]),
    ("name-null", "a text", [_file(name=None)]),
    ("name-nul", "not normalised", [_file(name="a\x00")]),
    ("name-cr", "not normalised", [_file(name="a\r")]),
    ("type-empty", "two parts", [_file(type="")]),
    ("type-one-part", "two parts", [_file(type="image")]),
    ("type-upper", "lower case", [_file(type="Image/png")]),
    ("type-parameter", "no parameters", [_file(type="text/plain; charset=utf-8")]),
    ("type-newline", "a newline after it", [_file(type="image/png\n")]),
    ("type-arabic", "plain ASCII", [_file(type="image/\u0661")]),
    ("type-too-long", "128 characters", [_file(type=_TYPE + "b")]),
    ("type-list", "a text", [_file(type=["image/png"])]),
    ("size-zero", "an empty file cannot be attached", [_file(size=0, pieces=[])]),
    ("size-zero-piece", "nor in a piece", [_file(size=0)]),
    ("size-negative", "no number", [_file(size=-1)]),
    ("size-true", "true is no number", [_file(size=True)]),
    ("size-float", "1.5 is no whole number", [_file(size=1.5)]),
    ("size-text", "a number", [_file(size="1")]),
    ("size-too-large", "one byte above 10 MiB", _sized(10_485_761, 11)),
    ("pieces-none", "one at least", [_file(pieces=[])]),
    ("pieces-text", "a list", [_file(pieces=_piece(1))]),
    ("pieces-number", "texts", [_file(pieces=[1])]),
    ("pieces-short", "64 digits", [_file(pieces=["ab"])]),
    ("pieces-upper", "lower case", [_file(pieces=["AB" * 32])]),
    ("pieces-newline", "a newline after the digits", [_file(pieces=[_piece(1) + "\n"])]),
    ("pieces-too-many", "two for what one holds", _sized(1_048_525, 2)),
    ("pieces-too-few", "one for what two hold", _sized(1_048_526, 1)),
    ("pieces-twelve", "more than any size needs", _sized(10_485_760, 12)),
    ("piece-twice", "once in a file", [_file(size=1_048_526, pieces=[_piece(1)] * 2)]),
    ("piece-shared", "once in a letter", [_file(), _file(name="b.pdf")]),
)
