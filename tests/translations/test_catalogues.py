"""The catalogues: up to date, whole, and true to what the English texts hold."""

import gettext
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message

from app.frame.locale import TRANSLATIONS, Language
from app.site.content import read_text
from tests.translations.catalogues import ROOT, entries, pairs, read
from tests.translations.tongues import TONGUES

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
NUMBER = re.compile(r"\d+")

Key = tuple[str | None, str | tuple[str, ...]]


def key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def test_the_template_holds_exactly_the_texts_of_the_sources(
    template: Catalog, tmp_path: Path
) -> None:
    fresh = tmp_path / "fresh.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    options = ["--mapping-file", "translations/babel.cfg", "--add-comments", "NOTE:"]
    output = ["--strip-comments", "--width", "100", "--output-file", str(fresh), "."]
    subprocess.run([*command, *options, *output], cwd=ROOT, check=True)

    texts = {key(message): message.auto_comments for message in entries(read(fresh))}

    assert texts == {key(message): message.auto_comments for message in entries(template)}


def test_each_catalogue_holds_every_text_and_no_other(
    template: Catalog, catalogue: Catalog
) -> None:
    assert [key(message) for message in entries(template)] == [
        key(message) for message in entries(catalogue)
    ]
    assert {} == catalogue.obsolete


def test_nothing_is_empty_or_only_guessed(catalogue: Catalog) -> None:
    assert [] == [english for english, translation in pairs(catalogue) if not translation.strip()]
    assert [] == [message.id for message in entries(catalogue) if message.fuzzy]


def test_babel_finds_no_fault(catalogue: Catalog) -> None:
    assert [] == [(message.id, faults) for message, faults in catalogue.check()]


def test_placeholders_and_numbers_are_kept(catalogue: Catalog) -> None:
    for english, translation in pairs(catalogue):
        for kept in (PLACEHOLDER, NUMBER):
            expected = Counter(kept.findall(english))
            assert expected == Counter(kept.findall(translation)), translation


def test_there_is_no_markup_and_no_space_around(catalogue: Catalog) -> None:
    for _, translation in pairs(catalogue):
        assert translation == translation.strip()
        assert not set("<>&") & set(translation), translation


def test_each_text_ends_as_the_english_one_does(catalogue: Catalog, language: Language) -> None:
    same = {"؟": "?"} if TONGUES[language.tag].full_stop else {".": ""}
    for english, translation in pairs(catalogue):
        endings = [same.get(text[-1:], text[-1:]) for text in (english, translation)]
        if set(endings) & set(".?!:"):
            assert endings[0] == endings[1], translation


def test_the_plural_rule_is_the_one_of_the_language(catalogue: Catalog, language: Language) -> None:
    header = dict(catalogue.mime_headers)["Plural-Forms"]
    rule = re.fullmatch(r"nplurals=(\d+); plural=(.+);", header)
    assert rule
    count, index = int(rule[1]), gettext.c2py(rule[2])
    cldr = Locale.parse(language.babel).plural_form
    forms = {(cldr(number), index(number)) for number in range(1000)}

    assert count == len(forms) == len({name for name, _ in forms})
    assert set(range(count)) == {number for _, number in forms}
    for message in entries(catalogue):
        if message.pluralizable:
            assert count == len(message.string or ())


def test_the_header_says_who_checked_it(catalogue: Catalog, language: Language) -> None:
    review = read_text(ROOT / "content" / language.tag / "home.md", language.tag).review
    table = (TRANSLATIONS / "REVIEW.md").read_text(encoding="utf-8")

    assert review in catalogue.header_comment
    assert f"| `{language.tag}` | {language.endonym} | {review} |" in table


@pytest.mark.parametrize("sign", ["\u200e", "\u200f", "\u202a", "\u202b", "\u2066", "\u2067"])
def test_direction_is_left_to_the_page_and_no_hidden_sign_changes_it(
    catalogue: Catalog, sign: str
) -> None:
    assert [] == [translation for _, translation in pairs(catalogue) if sign in translation]


def test_gettext_finds_no_fault(language: Language, tmp_path: Path) -> None:
    catalogue = TRANSLATIONS / language.babel / "LC_MESSAGES" / "messages.po"
    command = [
        "msgfmt",
        "--check-format",
        "--check-domain",
        "--output-file",
        str(tmp_path / "messages.mo"),
        str(catalogue),
    ]

    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)


MATTERS_OF_STYLE = (
    *("acronyms", "brackets", "doublequoting", "doublewords", "puncspacing", "sentencecount"),
    *("simplecaps", "singlequoting", "startcaps", "startpunc", "unchanged"),
)
"""What the other filter of catalogues calls a fault, and is one in no language but English: an
abbreviation that is another one here, marks of quotation, capital letters, words in another order.
Our own tests look at what remains of them: numbers, signs, brackets in pairs, what is unchanged."""


def faults(catalogue: Path, language: str, folder: Path) -> str:
    """Return the entries with which translate-toolkit's filter is not content."""
    found = folder / "found.po"
    program = Path(sys.executable).with_name("pofilter")
    without = [f"--excludefilter={each}" for each in MATTERS_OF_STYLE]
    options = ["--progress=none", f"--language={language}"]
    command = [str(program), *options, *without, str(catalogue), str(found)]
    subprocess.run(command, check=True, capture_output=True)
    return found.read_text(encoding="utf-8") if found.exists() else ""


@pytest.mark.parametrize("path", sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")), ids=str)
def test_the_other_filter_of_catalogues_finds_no_fault(path: Path, tmp_path: Path) -> None:
    assert "(pofilter)" not in faults(path, path.parts[-3].partition("@")[0], tmp_path)


@pytest.mark.parametrize(
    ("english", "translation"),
    [("Call 112.", "Soita 113."), ("Hello %(name)s", "Hei"), ("A <b>word</b>", "Sana")],
)
def test_the_other_filter_of_catalogues_does_find_faults(
    english: str, translation: str, tmp_path: Path
) -> None:
    catalogue = tmp_path / "messages.po"
    header = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n'
        'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    entry = f'#, python-format\nmsgid "{english}"\nmsgstr "{translation}"\n'
    catalogue.write_text(header + entry, encoding="utf-8")
    assert "(pofilter)" in faults(catalogue, "fi", tmp_path)
