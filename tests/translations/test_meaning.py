"""Does a translation still say the same? What a machine can see of it: denials, names, titles."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, starmap

import pytest

from app.addresses import LETTER_FORMS
from app.frame.locale import LANGUAGES, SOURCE, TRANSLATIONS, Language
from app.site.content import Text, read_text
from tests.translations.catalogues import ROOT, entries, pairs, plain_blocks, read, read_language
from tests.translations.tongues import TONGUES

PAGES = sorted(path.name for path in (ROOT / "content" / SOURCE.tag).glob("*.md"))
SAME: Mapping[str, set[str]] = {"sv": {"Information", "Massage", "Start", "problem"}}
"""Texts that are the same in English and in another language."""
SENTENCE_END = re.compile(r"(?<=[.?!؟])\s+|\n+")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
LETTER = re.compile(r"[^\W\d_]")
JOINED = "%(name)s, %(state)s"
NAMES = {f"{form}.form.name" for form in (*LETTER_FORMS, "check")}
"""Where the neutral names of the forms stand, which begin their pages' titles."""
STATE = re.compile(r'step_of\(.*?, _\("([^"]+)"\)\)')
"""The second half of a title such as "Message, sending", where a template makes it."""
BOLD = re.compile(r"<strong>(.*?)</strong>")
NAMED = re.compile(r'(?<=\w )[A-Z]\w+|"([^"]+)"')
"""Another text of ours within an English one: press Send, or one in quotation marks."""


def page(language: Language, name: str) -> Text:
    return read_text(ROOT / "content" / language.tag / name, language.tag)


def matched(language: Language) -> Iterator[tuple[str, str]]:
    """Yield every English text with its translation: catalogue, titles, and the pages' blocks."""
    yield from pairs(read_language(language))
    for name in PAGES:
        source, translation = page(SOURCE, name), page(language, name)
        yield source.title, translation.title
        yield from zip(plain_blocks(source), plain_blocks(translation), strict=True)


def sentences(source: str, translation: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences of both side by side, or the whole texts if there are not as many."""
    parts = [SENTENCE_END.split(text) for text in (source, translation)]
    if len(parts[0]) == len(parts[1]):
        yield from zip(*parts, strict=True)
    else:
        yield source, translation


def test_what_is_denied_in_english_is_denied_and_nothing_else_is(language: Language) -> None:
    english, own = TONGUES[SOURCE.tag].denial, TONGUES[language.tag]
    met = set[str]()
    for source, translation in chain.from_iterable(starmap(sentences, matched(language))):
        met.add(source)
        denied = bool(english.search(source.lower())), bool(own.denial.search(translation.lower()))
        assert (source in own.turned) == (denied[0] != denied[1]), (source, translation)

    assert set() == own.turned - met


def test_nothing_was_left_in_english(language: Language) -> None:
    left = {
        source
        for source, translation in matched(language)
        if source == translation and LETTER.search(PLACEHOLDER.sub("", source))
    }
    assert SAME.get(language.tag, set()) == left


def test_a_text_that_another_text_names_is_named_as_it_is_shown(language: Language) -> None:
    shown = dict(pairs(read_language(language)))
    found = 0
    for source, translation in matched(language):
        for named in NAMED.finditer(source):
            if (text := shown.get(named[1] or named[0])) is not None:
                found += 1
                assert text in translation, source
    assert found


@pytest.mark.parametrize("name", PAGES)
def test_a_button_in_bold_is_called_what_stands_on_it(language: Language, name: str) -> None:
    shown = dict(pairs(read_language(language)))
    source, translation = page(SOURCE, name), page(language, name)

    expected = [shown[text] for text in BOLD.findall(source.lead + source.body)]
    assert expected == BOLD.findall(translation.lead + translation.body)


def shown_texts(language: Language) -> dict[tuple[str | None, str], str]:
    """Return what the language shows for each context and English text."""
    source = language == SOURCE
    catalogue = read(TRANSLATIONS / "messages.pot") if source else read_language(language)
    return {
        (message.context, str(message.id)): str(message.id if source else message.string)
        for message in entries(catalogue)
    }


def states() -> set[str]:
    """Return every state that a template names after a form's name."""
    templates = (ROOT / "app").glob("*/templates/*.html")
    return {state for path in templates for state in STATE.findall(path.read_text("utf-8"))}


def form_titles(shown: Mapping[tuple[str | None, str], str]) -> Iterator[str]:
    """Yield each title that a letter's page has in one of its states."""
    names = [text for (context, _), text in shown.items() if context in NAMES]
    assert len(NAMES) == len(names)
    for name in names:
        yield name
        for state in states():
            yield shown[None, JOINED] % {"name": name, "state": shown[None, state]}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: str(each.tag))
def test_no_title_tells_a_bystander_anything_and_none_is_anothers(language: Language) -> None:
    marked = [
        (message.context, str(message.id))
        for message in entries(read(TRANSLATIONS / "messages.pot"))
        if "In the title" in " ".join(message.auto_comments)
    ]
    shown = shown_texts(language)
    titles = [page(language, name).title for name in PAGES]
    titles += [shown[key] for key in marked if key[1] not in {*states(), JOINED}]
    titles += form_titles(shown)

    assert states()
    assert len(titles) == len(set(titles)) > len(PAGES)
    for title in titles:
        telling = [part for part in TONGUES[language.tag].telling if part in title.lower()]
        assert [] == telling, title
