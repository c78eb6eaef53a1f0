"""Is each text in the language that it claims, and short enough to read when tired?

Scripts and signs are checked here; whether a sentence is good needs a reader (see REVIEW.md).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

import pytest

from app.frame.locale import LANGUAGES, SOURCE, TRANSLATIONS, Language
from app.site.content import read_text
from tests.translations.catalogues import ROOT, entries, pairs, read, read_language

SCRIPTS: Mapping[str, str] = {"ar": "ARABIC"}
NAMES = {"Turva", "NAS", "Wi", "Fi"}
"""Words that stay in Latin letters in every script."""
FOREIGN_SIGNS: Mapping[str, str] = {"ar": ",;?%\u0640"}
"""Signs that a language writes in another way (and the Arabic stretching sign, for looks only)."""
MOST_WORDS = 15

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
LATIN_WORD = re.compile(r"[A-Za-z]+")
SENTENCE_END = re.compile(r"(?<=[.?!:])\s+|\n+")


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
        yield from plain_blocks(text.lead + text.body)


def plain_blocks(html: str) -> Iterator[str]:
    for block in re.split(r"</(?:li|p|h\d)>", html):
        yield re.sub(r"<[^>]+>", "", block).strip()


def test_every_text_has_letters_of_its_script_and_no_foreign_word(language: Language) -> None:
    script = SCRIPTS[language.tag]
    for text in texts(language):
        letters = [letter for letter in text if letter.isalpha()]
        own = [letter for letter in letters if unicodedata.name(letter).startswith(script)]
        assert own or not letters, text
        assert set() == set(LATIN_WORD.findall(text)) - NAMES, text


def test_every_text_is_composed_and_uses_the_signs_of_its_language(language: Language) -> None:
    for text in texts(language):
        assert unicodedata.normalize("NFC", text) == text
        assert set() == set(text) & set(FOREIGN_SIGNS[language.tag]), text


def test_no_sentence_of_the_source_is_longer_than_a_tired_reader_can_hold() -> None:
    for text in texts(SOURCE):
        for block in text.split("\n"):
            for sentence in SENTENCE_END.split(block):
                assert len(sentence.split()) <= MOST_WORDS, sentence


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.tag))
def test_no_text_promises_a_free_call(language: Language) -> None:
    promises = ("free call", "free of charge to call", "toll-free", "مكالمة مجانية", "اتصال مجاني")
    for text in texts(language):
        assert [] == [promise for promise in promises if promise in text.lower()], text
