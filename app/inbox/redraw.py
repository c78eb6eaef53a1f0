"""The child that redraws a picture: hostile bytes in by standard input, bare pixels out.

It runs alone, as `python -I redraw.py`, and imports nothing of ours: whatever takes it over finds
no key, no setting and no letter but the picture. Before it reads a byte of that it gives up what it
does not need: files, sockets, children, memory, time. What it writes, its parent believes to be
pixels and nothing more.

In: the file. Out: width and height (four bytes each, big-endian), then three bytes a pixel.
"""

import copy
import io
import struct
import sys
from typing import Final

from PIL import (
    GifImagePlugin,
    Image,
    ImageColor,
    ImagePalette,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
"""What is decoded; a file of any other kind is no picture here, whatever it is called."""

LONGEST_SIDE: Final = 1600
"""Most pixels of a side that are drawn: enough to read a photographed page."""

MOST_PIXELS: Final = 120_000_000
"""Most pixels of a picture that is opened at all; a telephone's camera makes fewer."""

MEMORY: Final = 1 << 30
SECONDS: Final = 15

_NEEDED_LATER = (
    copy,
    GifImagePlugin,
    ImageColor,
    ImagePalette,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
"""Decoders and what these import late: nothing can be imported once no file can be opened."""

_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION: Final = 0x0112


def give_up() -> None:
    """Let go of whatever decoding needs not: from here on nothing can be opened or started."""
    import resource  # noqa: PLC0415 (not on every system; without it nothing is redrawn)

    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        # Descriptors: files, sockets, and other processes' memory, which is a file too.
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def redrawn(data: bytes) -> tuple[int, int, bytes]:
    """Return the picture upright on white, no larger than is shown: width, height and pixels.

    Raises: whatever the decoder raises, and ValueError for too many pixels.
    """
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        # A JPEG is decoded small at once, so that a large photograph costs little.
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        picture = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
        turn = _UPRIGHT.get(opened.getexif().get(_ORIENTATION, 1))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    upright = picture if turn is None else picture.transpose(turn)
    page = Image.new("RGB", upright.size, "white")
    page.paste(upright, mask=upright if upright.mode == "RGBA" else None)
    return page.width, page.height, page.tobytes()


def main() -> int:
    """Redraw what comes in; on any failure write nothing, not even why."""
    try:
        Image.preinit()
        Image.MAX_IMAGE_PIXELS = MOST_PIXELS
        give_up()
        width, height, pixels = redrawn(sys.stdin.buffer.read())
        sys.stdout.buffer.write(struct.pack(">II", width, height) + pixels)
        sys.stdout.buffer.flush()
    except BaseException:  # noqa: BLE001 (an error's words could be the picture's)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
