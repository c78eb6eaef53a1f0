"""Files are checked against each other, against their earlier state, and against the catalogues."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from app.forms.checking import check_files, untranslated
from app.forms.source import read_source

SOURCE = """\
form: ask
version: {version}
questions:
  who:
    kind: {kind}
    label: Who?
    options:
      me: Me
      you: You
  text:
    kind: text
    label: What?
"""


def write(folder: Path, version: int = 1, kind: str = "choice", drop: str = "") -> Path:
    path = folder / "ask" / f"{version}.yaml"
    path.parent.mkdir(exist_ok=True)
    text = SOURCE.format(version=version, kind=kind)
    assert drop in text
    path.write_text(text.replace(drop, ""), encoding="utf-8")
    return path


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """A folder whose form is committed."""
    write(tmp_path)
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    return tmp_path


def test_every_file_tells_its_first_mistake(tmp_path: Path) -> None:
    one, two = write(tmp_path, drop="    label: Who?\n"), write(tmp_path, 2, drop="form: ask\n")
    expected = [
        f"{one}:4:3: question 'who' needs the field 'label'",
        f"{two}:1:1: the form needs the field 'form'",
    ]

    assert expected == check_files([one, two]).mistakes


def test_a_version_that_is_missing_is_told(tmp_path: Path) -> None:
    third = write(tmp_path, 3)
    expected = [f"{third}:1:1: this is version 3, and there is no version 2"]

    assert expected == check_files([write(tmp_path), third]).mistakes


def test_the_first_version_is_not_thrown_away(tmp_path: Path) -> None:
    second = write(tmp_path, 2)
    expected = [f"{second}:1:1: this is version 2, and there is no version 1"]

    assert expected == check_files([second]).mistakes


def test_a_key_stays_of_its_kind(tmp_path: Path) -> None:
    second = write(tmp_path, 2, kind="several")
    [told] = check_files([second, write(tmp_path)]).mistakes

    assert told.startswith(f"{second}:4:3: question 'who' was of kind choice in the version before")


@pytest.mark.parametrize(
    ("change", "place", "sentence"),
    [
        ({"drop": "      you: You\n"}, "4:3", "option 'you' was here and is gone"),
        (
            {"drop": "  text:\n    kind: text\n    label: What?\n"},
            "1:1",
            "question 'text' was here and is gone",
        ),
        ({"kind": "several"}, "4:3", "question 'who' was of kind choice here"),
    ],
)
def test_a_version_that_letters_may_name_loses_nothing(
    committed: Path, change: Mapping[str, Any], place: str, sentence: str
) -> None:
    path = write(committed, **change)
    [told] = check_files([path]).mistakes

    assert told.startswith(f"{path}:{place}: {sentence}. Letters may name it")
    assert told.endswith("make 2.yaml")


def test_texts_of_a_committed_version_may_change(committed: Path) -> None:
    path = write(committed)
    path.write_text(path.read_text().replace("Who?", "Who is it?"))

    assert [] == check_files([path]).mistakes


def test_what_cannot_be_compared_is_told(tmp_path: Path) -> None:
    path = write(tmp_path)

    assert [path] == check_files([path]).uncompared


def test_what_was_never_committed_is_no_mistake(committed: Path) -> None:
    checked = check_files([write(committed), write(committed, 2)])

    assert ([], []) == (checked.mistakes, checked.uncompared)


def test_texts_without_a_translation_are_named() -> None:
    form = read_source(SOURCE.format(version=1, kind="choice"), "x").questionnaire
    catalogue = Catalog("fi")
    catalogue.add("Who?", "Kuka?", context="ask.who.label")
    catalogue.add("Me", "Minä", context="ask.who.me", flags=["fuzzy"])
    catalogue.add("You", "", context="ask.who.you")
    catalogue.add("What?", "Mitä?", context="other.text.label")

    assert ["ask.who.me", "ask.who.you", "ask.text.label"] == untranslated(form, catalogue)
