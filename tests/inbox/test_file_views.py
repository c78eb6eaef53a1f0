"""Files over the web: bytes to be saved, our own pictures, and nothing that acts."""

import dataclasses
import html
import io
import re
from urllib.parse import quote

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from app.inbox import file_views
from app.serve import LIMITS
from app.wire.constants import LARGEST_ATTACHMENT
from tests.inbox.files import Sent, keep_pieces, with_files
from tests.inbox.visit import CASE, Inbox

HOSTILE = '../\u202e</bdi><script>alert(1)</script>\n{{7*7}}".html'
FILE = f"{CASE}files/1/"
PICTURE = f"{FILE}picture"


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(data, "JPEG", comment=b"SECRET")
    return data.getvalue()


def sent(inbox: Inbox, *files: Sent) -> str:
    """Let a letter with these files come in, and return its page."""
    inbox.remote.keep(with_files(*(keep_pieces(inbox.remote, file) for file in files)))
    inbox.get()
    return inbox.get(CASE).text


def is_harmless(answer: TestResponse) -> bool:
    policy = answer.headers["Content-Security-Policy"]
    return (
        {"default-src 'none'", "sandbox ", "frame-ancestors 'none'"} <= set(policy.split("; "))
        and "nosniff" == answer.headers["X-Content-Type-Options"]
        and "same-origin" == answer.headers["Cross-Origin-Resource-Policy"]
        and "no-store" == answer.headers["Cache-Control"]
    )


def test_a_file_is_given_out_as_bytes_to_be_saved_and_as_nothing_else(opened: Inbox) -> None:
    page = b"<script>alert(1)</script>"
    sent(opened, Sent(page, HOSTILE, "text/html"))
    answer = opened.get(FILE)

    assert (200, page) == (answer.status_code, answer.data)
    assert "application/octet-stream" == answer.headers["Content-Type"]
    name = "script_{{7_7}}_.html_"
    both = f"filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    assert f"attachment; {both}" == answer.headers["Content-Disposition"]
    assert is_harmless(answer)


def test_a_name_of_any_script_is_kept(opened: Inbox) -> None:
    sent(opened, Sent(name="صورة.jpg"))
    given = opened.get(FILE).headers["Content-Disposition"]

    both = "filename=\"____.jpg\"; filename*=UTF-8''%D8%B5%D9%88%D8%B1%D8%A9.jpg"
    assert f"attachment; {both}" == given


def test_a_hostile_name_is_only_text_and_what_a_file_is_is_told_beside_what_is_said(
    opened: Inbox,
) -> None:
    page = sent(opened, Sent(b"MZ\x90", HOSTILE, "image/png"), Sent(b"text", "a", "text/plain"))
    text = html.unescape(re.sub("<[^>]+>", "", page))

    assert "<script" not in page
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page
    assert "⟨U+000A⟩{{7*7}}" in text
    assert 1 == page.count("not what the sender says")
    assert "a program" in page
    assert "can run what is in it" in page
    assert "<img" not in page


def test_a_picture_is_one_that_we_drew(opened: Inbox) -> None:
    page = sent(opened, Sent(picture() + b"<script>"))
    answer = opened.get(PICTURE)

    assert f'<img src="{PICTURE}"' in page
    assert (200, "image/png") == (answer.status_code, answer.headers["Content-Type"])
    assert b"SECRET" not in answer.data
    assert b"script" not in answer.data
    assert answer.headers["Content-Disposition"].startswith('inline; filename="1.png";')
    assert is_harmless(answer)


def test_what_cannot_be_drawn_ends_with_words_and_can_still_be_saved(opened: Inbox) -> None:
    page = sent(opened, Sent(picture()[:200]))
    answer = opened.get(PICTURE)

    assert FILE + '"' in page
    assert 422 == answer.status_code
    assert "could not be redrawn" in answer.text
    assert FILE + '"' in answer.text
    assert 200 == opened.get(FILE).status_code


def test_a_file_that_is_not_whole_is_told_and_not_given(opened: Inbox) -> None:
    said = keep_pieces(opened.remote, Sent())
    gone = dataclasses.replace(said, pieces=("0" * 64,))
    opened.remote.keep(with_files(gone))
    opened.get()
    page = opened.get(CASE).text

    assert "parts of it did not come" in page
    assert FILE not in page
    answer = opened.get(FILE)
    assert (422, True) == (answer.status_code, "parts of it did not come" in answer.text)


def test_pieces_without_a_letter_are_told_apart_from_the_quarantine(opened: Inbox) -> None:
    keep_pieces(opened.remote, Sent())
    opened.get()
    page = opened.get("/en/quarantine/").text

    assert "Nothing is in quarantine." in page
    assert "Parts of files without a letter" in page
    assert "1 part." in page


@pytest.mark.parametrize(
    "path",
    [f"{CASE}files/2/", f"{CASE}files/0/", f"{CASE}files/x/", f"/en/cases/{'f' * 32}/files/1/"],
)
def test_what_is_no_file_is_not_found(opened: Inbox, path: str) -> None:
    sent(opened, Sent())

    assert 404 == opened.get(path).status_code


def test_without_the_session_nobody_gets_a_file(opened: Inbox) -> None:
    sent(opened, Sent(picture()))
    stranger = opened.app.test_client()

    for path in (FILE, PICTURE):
        answer = opened.get(path, stranger)
        assert (403, False) == (answer.status_code, picture() in answer.data)


def test_a_case_page_draws_and_opens_no_file(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise AssertionError

    sent(opened, *(Sent(picture()) for _ in range(10)))
    monkeypatch.setattr(opened.desk, "open_file", fail)
    monkeypatch.setattr(file_views, "redrawn", fail)

    assert 200 == opened.get(CASE).status_code
    assert 10 == opened.get(CASE).text.count("<img")


def test_a_file_of_full_size_goes_through_memory_alone(opened: Inbox) -> None:
    sent(opened, Sent(b"x" * LARGEST_ATTACHMENT))
    answer = opened.get(FILE)

    assert LARGEST_ATTACHMENT == len(answer.data)
    # More than this would be written to a temporary file on its way to the browser.
    assert len(answer.data) + 65_536 < int(str(LIMITS["outbuf_overflow"]))
