"""Pictures for staff's eyes: redrawn by a child that knows nothing, and encoded here from pixels.

The child gets the file and nothing else: no setting, no key, no descriptor, no word on its standard
error. It may be taken over by what it decodes, so nothing that it says is believed but so many
colours; what a browser is given was written here, byte for byte.
"""

import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.inbox.file_errors import FileRefused

LONGEST_SIDE: Final = 1600
"""Most pixels of a side that the child may give."""

PATIENCE: Final = 20.0
"""Seconds after which a child is killed, whatever it does."""

REDRAW: Final = (sys.executable, "-I", "-B", str(Path(__file__).with_name("redraw.py")))
"""The child, isolated from the environment, the working folder and the user's own packages."""

_HEAD: Final = struct.Struct(">II")
_LARGEST: Final = _HEAD.size + 3 * LONGEST_SIDE * LONGEST_SIDE
_AT_ONCE: Final = 1 << 16
_ONE_AT_A_TIME = threading.Lock()


def redrawn(data: bytes, child: Sequence[str] = REDRAW, patience: float = PATIENCE) -> bytes:
    """Return a picture as a PNG file of ours. Raises: FileRefused (`picture-refused`, …).

    One at a time is redrawn, so that a letter full of pictures does not fill this computer.
    """
    if not _ONE_AT_A_TIME.acquire(timeout=patience):
        raise FileRefused("pictures-busy")
    try:
        said = _ask(data, child, patience)
    finally:
        _ONE_AT_A_TIME.release()
    if len(said) < _HEAD.size:
        raise FileRefused("picture-refused")
    width, height = _HEAD.unpack_from(said)
    pixels = said[_HEAD.size :]
    fits = 0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE
    if not fits or len(pixels) != 3 * width * height:
        raise FileRefused("picture-refused")
    return png(width, height, pixels)


def png(width: int, height: int, pixels: bytes) -> bytes:
    """Return a PNG file of these colours, three bytes a pixel, and of nothing else.

    Source: W3C PNG (third edition), sections 5 and 9.
    """
    line = 3 * width
    # Each line is preceded by its filter: none.
    lines = b"".join(b"\0" + pixels[at : at + line] for at in range(0, line * height, line))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _ask(data: bytes, child: Sequence[str], patience: float) -> bytes:
    """Return what a child makes of the data, which may be anything; b"" if it fails or takes long.

    The child and all that it may have started end with this call.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 (our own program, and nothing of a letter in it)
            child,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
    except OSError:
        return b""
    try:
        return _talk(process, data, time.monotonic() + patience)
    finally:
        with suppress(OSError):  # it has ended, and all that it started
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _talk(process: subprocess.Popen[bytes], data: bytes, deadline: float) -> bytes:
    """Give the child the data while taking what it says, never more than fits a picture."""
    left, said = memoryview(data), bytearray()
    with selectors.DefaultSelector() as pipes:
        if process.stdin is not None:
            os.set_blocking(process.stdin.fileno(), False)
            pipes.register(process.stdin, selectors.EVENT_WRITE)
        if process.stdout is not None:
            pipes.register(process.stdout, selectors.EVENT_READ)
        while len(said) <= _LARGEST and time.monotonic() < deadline:
            for key, _ in pipes.select(max(0.0, deadline - time.monotonic())):
                if key.fileobj is process.stdout:
                    taken = os.read(key.fd, _AT_ONCE)
                    if not taken:
                        return bytes(said)
                    said += taken
                    continue
                left = left[_give(key.fd, left[:_AT_ONCE]) :]
                if not left and process.stdin is not None:
                    pipes.unregister(process.stdin)
                    process.stdin.close()
    return b""


def _give(pipe: int, data: memoryview) -> int:
    """Return how much the child took: all of it, as far as we care, if it takes no more."""
    try:
        return os.write(pipe, data)
    except BlockingIOError:
        return 0
    except OSError:
        return len(data)  # what it made of the rest tells
