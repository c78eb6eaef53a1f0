"""Nothing in a letter can move a cursor, turn a line, or pose as what the inbox says."""

import html
import json
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.inbox.visible import cut, json_text, marked_up, quoted, visible, visible_line

ANY = st.text(st.characters())  # lone surrogates too
ACTING = {"Cc", "Cs", "Zl", "Zp"}
BIDI = {"AL", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def acts(character: str) -> bool:
    """Tell by the Unicode database, not by our own list, whether a terminal could act on it."""
    turns = unicodedata.bidirectional(character) in BIDI - {"AL"}
    marks = character in "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    return unicodedata.category(character) in ACTING or turns or marks


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("a\rb", "a⟨U+000D⟩b"),
        ("a\x08b\x7f", "a⟨U+0008⟩b⟨U+007F⟩"),
        ("\u202edesrever\u2066", "⟨U+202E⟩desrever⟨U+2066⟩"),
        ("line\u2028line", "line⟨U+2028⟩line"),
        ("\ud83d", "⟨U+D83D⟩"),
    ],
)
def test_a_character_that_acts_is_shown_as_its_code(hostile: str, shown: str) -> None:
    assert shown == visible(hostile)


@pytest.mark.parametrize(
    "text", ["tab\there\nand there", "مرحبا", "हिन्दी", "👩\u200d👧", "e\u0301", "می\u200cخواهم"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert text == visible(text)


@given(ANY)
def test_nothing_visible_acts(text: str) -> None:
    assert not any(acts(character) for character in visible(text) if character not in "\t\n")


@given(ANY)
def test_a_first_line_is_one_short_line(text: str) -> None:
    line = cut(text, 20)

    assert len(line) <= 20
    assert not set("\t\n") & set(line)


def test_a_first_line_skips_blank_ones_and_says_that_it_was_cut() -> None:
    assert "Здравствуйте, м…" == cut("\n \nЗдравствуйте, меня", 16)


@given(ANY)
def test_a_name_stays_on_one_line(text: str) -> None:
    assert not any(acts(character) for character in visible_line(text))


@given(ANY)
@example("a\u202e\x00b<c>\ud83d")
def test_marked_html_says_what_visible_says_and_nothing_in_it_acts(text: str) -> None:
    page = marked_up(text)
    said = html.unescape(re.sub('<bdi class="code" dir="ltr">|</bdi>', "", page))

    assert visible(text) == said
    assert not any(acts(character) for character in page if character not in "\t\n")
    assert not re.search("<(?!/?bdi)", page)


@given(ANY)
def test_every_line_of_a_quote_has_a_bar(text: str) -> None:
    assert all(line.startswith("  │ ") for line in quoted(text).split("\n"))


@given(ANY)
@example("\x7f\x9b\x1b")
def test_json_is_printable_ascii_and_exact(text: str) -> None:
    printed = json_text({"text": text})

    assert printed.replace("\n", "").isascii()
    assert printed.replace("\n", "").isprintable()
    assert {"text": text} == json.loads(printed)
