"""One loop over every example of every component; tests/journeys looks at them in a browser.

`UPDATE_SNAPSHOTS=1 pytest tests/components` writes the snapshots anew: look at what changed.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.frame.contacts import EMERGENCY, HELPLINE
from app.frame.dress import FRAME
from app.frame.gallery import COMPONENTS, Example, components, examples, render
from app.frame.locale import LANGUAGES, SOURCE, Language
from tests.page import Page
from tests.vnu import faults

SNAPSHOTS = Path(__file__).parent / "snapshots"
SHOWN = [language for language in LANGUAGES if language.tag in {"en", "ar"}]
"""A script of each direction; the others differ from one of them in words alone."""
REFERENCES = ("for", "form", "aria-describedby", "aria-labelledby", "aria-controls")
SAID = ("aria-label", "title", "alt")

each_example = pytest.mark.parametrize("example", list(examples()), ids=str)
each_language = pytest.mark.parametrize("language", SHOWN, ids=lambda language: str(language.tag))
each_translated = pytest.mark.parametrize(
    "language", [each for each in LANGUAGES if each != SOURCE], ids=lambda each: str(each.tag)
)


@pytest.fixture
def client(gallery: Flask) -> FlaskClient:
    return gallery.test_client()


def snapshot(example: Example, language: Language) -> Path:
    return SNAPSHOTS / f"{example}.{language.tag}.html"


def page(client: FlaskClient, example: Example, language: Language) -> Page:
    return Page(client.get(example.path(language)).text)


@each_example
@each_language
def test_an_example_renders_as_it_did(gallery: Flask, example: Example, language: Language) -> None:
    with gallery.test_request_context(example.path(language)):
        html = render(example) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        snapshot(example, language).write_text(html, encoding="utf-8")
    assert snapshot(example, language).read_text(encoding="utf-8") == html


@pytest.mark.parametrize(
    "languages",
    [
        pytest.param(SHOWN, id="either-way"),
        pytest.param(LANGUAGES, id="all", marks=pytest.mark.long),
    ],
)
def test_every_example_is_valid_html(
    client: FlaskClient, tmp_path: Path, languages: Sequence[Language]
) -> None:
    for language in languages:
        for example in examples():
            html = client.get(example.path(language)).text
            (tmp_path / f"{example}.{language.tag}.html").write_text(html, encoding="utf-8")
    assert [] == faults(tmp_path)


@each_example
@each_language
def test_an_example_brings_nothing_of_its_own_to_run_or_to_read_in_the_source(
    client: FlaskClient, example: Example, language: Language
) -> None:
    shown = page(client, example, language)
    names = {name for each in shown.elements for name in each.attributes}
    assert [] == [name for name in names if name == "style" or name.startswith("on")]
    assert [] == list(shown.all("script", "style"))
    assert [] == shown.comments


@each_example
@each_language
def test_what_an_example_refers_to_is_there_once(
    client: FlaskClient, example: Example, language: Language
) -> None:
    shown = page(client, example, language)
    referred = {
        wanted
        for each in shown.elements
        for name in REFERENCES
        for wanted in each.attributes.get(name, "").split()
    } | {link[1:] for link in shown.links if link.startswith("#")}
    for wanted in referred:
        shown.by_id(wanted)


@each_example
@each_translated
def test_every_word_of_an_example_can_be_translated(
    client: FlaskClient, example: Example, language: Language
) -> None:
    shown = page(client, example, language)
    said = [value for each in shown.elements for value in _said(each.attributes)]
    words = [text for text, here in shown.pieces if here.language == language.tag]
    text = " ".join([*words, *said])
    text = text.replace(HELPLINE.shown, "").replace(EMERGENCY.shown, "")
    while (without := re.sub("‹[^‹›]*›", "", text)) != text:
        text = without
    own = f"{example.template} {example.words(language)} {language.endonym} Turva"
    assert [] == [word for word in text.split() if word not in own]


def _said(attributes: dict[str, str]) -> list[str]:
    return [value for name, value in attributes.items() if name in SAID]


def test_there_is_no_snapshot_without_its_example() -> None:
    expected = {snapshot(example, language) for example in examples() for language in SHOWN}
    assert set(SNAPSHOTS.iterdir()) == expected


def test_no_two_examples_have_one_address() -> None:
    names = [str(each) for each in examples()]
    assert [] == [name for name in set(names) if names.count(name) > 1]


def test_a_component_is_one_folder_macro_and_examples_and_what_style_and_script_it_has() -> None:
    folders = {path for path in COMPONENTS.iterdir() if path.is_dir()}
    assert set(components()) == {folder.name for folder in folders}
    assert set(components()) == {each.component for each in examples()}
    for folder in folders:
        needed = {"macro.html", "examples.yaml"}
        files = {path.name for path in folder.iterdir()}
        scripts = {name for name in files if name.endswith(".mjs")}
        assert needed <= files
        assert not scripts or f"{folder.name}.mjs" in scripts
        assert files - needed - scripts <= {f"{folder.name}.css"}


@pytest.mark.parametrize("component", components())
def test_every_macro_is_used(component: str) -> None:
    source = (COMPONENTS / component / "macro.html").read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in FRAME.parent.rglob("*.html")]
    for macro in re.findall(r"macro (\w+)\(", source):
        used = rf"(?<!macro )\b{macro}\("
        assert any(re.search(used, each) for each in sources), macro
