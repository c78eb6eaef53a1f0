"""What can be wrong with the pages' words, told all at once, file by file: `turva content check`.

A page that is missing or breaks a rule, a translation of an older English text, a link that leads
nowhere, a sentence that a tired reader cannot hold, a number that is not in the facts
(`content/numbers.yaml`), a report with figures that cannot be used. It changes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import yaml

from app.addresses import ADDRESSES
from app.frame.locale import LANGUAGES, SOURCE, Language
from app.site.clips import FOLDER, KIND, clip_of
from app.site.content import Text, read_text
from app.site.errors import ContentMalformed
from app.site.figures import read_reports

MOST_WORDS: Mapping[str, int] = {
    "fi": 14,
    "fi-simple": 14,
    "sv": 16,
    "en": 15,
    "ar": 16,
    "so": 18,
    "fa-AF": 18,
    "ru": 18,
    "th": 18,
}
"""How many words a sentence may have in each language."""

SENTENCE_END = re.compile(r"(?<=[.?!:؟])\s+|\n+|(?<=[\u0e00-\u0e7f])\s+(?=[\u0e00-\u0e7f])")
"""Where sentences end; in Thai a space stands between them, and between their parts."""

_LETTERS_OF_A_WORD = 5
"""In scripts that put no space between words, so many letters count as one."""
_UNSPACED = re.compile(r"[\u0e00-\u0e7f]")
_BLOCK_END = re.compile(r"</(?:li|p|h\d)>")
_MARK = re.compile(r"<[^>]+>")
_HREF = re.compile(r'href="([^"]*)"')
_PHONE = re.compile(r"\+\d[\d ]+\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def check_content(folder: Path, languages: Iterable[Language] = LANGUAGES) -> Iterator[str]:
    """Yield a sentence for everything that is wrong in a folder such as `content/`."""
    names = sorted(path.stem for path in (folder / SOURCE.tag).glob("*.md"))
    numbers = _numbers(folder / "numbers.yaml")
    sources = {name: _read(folder, SOURCE, name) for name in names}
    for language in languages:
        others = {path.stem for path in (folder / language.tag).glob("*.md")} - set(names)
        for name in sorted(others):
            yield f"{language.tag}/{name}.md has no English text: write that first, or remove it"
        for name in names:
            source, text = sources[name], _read(folder, language, name)
            if isinstance(text, str):
                yield text
            else:
                at = f"{language.tag}/{name}.md"
                yield from (f"{at} {fault}" for fault in _faults(text, language, name, numbers))
                yield from _recording(folder, language, name, text)
                if isinstance(source, Text) and text.source_digest not in (None, source.digest):
                    yield (
                        f"{at} was made from another English text: compare the two, then write"
                        f" source_digest: {source.digest}"
                    )
    try:
        read_reports(folder / "statistics")
    except ContentMalformed as error:
        yield f"statistics: {error}"


def length(sentence: str) -> int:
    """Return how many words a sentence has."""
    return max(len(sentence.split()), len(_UNSPACED.findall(sentence)) // _LETTERS_OF_A_WORD)


def blocks(text: Text) -> list[str]:
    """Return what stands in each heading, paragraph and list item of a page, without markup."""
    parts = _BLOCK_END.split(text.lead + text.body)
    return [plain for part in parts if (plain := unescape(_MARK.sub("", part)).strip())]


def _read(folder: Path, language: Language, name: str) -> Text | str:
    try:
        return read_text(folder / language.tag / f"{name}.md", language.tag)
    except ContentMalformed as error:
        return str(error)


def _recording(folder: Path, language: Language, name: str, text: Text) -> Iterator[str]:
    there = clip_of(folder, language.tag, name).is_file()
    at = f"{language.tag}/{FOLDER}/{name}{KIND}"
    if there and text.recorded_digest != text.digest:
        yield (
            f"{at} was read from another text and is not offered: have the page read again, then"
            f" write recorded_digest: {text.digest}"
        )
    if text.recorded_digest and not there:
        yield f"{at} is missing: put the recording there, or take recorded_digest out of the page"


def _faults(text: Text, language: Language, name: str, numbers: frozenset[str]) -> Iterator[str]:
    for address in _HREF.findall(text.lead + text.body):
        if not address.startswith("tel:") and not _leads_somewhere(address, name):
            yield f"links to {address}, and no page is there"
    most = MOST_WORDS[language.tag]
    for block in blocks(text):
        for sentence in SENTENCE_END.split(block):
            if length(sentence) > most:
                yield f"has a sentence of {length(sentence)} words; at most {most} fit: {sentence}"
        for number in _printed(block):
            if number not in numbers:
                yield f"prints {number}, which is not in content/numbers.yaml with its source"


def _leads_somewhere(address: str, name: str) -> bool:
    """Tell whether an address as a page writes it is one that a program answers."""
    here = f"/en/{name}/" if name != "home" else "/en/"
    path = urljoin(here, address).partition("#")[0]
    return any(
        "GET" in each.methods
        and re.fullmatch(re.escape(each.path).replace(r"\{lang\}", "en"), path)
        for each in ADDRESSES
    )


def _printed(block: str) -> Iterator[str]:
    yield from _PHONE.findall(block)
    yield from _NUMBER.findall(_PHONE.sub("", block))


def _numbers(path: Path) -> frozenset[str]:
    return frozenset(str(number) for number in yaml.safe_load(path.read_text(encoding="utf-8")))
