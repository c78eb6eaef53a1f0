"""Every page of the inbox, in every language of staff's, is valid HTML, and so is its style."""

import shutil
from pathlib import Path

import app.inbox.web
from app.inbox.languages import LANGUAGES
from tests.inbox.shelf import LETTER, letter
from tests.inbox.visit import Inbox
from tests.vnu import faults

STYLE = Path(app.inbox.web.__file__).parent / "static"


def test_pages_and_style_are_valid(opened: Inbox, tmp_path: Path) -> None:
    opened.remote.keep(letter(answers={**LETTER.answers, "verdict": "\u202e", "contact": "1" * 9}))
    opened.remote.keep(letter(language="so", via="plain", marks=("no-origin",)))
    opened.remote.keep(letter(letter_id="1" * 32, form="unheard", language="zz"))
    newer = opened.remote.keep(b'{"wire":2}')
    thing = opened.remote.keep(b"<p>\x0b")
    opened.get()
    cases = (f"cases/{LETTER.letter_id}/", f"cases/{'1' * 32}/", f"cases/{newer}/")
    paths = ("", *cases, "quarantine/", f"objects/{thing}/", "nowhere")
    for tag in (language.tag for language in LANGUAGES):
        for number, path in enumerate(paths):
            page = opened.get(f"/{tag}/{path}")
            (tmp_path / f"{tag}-{number}.html").write_bytes(page.data)
    (tmp_path / "locked.html").write_bytes(opened.lock().data)
    for sheet in STYLE.glob("*.css"):
        shutil.copy(sheet, tmp_path)

    assert [] == faults(tmp_path)
