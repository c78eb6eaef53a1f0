"""Broken copies of good bytes, as bad disks and bad people make them; always the same ones."""

import json
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

_PIECES = (
    b"",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b" ",
    b"-",
    b"\xe2\x80\x94 ",
    b'"',
    b"{",
    b"]",
    b"\\ud800",
    b"NaN",
    b"-0",
    b"1e999",
    b"9" * 400,
    b"[" * 5000,
    b'{"a":' * 2000,
    b"AGE-SECRET-KEY-PQ-1",
    b"age1pq1",
    "\u0663".encode(),
    "\U0001e950".encode(),
)

_FOREIGN: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    2**53,
    10**40,
    "",
    "a\x00",
    "\u0663",
    "9" * 5000,
    "ab" * 16,
    "2026-11-31",
    [],
    [None],
    [[]],
    {},
    {"": {}},
)


def mutated(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield as many broken copies of the data, each broken in one to three ways."""
    random = Random(seed)  # noqa: S311 (the same each time is what is wanted)
    for _ in range(count):
        copy = data
        for _ in range(random.randint(1, 3)):
            copy = random.choice(_WAYS)(copy, random)
        yield copy


def mutated_object(fields: Mapping[str, Any], count: int, seed: int) -> Iterator[bytes]:
    """Yield as many copies of a JSON object, in each of which one value is of another kind."""
    random = Random(seed)  # noqa: S311
    for _ in range(count):
        copy = json.loads(json.dumps(fields))
        _put_foreign(copy, random)
        if random.random() < 0.2:
            copy = dict(random.sample(list(copy.items()), len(copy)))
        yield json.dumps(copy, ensure_ascii=False, separators=(",", ":")).encode()


def _flip(data: bytes, random: Random) -> bytes:
    if not data:
        return data
    place = random.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << random.randrange(8)]) + data[place + 1 :]


def _cut(data: bytes, random: Random) -> bytes:
    start = random.randint(0, len(data))
    return data[:start] + data[start + random.choice([1, 2, 16, 300, len(data)]) :]


def _insert(data: bytes, random: Random) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] + random.choice(_PIECES) + data[place:]


def _double_line(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    return b"\n".join(lines[: place + 1] + lines[place:])


def _drop_line(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    lines.pop(random.randrange(len(lines)))
    return b"\n".join(lines)


def _swap_lines(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _change_value(data: bytes, random: Random) -> bytes:
    """Put something else after a line's first word."""
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    value = str(random.choice(_FOREIGN)).encode()
    lines[place] = lines[place].partition(b" ")[0] + b" " + value
    return b"\n".join(lines)


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip,
    _flip,
    _cut,
    _insert,
    _double_line,
    _drop_line,
    _swap_lines,
    _change_value,
)


def _put_foreign(value: Any, random: Random) -> None:
    """Replace one value somewhere inside, add a key, or drop one."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = random.choice(keys)
        if isinstance(value[key], dict | list) and value[key] and random.random() < 0.7:
            value = value[key]
            continue
        match random.randrange(8):
            case 0 if isinstance(value, dict):
                value["colour"] = value.pop(key)
            case 1:
                del value[key]
            case 2:
                value[key] = _deep(random.choice([3, 300, 900]))
            case _:
                value[key] = random.choice(_FOREIGN)
        return


def _deep(levels: int) -> list[Any]:
    nested: list[Any] = []
    for _ in range(levels):
        nested = [nested]
    return nested
