"""Pictures are redrawn by a child that knows nothing, and whatever goes wrong ends with words."""

import io
import sys
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PIL import Image

from app.inbox.file_errors import FileRefused
from app.inbox.pictures import LONGEST_SIDE, REDRAW, png, redrawn

RED, WHITE = (255, 0, 0), (255, 255, 255)


def encoded(kind: str, picture: Image.Image | None = None, **how: Any) -> bytes:
    data = io.BytesIO()
    (picture or Image.new("RGB", (60, 20), RED)).save(data, kind, **how)
    return data.getvalue()


def drawn(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(redrawn(data)), formats=["PNG"])
    picture.load()
    return picture


def child(program: str) -> Sequence[str]:
    return (sys.executable, "-I", "-c", program)


def refused(data: bytes, program: Sequence[str] | None = None, patience: float = 20) -> str:
    with pytest.raises(FileRefused) as error:
        redrawn(data, program, patience) if program else redrawn(data)
    return error.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_drawn_anew_with_nothing_but_its_colours(kind: str) -> None:
    note: dict[str, Any] = {"comment": b"SECRET"} if kind in ("JPEG", "GIF") else {}
    picture = drawn(encoded(kind, **note))

    assert ("RGB", (60, 20), {}) == (picture.mode, picture.size, picture.info)
    pixel = picture.getpixel((30, 10))
    assert isinstance(pixel, tuple)
    assert all(abs(one - other) < 8 for one, other in zip(pixel, RED, strict=True))


def test_a_large_one_is_drawn_small_and_upright_and_the_glass_is_white() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    large = drawn(encoded("JPEG", Image.new("RGB", (4000, 2000), RED), exif=turned))
    clear = drawn(encoded("PNG", Image.new("RGBA", (2, 2), (0, 0, 0, 0))))

    assert (LONGEST_SIDE // 2, LONGEST_SIDE) == large.size
    assert WHITE == clear.getpixel((0, 0))


def bomb() -> bytes:
    """Return a small file that says it is 65,000 pixels wide and high."""
    whole = png(1, 1, b"\0\0\0")
    head = (65_000).to_bytes(4, "big") * 2 + whole[24:29]
    return whole[:16] + head + zlib.crc32(b"IHDR" + head).to_bytes(4, "big") + whole[33:]


def texts() -> bytes:
    """Return a picture with a note that unpacks to 200 MB."""
    note = b"a\0\0" + zlib.compress(bytes(200_000_000), 9)
    chunk = len(note).to_bytes(4, "big") + b"zTXt" + note
    chunk += zlib.crc32(b"zTXt" + note).to_bytes(4, "big")
    whole = png(1, 1, b"\0\0\0")
    return whole[:33] + chunk + whole[33:]


@pytest.mark.parametrize(
    "make",
    [
        bomb,
        texts,
        lambda: encoded("JPEG")[:300],
        lambda: encoded("PNG")[:-30],
        lambda: encoded("TIFF"),
        lambda: encoded("EPS"),
        lambda: encoded("BMP"),
        lambda: encoded("PPM"),
        lambda: b"GIF89a<html><script>alert(1)</script>",
        lambda: b"",
        lambda: b"<svg onload=alert(1)>",
        lambda: b"%PDF-1.7",
    ],
    ids=[
        "bomb",
        "texts",
        "cut",
        "ends",
        "tiff",
        "eps",
        "bmp",
        "ppm",
        "html",
        "empty",
        "svg",
        "pdf",
    ],
)
def test_what_is_no_picture_is_refused(make: Callable[[], bytes]) -> None:
    assert "picture-refused" == refused(make())


def test_a_file_that_is_a_picture_and_a_page_gives_only_the_picture() -> None:
    both = encoded("GIF") + b"<html><script>alert(1)</script>"

    assert (60, 20) == drawn(both).size
    assert b"script" not in redrawn(both)


PIXELS = "b'\\0\\0\\0\\1'*2"


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "import time; time.sleep(999)",
        "import sys\nwhile True: sys.stdout.buffer.write(bytes(1 << 20))",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: pass'])",
        "import sys; sys.stdin.close(); import time; time.sleep(999)",
        "import os, time; os.fork() or os.setsid(); time.sleep(3)",
    ],
    ids=["busy", "asleep", "floods", "forks", "deaf", "escapes"],
)
def test_a_child_that_does_not_end_is_killed(program: str) -> None:
    assert "picture-refused" == refused(bytes(1 << 20), child(program), 0.7)


@pytest.mark.parametrize(
    "said",
    [
        "b'GIF89a<script>'",
        "b'\\0\\0\\0\\1'",
        f"{PIXELS} + b'ab'",
        f"{PIXELS} + b'abcd'",
        "bytes(8)",
        "b'\\xff'*8 + bytes(9)",
        "(1601).to_bytes(4,'big') + b'\\0\\0\\0\\1' + bytes(3*1601)",
    ],
)
def test_a_child_that_was_taken_over_is_believed_nothing_but_colours(said: str) -> None:
    assert "picture-refused" == refused(b"", child(f"import sys; sys.stdout.buffer.write({said})"))


def test_a_child_gets_no_setting_no_folder_and_no_open_file(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TURVA_HOME", "SECRET")
    program = (
        "import os, sys\n"
        "odd = [n for n in os.environ if n != 'LC_CTYPE'] or os.getcwd() != '/'\n"
        "odd = odd or len(os.listdir('/proc/self/fd')) > 4 or 'app' in sys.modules\n"
        "print('SECRET', os.environ, file=sys.stderr)\n"
        f"sys.stdout.buffer.write(b'' if odd else {PIXELS} + b'abc')\n"
    )

    assert png(1, 1, b"abc") == redrawn(b"SECRET", child(program))
    assert ("", "") == capfd.readouterr()


def test_before_it_reads_a_byte_the_child_can_open_and_start_nothing_any_more() -> None:
    program = (
        "import os, resource, runpy, socket, sys\n"
        f"runpy.run_path({REDRAW[-1]!r})['give_up']()\n"
        "def fails(do):\n"
        "    try: do()\n"
        "    except OSError: return True\n"
        "ok = fails(lambda: open('/etc/passwd')) and fails(socket.socket) and fails(os.pipe)\n"
        "ok = ok and fails(lambda: open(f'/proc/{os.getppid()}/environ'))\n"
        "ok = ok and resource.getrlimit(resource.RLIMIT_NPROC) == (0, 0)\n"
        "try: bytes(2 << 30); ok = False\n"
        "except MemoryError: pass\n"
        f"sys.stdout.buffer.write({PIXELS} + b'abc' if ok else b'')\n"
    )

    assert png(1, 1, b"abc") == redrawn(b"", child(program))
