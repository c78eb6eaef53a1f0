"""Every page of the inbox, in every language of staff's, is valid HTML, and so is its style."""

import shutil
from pathlib import Path

import app.inbox.web
from app.inbox.languages import LANGUAGES
from tests.inbox.files import PNG, Sent, keep_pieces, with_files
from tests.inbox.filled import LETTERS, filled
from tests.inbox.sender import Sender
from tests.inbox.shelf import LETTER, letter
from tests.inbox.visit import Inbox
from tests.vnu import faults

STYLE = Path(app.inbox.web.__file__).parent / "static"


def test_pages_and_style_are_valid(opened: Inbox, tmp_path: Path) -> None:
    opened.remote.keep(letter(answers={**LETTER.answers, "verdict": "\u202e", "contact": "1" * 9}))
    opened.remote.keep(letter(language="so", via="plain", marks=("no-origin",)))
    opened.remote.keep(letter(letter_id="1" * 32, form="unheard", language="zz"))
    forms = dict(enumerate(LETTERS, 3))
    for number, (form, version) in forms.items():
        more = {"form": form, "form_version": version, "way_back": None}
        answers = {**filled(form, version), "verdict": "x"}
        opened.remote.keep(letter(letter_id=f"{number:x}" * 32, answers=answers, **more))
    newer = opened.remote.keep(b'{"wire":9}')
    thing = opened.remote.keep(b"<p>\x0b")
    owner = "ab" * 16
    whole, foreign = (Sent(PNG, "<b>\u202e\n", of=each) for each in (owner, "cd" * 16))
    said = [keep_pieces(opened.remote, each) for each in (whole, foreign)]
    opened.remote.keep(with_files(*said, letter_id=owner))
    keep_pieces(opened.remote, Sent(b"loose"))
    sender = Sender(opened.office)
    sender.write(letter_id="2" * 32)
    opened.get()
    opened.send(f"/en/cases/{'2' * 32}/act", act="note", text="<b>\u202e")
    opened.send(f"/en/cases/{'2' * 32}/act", act="label", text="<b>")
    reply = {"answer": "0" * 32, "phrase": "read", "step": "send"}
    opened.send(f"/en/cases/{'2' * 32}/answer", **reply)
    sender.write_again(wishes=("do_not_contact", "remove_answers"))
    opened.get()
    opened.send(f"/en/cases/{'1' * 32}/act", act="merge", text="2" * 32)
    opened.send(f"/en/cases/{LETTER.letter_id}/act", act="close")
    cases: tuple[str, ...] = (f"cases/{LETTER.letter_id}/", f"cases/{'1' * 32}/", f"cases/{newer}/")
    cases = (*cases, *(f"cases/{f'{number:x}' * 32}/" for number in forms))
    own = f"cases/{'2' * 32}/"
    paths = (
        "",
        *cases,
        own,
        f"{own}answer",
        f"cases/{owner}/",
        f"cases/{owner}/files/1/picture",
        f"cases/{owner}/files/2/",
        "done/",
        "phone",
        "quarantine/",
        f"objects/{thing}/",
        "nowhere",
    )
    for tag in (language.tag for language in LANGUAGES):
        for number, path in enumerate(paths):
            page = opened.get(f"/{tag}/{path}")
            (tmp_path / f"{tag}-{number}.html").write_bytes(page.data)
        looked = opened.send(
            f"/{tag}/{own}answer", answer="1" * 32, phrase="danger", step="look", although="<b>"
        )
        (tmp_path / f"{tag}-look.html").write_bytes(looked.data)
        found = opened.send(f"/{tag}/phone", digits=sender.keys.way_back.call_digits[0])
        (tmp_path / f"{tag}-phone.html").write_bytes(found.data)
    (tmp_path / "locked.html").write_bytes(opened.lock().data)
    for sheet in STYLE.glob("*.css"):
        shutil.copy(sheet, tmp_path)

    assert [] == faults(tmp_path)
