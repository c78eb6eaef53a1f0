"""Names of files are hostile: what they are saved under is one plain name on every system."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbox.file_names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("said", "safe"),
    [
        ("photo.jpg", "photo.jpg"),
        ("Käännös 2.pdf", "Käännös 2.pdf"),
        ("صورة.jpg", "صورة.jpg"),
        ("../../x", "x"),
        ("..\\..\\x.exe", "x.exe_"),
        ("/etc/passwd", "passwd"),
        ("C:\\Windows\\a.txt", "a.txt"),
        ("c:evil.txt", "c_evil.txt"),
        ("a.txt:stream", "a.txt_stream"),
        ("photo\u202egpj.exe", "photogpj.exe_"),
        ("a\u200bb\u2028c\td\ne.txt", "abcde.txt"),
        (".bashrc", "bashrc"),
        ("-rf", "rf"),
        ("..", "file"),
        (".", "file"),
        ("   ", "file"),
        ("\u202e", "file"),
        ("x/", "file"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1.tar.gz", "_Com1.tar.gz"),
        ("LPT¹", "_LPT¹"),
        ("CONIN$", "CONIN_"),
        ("console.txt", "console.txt"),
        ("Desktop.ini", "_Desktop.ini"),
        ("a. . ", "a"),
        ("%APPDATA%$(id)`id`;&.sh", "_APPDATA__(id)_id___.sh_"),
        ("photo.jpg.LNK", "photo.jpg.LNK_"),
        ("page.svg", "page.svg_"),
        ("nul.exe", "_nul.exe_"),
        ("x" * 255 + ".html", "x" * 74 + ".html_"),
        ("x" * 255 + ".jpeg", "x" * 75 + ".jpeg"),
        ("x." + "y" * 253, "x." + "y" * 78),
        ("😀" * 255, "😀" * 50),
        ("e\u0301.txt", "é.txt"),
    ],
)
def test_a_name_becomes_one_that_is_harmless(said: str, safe: str) -> None:
    assert safe == safe_name(said)


@given(st.text(max_size=255))
def test_whatever_it_is_called_it_is_one_plain_name(said: str) -> None:
    safe = safe_name(said)

    assert 1 <= len(safe) <= LONGEST + 1
    assert len(safe.encode()) <= 210
    assert not re.search(r'[<>:"|?*%~$`;&\\/]', safe)
    assert not safe.startswith((".", " ", "-"))
    assert not safe.endswith((".", " "))
    assert not {"Cc", "Cf", "Cs", "Zl", "Zp"} & {unicodedata.category(each) for each in safe}
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³])", safe.split(".")[0].strip())
    assert safe == safe_name(safe)
