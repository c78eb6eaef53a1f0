"""Phrases: whole in every language that we offer, and harmless where they say so."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.frame.locale import LANGUAGES
from app.inbox import languages
from app.inbox.caution import seen
from app.inbox.errors import PhraseMalformed
from app.inbox.phrases import Phrase, load_phrases
from app.inbox.replies import written
from tests.inbox.visit import phrases

GOOD = """
phrase: x
reviewed: no
needs_check: no
about: {en: About}
text: {en: Text}
"""


@pytest.fixture
def ours() -> Mapping[str, Phrase]:
    return phrases()


def test_every_phrase_is_whole_for_senders_and_staff(ours: Mapping[str, Phrase]) -> None:
    assert ours
    for phrase in ours.values():
        assert {language.tag for language in LANGUAGES} <= phrase.text.keys()
        assert {language.tag for language in languages.LANGUAGES} <= phrase.about.keys()


def test_every_text_can_be_sent_as_it_stands(ours: Mapping[str, Phrase]) -> None:
    for phrase in ours.values():
        for text in phrase.text.values():
            assert text == written(text)


def test_a_phrase_that_needs_no_check_holds_nothing_delicate(ours: Mapping[str, Phrase]) -> None:
    for phrase in ours.values():
        if not phrase.needs_check:
            assert [] == [tag for tag, text in phrase.text.items() if seen(text)], phrase.key


def test_no_phrase_promises_when_we_answer_or_says_to_wait(ours: Mapping[str, Phrase]) -> None:
    telling = ("wait", "soon", "odota", "pian", "vänta", "snart", "انتظ", "قريب")
    for phrase in ours.values():
        for text in phrase.text.values():
            assert [] == [word for word in telling if word in text.lower()], phrase.key


def test_a_language_is_only_looked_up(ours: Mapping[str, Phrase]) -> None:
    phrase = ours["read"]

    assert ["sv", "ar", "en", "en"] == [
        phrase.language(tag) for tag in ("sv-FI", "ar", "ka", "../../etc")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("phrase: x", "phrase: y"),
        ("needs_check: no", "needs_check: perhaps"),
        ("reviewed: no", ""),
        ("{en: Text}", "{fi: Text}"),
        ("{en: Text}", "{en: Text, no: Tekst}"),
        ("{en: Text}", "{en: ''}"),
        ("{en: About}", "About"),
        (GOOD, "[]"),
        (GOOD, "{"),
    ],
)
def test_a_file_that_lacks_something_is_refused_by_its_name(
    tmp_path: Path, old: str, new: str
) -> None:
    (tmp_path / "x.yaml").write_text(GOOD)
    assert ["x"] == list(load_phrases(tmp_path))
    (tmp_path / "x.yaml").write_text(GOOD.replace(old, new))

    with pytest.raises(PhraseMalformed, match=r"x\.yaml"):
        load_phrases(tmp_path)
