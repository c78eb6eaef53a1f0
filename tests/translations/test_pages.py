"""Each page's words in each language: made from today's English text, and of the same shape."""

import re
from collections import Counter
from pathlib import Path

import pytest

from app.frame.locale import SOURCE, Language
from app.site.content import Text, read_text
from tests.translations.catalogues import ROOT, TRANSLATED

PAGES = sorted(path.name for path in (ROOT / "content" / SOURCE.tag).glob("*.md"))
TAG = re.compile(r"</?(\w+)")
ADDRESS = re.compile(r'href="([^"]*)"')
NUMBER = re.compile(r"\d+")


@pytest.fixture(params=PAGES)
def name(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture
def source(name: str) -> Text:
    return read_text(ROOT / "content" / SOURCE.tag / name, SOURCE.tag)


@pytest.fixture
def translation(name: str, language: Language) -> Text:
    return read_text(ROOT / "content" / language.tag / name, language.tag)


def test_a_translation_was_made_from_the_english_text_of_today(
    source: Text, translation: Text, name: str, language: Language
) -> None:
    advice = f"compare content/{language.tag}/{name} with the English text, then set source_digest"

    assert source.digest == translation.source_digest, advice


def test_a_translation_has_the_same_headings_lists_links_and_numbers(
    source: Text, translation: Text
) -> None:
    for found in (TAG, ADDRESS, NUMBER):
        expected = found.findall(source.lead + source.body)
        assert expected == found.findall(translation.lead + translation.body)


def test_no_language_has_a_page_that_the_source_lacks(language: Language) -> None:
    folder: Path = ROOT / "content" / language.tag

    assert PAGES == sorted(path.name for path in folder.glob("*.md"))


def test_the_source_names_where_its_facts_come_from(source: Text) -> None:
    assert source.sources
    assert all(address.startswith("https://") for address in source.sources)


def test_there_is_something_to_compare() -> None:
    assert Counter(["home.md"]) <= Counter(PAGES)
    assert TRANSLATED
