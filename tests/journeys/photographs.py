"""Photographs as a phone takes them: with everything in them that must not travel.

Each mark below stands in a place of its own; none of them is to be seen in the picture.
"""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageCms

MARKS = (
    b"MARK-make",
    b"MARK-maker-note",
    b"MARK-thumbnail",
    b"MARK-xmp",
    b"MARK-iptc",
    b"MARK-comment",
    b"MARK-profile",
    b"MARK-film-after-the-end",
)
LATITUDE = struct.pack(">6I", 60, 1, 10, 1, 2468, 100)

TURNED = 6
"""Orientation: what was taken upright lies on its side."""

_BYTE, _ASCII, _SHORT, _LONG, _RATIONAL, _UNDEFINED = 1, 2, 3, 4, 5, 7
_SIZES = {_BYTE: 1, _ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8, _UNDEFINED: 1}


@dataclass(frozen=True)
class _Tag:
    """One entry of a directory of EXIF: its number, its type, its bytes."""

    number: int
    kind: int
    data: bytes


def photograph(width: int, height: int, quality: int = 92) -> bytes:
    """Return a JPEG as it is stored: lying on its side, green above left, red below right."""
    picture = Image.effect_noise((width, height), 60).convert("RGB")
    for colour, corner in (((0, 160, 0), (0, 0)), ((200, 0, 0), (width // 2, height // 2))):
        picture.paste(colour, (*corner, corner[0] + width // 2, corner[1] + height // 2))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=quality, icc_profile=_profile())
    head, tail = written.getvalue()[:2], written.getvalue()[2:]
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>MARK-xmp</x:xmpmeta>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0e\x1c\x02\x50\0\x09MARK-iptc"
    segments = ((0xE1, _exif()), (0xE1, xmp), (0xED, iptc), (0xFE, b"MARK-comment"))
    said = b"".join(
        struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data for mark, data in segments
    )
    return head + said + tail + b"MARK-film-after-the-end"


def _profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile + b"MARK-profile"


def _thumbnail() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (64, 48), (0, 0, 200)).save(written, "JPEG", comment=b"MARK-thumbnail")
    return written.getvalue()


def _exif() -> bytes:
    """Return the EXIF of a camera: who made it, which way it was held, where, and a thumbnail."""
    note = _Tag(0x927C, _UNDEFINED, b"MARK-maker-note")
    place = (
        _Tag(1, _ASCII, b"N\0"),
        _Tag(2, _RATIONAL, LATITUDE),
        _Tag(3, _ASCII, b"E\0"),
        _Tag(4, _RATIONAL, LATITUDE[::-1]),
    )
    small = _thumbnail()
    # Two passes: the first tells how long the directories are, the second where they stand.
    at = [0, 0, 0, 0]
    for _ in range(2):
        main = (
            _Tag(0x010F, _ASCII, b"MARK-make\0"),
            _Tag(0x0112, _SHORT, struct.pack(">H", TURNED)),
            _Tag(0x8769, _LONG, struct.pack(">I", at[0])),
            _Tag(0x8825, _LONG, struct.pack(">I", at[1])),
        )
        second = (
            _Tag(0x0201, _LONG, struct.pack(">I", at[3])),
            _Tag(0x0202, _LONG, struct.pack(">I", len(small))),
        )
        first = _directory(8, main, at[2])
        at[0] = 8 + len(first)
        inner = _directory(at[0], (note,))
        at[1] = at[0] + len(inner)
        where = _directory(at[1], place)
        at[2] = at[1] + len(where)
        last = _directory(at[2], second)
        at[3] = at[2] + len(last)
    return b"Exif\0\0MM\0*\0\0\0\x08" + first + inner + where + last + small


def _directory(at: int, tags: tuple[_Tag, ...], following: int = 0) -> bytes:
    """Return a directory that stands at an offset, with what does not fit into its entries."""
    rest = b""
    entries = b""
    end = at + 2 + 12 * len(tags) + 4
    for tag in tags:
        data = tag.data.ljust(4, b"\0")
        if len(tag.data) > 4:
            data = struct.pack(">I", end + len(rest))
            rest += tag.data + b"\0" * (len(tag.data) % 2)
        count = len(tag.data) // _SIZES[tag.kind]
        entries += struct.pack(">HHI", tag.number, tag.kind, count) + data
    return struct.pack(">H", len(tags)) + entries + struct.pack(">I", following) + rest
