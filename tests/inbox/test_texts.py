"""Staff's texts: every one in the template, and whole and true in each of staff's languages."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog, Message

from app.frame.locale import TRANSLATIONS, Language
from app.inbox.cases import RawCode
from app.inbox.history import Code as Irregular
from app.inbox.languages import DOMAIN, ENGLISH, LANGUAGES
from app.inbox.meanings import FORMS, MEANINGS
from app.inbox.pieces import FileCode, PictureCode
from app.inbox.sync import TroubleCode
from app.wire import errors
from app.wire.constants import MARKS
from tests.inbox.filled import LETTERS
from tests.translations.catalogues import entries, pairs, read

ROOT = TRANSLATIONS.parent
EXTRACT = ["--mapping-file", "translations/inbox.cfg", "--keyword", "marked", "--strip-comments"]


@pytest.fixture(params=[each for each in LANGUAGES if each != ENGLISH], ids=lambda each: each.tag)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    language: Language = request.param
    return read(TRANSLATIONS / language.babel / "LC_MESSAGES" / f"{DOMAIN}.po", language.babel)


def keys(catalogue: Catalog) -> set[str]:
    return {str(message.id) for message in entries(catalogue)}


def test_the_template_holds_exactly_the_texts_of_the_inbox(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    subprocess.run([*command, *EXTRACT, "--output-file", str(fresh), "."], cwd=ROOT, check=True)

    assert keys(read(fresh)) == keys(read(TRANSLATIONS / f"{DOMAIN}.pot"))


def test_no_text_of_staffs_is_among_the_public_ones() -> None:
    public = (TRANSLATIONS / "messages.pot").read_text("utf-8")

    assert "app/inbox" not in public


def test_each_catalogue_holds_every_text_and_no_other(catalogue: Catalog) -> None:
    assert keys(read(TRANSLATIONS / f"{DOMAIN}.pot")) == keys(catalogue)
    assert {} == catalogue.obsolete


def test_nothing_is_empty_or_only_guessed(catalogue: Catalog) -> None:
    assert [] == [english for english, translation in pairs(catalogue) if not translation.strip()]
    assert [] == [message.id for message in entries(catalogue) if message.fuzzy]
    assert [] == [(message.id, faults) for message, faults in catalogue.check()]


def test_placeholders_ends_and_capitals_that_shout_are_kept(catalogue: Catalog) -> None:
    for english, translation in pairs(catalogue):
        for kept in (r"%\(\w+\)s", r"[.:?]$"):
            expected = Counter(re.findall(kept, english))
            assert expected == Counter(re.findall(kept, translation)), translation
        shouts = bool(re.search("[A-Z]{2,} [A-Z]{2,}", english))
        assert shouts == bool(re.search("[A-ZÅÄÖ]{2,} [A-ZÅÄÖ]{2,}", translation)), translation
        assert not set("<>&\u200e\u200f") & set(translation)


def test_the_plural_forms_are_filled(catalogue: Catalog) -> None:
    plurals: list[Message] = [each for each in entries(catalogue) if each.pluralizable]

    assert plurals
    assert [2] * len(plurals) == [len(each.string or ()) for each in plurals]


def test_every_code_has_a_meaning_and_says_what_to_do() -> None:
    opening = (errors.EnvelopeRefused, errors.EnvelopeUnopened, errors.LetterUnread)
    kinds = [errors.PaddingMalformed, *(leaf for kind in opening for leaf in kind.__subclasses__())]
    own = {"unreadable", "wrong-digest", "fault", "piece-loose"}
    codes = {
        *(kind.code for kind in kinds),
        *(kind.code for kind in errors.EventError.__subclasses__()),
        *get_args(RawCode),
        *get_args(TroubleCode),
        *get_args(Irregular),
        *get_args(FileCode),
        *get_args(PictureCode),
        errors.PieceMalformed.code,
        *MARKS,
        *own,
    }

    assert codes == set(MEANINGS)
    assert all(each.says.endswith(".") and each.do.endswith(".") for each in MEANINGS.values())


def test_every_form_has_a_name_for_staff() -> None:
    assert {form for form, _ in LETTERS} == FORMS.keys()
