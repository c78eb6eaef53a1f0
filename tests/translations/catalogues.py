"""Reading the catalogues and the pages' words, for the tests of translations."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.frame.locale import LANGUAGES, SOURCE, TRANSLATIONS, Language
from app.site.content import Text

ROOT = TRANSLATIONS.parent
TRANSLATED = [language for language in LANGUAGES if language != SOURCE]


def read(path: Path, locale: str | None = None) -> Catalog:
    """Return a catalogue; what is no valid entry stops the test."""
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def read_language(language: Language) -> Catalog:
    """Return the catalogue of a language."""
    path = TRANSLATIONS / language.babel / "LC_MESSAGES" / "messages.po"
    return read(path, language.babel)


def entries(catalogue: Catalog) -> list[Message]:
    """Return the entries but for the header."""
    return [message for message in catalogue if message.id]


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Yield every English text (of a plural: the general form) with each of its translations."""
    for message in entries(catalogue):
        english = message.id if isinstance(message.id, str) else message.id[-1]
        forms = [message.string] if isinstance(message.string, str) else message.string or ()
        yield from ((english, form) for form in forms)


def plain_blocks(text: Text) -> list[str]:
    """Return what stands in each heading, paragraph and list item of a page, without markup."""
    blocks = re.split(r"</(?:li|p|h\d)>", text.lead + text.body)
    texts = (unescape(re.sub(r"<[^>]+>", "", block)).strip() for block in blocks)
    return [text for text in texts if text]
