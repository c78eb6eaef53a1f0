"""A half-written answer goes along into another language, and is kept nowhere."""

import html
import re

import pytest

from app.inbox.languages import LANGUAGES
from tests.inbox.sender import Sender
from tests.inbox.visit import ANSWER, Inbox, new_id

BUTTON = re.compile(
    r'<button form="(\w+)" formaction="([^"]+)" formnovalidate name="(\w+)"'
    r' value="(\w+)" lang="(\w+)"'
)
TEXT = "HALF\n<b> \u0639"


def fields_of(page: str, form: str) -> list[tuple[str, str]]:
    """Return what a browser would send of this form as it was loaded."""
    inside = page.partition(f'id="{form}"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', inside)
    found += re.findall(r'<input [^>]*name="(\w+)" value="([^"]*)" checked', inside)
    found += re.findall(r'<textarea [^>]*?name="(\w+)"[^>]*>\n([^<]*)<', inside)
    found += re.findall(r'<textarea name="(\w+)"[^>]*>\n([^<]*)<', inside)
    found += [("language", tag) for tag in re.findall(r'<option value="(\w+)" selected', inside)]
    return [(name, html.unescape(value)) for name, value in dict.fromkeys(found)]


@pytest.mark.parametrize("step", ["change", "look"])
def test_another_language_takes_all_that_was_typed_along(
    opened: Inbox, fetched: Sender, step: str
) -> None:
    fetched.write_again(wishes=("do_not_contact",))
    opened.get()
    opened.send(ANSWER.replace("answer", "act"), act="check", text="call digits")
    before = set(opened.office.events.names())
    typed = {"answer": new_id(opened), "phrase": "", "language": "sv", "text": TEXT}
    typed |= {"holds": "person", "although": "BECAUSE"}
    page = opened.send(ANSWER, **typed, step=step).text
    buttons = BUTTON.findall(page)

    assert [language.tag for language in LANGUAGES] == [button[4] for button in buttons]
    for form, address, name, value, tag in buttons:
        assert ANSWER.replace("/en/", f"/{tag}/") == address
        assert typed == dict(fields_of(page, form))
        there = opened.send(address, *fields_of(page, form), (name, value))
        assert 200 == there.status_code
        assert f'<html lang="{tag}"' in there.text
        assert typed == dict(fields_of(there.text, form))
        assert (step == "look") == ('value="send"' in there.text)
    assert before == set(opened.office.events.names())


def test_where_nothing_can_be_written_languages_are_links(opened: Inbox) -> None:
    Sender(opened.office).write(way_back=None)
    opened.get()

    assert f'<a href="{ANSWER.replace("/en/", "/fi/")}" lang="fi"' in opened.get(ANSWER).text
