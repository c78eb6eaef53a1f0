"""One loop over every example of every component, in a script of each direction.

`UPDATE_SNAPSHOTS=1 pytest tests/components` writes the snapshots anew: look at what changed.
"""

import os
import re
from pathlib import Path

import pytest
from flask import Flask

from app.frame.contacts import EMERGENCY, HELPLINE
from app.frame.locale import LANGUAGES, SOURCE, Language
from tests.components.gallery import COMPONENTS, Example, create_gallery, examples, render
from tests.components.markup import Markup

SNAPSHOTS = Path(__file__).parent / "snapshots"
SHOWN = [language for language in LANGUAGES if language.tag in {"en", "ar"}]

each_example = pytest.mark.parametrize("example", list(examples()), ids=str)
each_language = pytest.mark.parametrize("language", SHOWN, ids=lambda language: str(language.tag))


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_gallery(tmp_path_factory.mktemp("gallery"))


def snapshot(example: Example, language: Language) -> Path:
    return SNAPSHOTS / f"{example}.{language.tag}.html"


@each_example
@each_language
def test_an_example_renders_as_it_did(gallery: Flask, example: Example, language: Language) -> None:
    html = render(gallery, example, language) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        snapshot(example, language).write_text(html, encoding="utf-8")
    assert snapshot(example, language).read_text(encoding="utf-8") == html


@each_example
@each_language
def test_an_example_is_sound_html_with_nothing_of_its_own_to_run(
    gallery: Flask, example: Example, language: Language
) -> None:
    assert [] == Markup(render(gallery, example, language)).faults


@each_example
@each_language
def test_every_field_of_an_example_has_a_label(
    gallery: Flask, example: Example, language: Language
) -> None:
    assert [] == Markup(render(gallery, example, language)).unlabelled


@each_example
@pytest.mark.parametrize("language", [each for each in SHOWN if each != SOURCE])
def test_every_word_of_an_example_can_be_translated(
    gallery: Flask, example: Example, language: Language
) -> None:
    text = Markup(render(gallery, example, language)).text
    text = text.replace(HELPLINE.shown, "").replace(EMERGENCY.shown, "")
    while (without := re.sub("‹[^‹›]*›", "", text)) != text:
        text = without
    endonyms = [each.endonym for each in LANGUAGES]
    own = f"{example.template} {example.words(language)} {endonyms} Turva"
    assert [] == [word for word in text.split() if word not in own]


def test_there_is_no_snapshot_without_its_example() -> None:
    expected = {snapshot(example, language) for example in examples() for language in SHOWN}
    assert set(SNAPSHOTS.iterdir()) == expected


def test_every_component_has_a_folder_with_its_examples() -> None:
    folders = {path for path in COMPONENTS[0].parent.iterdir() if path.is_dir()}
    assert set(COMPONENTS) == folders
    assert {folder.name for folder in COMPONENTS} == {each.component for each in examples()}
