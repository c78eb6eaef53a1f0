"""Is each text in the language that it claims, and short enough to read when tired?

Letters, signs and small words are checked here; whether a sentence is good needs a reader (see
translations/REVIEW.md).
"""

import re
import unicodedata
from collections.abc import Iterator

import pytest

from app.frame.locale import LANGUAGES, SOURCE, TRANSLATIONS, Language
from app.site.checking import MOST_WORDS, SENTENCE_END, length
from app.site.content import read_text
from tests.translations.catalogues import ROOT, entries, pairs, plain_blocks, read, read_language
from tests.translations.tongues import NAMES, TONGUES

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
WORD = re.compile(r"[^\W\d_]+")
LOOSE_UNIT = re.compile(r"\d (?:h|år|vuotta|%)(?!\w)")

every_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: str(each.tag))


def texts(language: Language) -> Iterator[str]:
    """Yield every text that a reader of the language meets: catalogue, page titles, page texts."""
    if language == SOURCE:
        template = read(TRANSLATIONS / "messages.pot")
        messages = [message.id for message in entries(template)]
        for forms in ([each] if isinstance(each, str) else each for each in messages):
            yield from (PLACEHOLDER.sub("0", form) for form in forms)
    else:
        for _, translation in pairs(read_language(language)):
            yield PLACEHOLDER.sub("0", translation)
    for path in sorted((ROOT / "content" / language.tag).glob("*.md")):
        text = read_text(path, language.tag)
        yield text.title
        yield from plain_blocks(text)


def words(text: str) -> set[str]:
    return set(WORD.findall(text)) - NAMES


@every_language
def test_every_word_is_made_of_letters_of_its_language(language: Language) -> None:
    word_of_it = re.compile(f"[{TONGUES[language.tag].letters}]+")
    for text in texts(language):
        assert [] == [word for word in words(text) if not word_of_it.fullmatch(word.lower())], text


@every_language
def test_no_small_word_of_another_language_was_left_in(language: Language) -> None:
    own = TONGUES[language.tag].common
    others = frozenset[str]().union(*(tongue.common for tongue in TONGUES.values())) - own
    met = set[str]()
    for text in texts(language):
        found = {word.lower() for word in words(text)}
        assert set() == found & others, text
        met |= found

    assert set() == own - met, "these are no small words of the language"


@every_language
def test_every_text_is_composed_and_uses_the_signs_of_its_language(language: Language) -> None:
    for text in texts(language):
        assert unicodedata.normalize("NFC", text) == text
        assert set() == set(text) & set(TONGUES[language.tag].foreign_signs), text
        assert (text.count("”") - text.count("“")) % 2 == 0, text
        assert text.count("(") == text.count(")"), text


@pytest.mark.parametrize("tag", ["fi", "sv"])
def test_a_number_and_its_unit_stay_on_one_line(tag: str) -> None:
    for text in texts(next(each for each in LANGUAGES if each.tag == tag)):
        assert [] == LOOSE_UNIT.findall(text), text


@every_language
def test_no_sentence_is_longer_than_a_tired_reader_can_hold(language: Language) -> None:
    for text in texts(language):
        for sentence in SENTENCE_END.split(text):
            assert length(sentence) <= MOST_WORDS[language.tag], sentence


@every_language
def test_no_text_promises_a_free_call(language: Language) -> None:
    promises = TONGUES[language.tag].free_call
    for text in texts(language):
        assert [] == [promise for promise in promises if promise in text.lower()], text
