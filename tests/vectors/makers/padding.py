"""Vectors of padding (WIRE §6). Bytes are written as runs, so that a megabyte stays readable."""

import hashlib
from collections.abc import Iterator

from tests.vectors.makers.case import Case, passes, refused

ABOUT = (
    "WIRE §6. input.do: pad or unpad; input.runs: the bytes, as pairs of (hex, how often);"
    " expected.ok: size and SHA-256 of the result."
)

Runs = list[tuple[str, int]]


def joined(runs: Runs) -> bytes:
    """Return the bytes of such runs."""
    return b"".join(bytes.fromhex(piece) * times for piece, times in runs)


# (bytes of the letter, bytes of its bucket): each edge and the first byte beyond it.
_EDGES = (
    (0, 4096),
    (1, 4096),
    (4092, 4096),
    (4093, 16384),
    (16380, 16384),
    (16381, 65536),
    (65532, 65536),
    (65533, 131072),
    (131068, 131072),
    (131069, 196608),
    (983037, 1048576),
    (1048572, 1048576),
)

_BAD: tuple[tuple[str, str, Runs], ...] = (
    ("unpad-empty", "nothing is no bucket", []),
    ("unpad-short", "three bytes hold no length", [("00", 3)]),
    ("unpad-one-less", "4095 bytes are no bucket", [("00", 4095)]),
    ("unpad-one-more", "4097 bytes are no bucket", [("00", 4097)]),
    ("unpad-8192", "a power of two that is no bucket", [("00", 8192)]),
    (
        "unpad-32768",
        "a power of two that is no bucket",
        [("00001f40", 1), ("61", 8000), ("00", 24764)],
    ),
    (
        "unpad-beyond-largest",
        "one step above the largest bucket",
        [("00100000", 1), ("61", 1048576), ("00", 65532)],
    ),
    (
        "unpad-not-smallest",
        "4092 bytes belong in 4096",
        [("00000ffc", 1), ("61", 4092), ("00", 12288)],
    ),
    (
        "unpad-not-smallest-large",
        "65532 bytes belong in 65536",
        [("0000fffc", 1), ("61", 65532), ("00", 65536)],
    ),
    (
        "unpad-length-one-too-large",
        "the length counts a byte that is not there",
        [("00000ffd", 1), ("61", 4092)],
    ),
    ("unpad-length-huge", "an unsigned length of 4 GiB", [("ffffffff", 1), ("00", 4092)]),
    ("unpad-little-endian", "the length is big-endian", [("05000000", 1), ("61", 5), ("00", 4087)]),
    (
        "unpad-tail-last",
        "the last byte is not zero",
        [("00000005", 1), ("61", 5), ("00", 4086), ("01", 1)],
    ),
    (
        "unpad-tail-first",
        "the first byte after the letter is not zero",
        [("00000005", 1), ("61", 6), ("00", 4086)],
    ),
)


def cases() -> Iterator[Case]:
    """Yield every vector: pad and unpad at each edge, then what unpad refuses."""
    for size, bucket in _EDGES:
        letter: Runs = [("61", size)]
        padded: Runs = [(f"{size:08x}", 1), ("61", size), ("00", bucket - 4 - size)]
        why = f"{size} bytes and their length fit into {bucket}"
        yield passes(f"pad-{size}", why, {"do": "pad", "runs": letter}, _digest(padded))
        yield passes(f"unpad-{size}", why, {"do": "unpad", "runs": padded}, _digest(letter))
    yield refused(
        "pad-1048573",
        "one byte more than the largest bucket holds",
        {"do": "pad", "runs": [("61", 1048573)]},
        "letter-too-large",
    )
    for name, why, runs in _BAD:
        yield refused(name, why, {"do": "unpad", "runs": runs}, "padding-malformed")


def _digest(runs: Runs) -> dict[str, object]:
    data = joined(runs)
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
