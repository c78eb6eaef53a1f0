"""Compiled questionnaires are read without YAML, which the functions in the cloud do not have."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.forms.compiled import compiled_forms
from app.forms.errors import QuestionnaireMalformed, QuestionnaireMissing
from app.forms.load import compile_forms, load_all

CONTENT = Path(__file__).parents[2] / "content" / "forms"


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    compile_forms(CONTENT, tmp_path)
    return tmp_path


def test_what_was_compiled_is_what_the_sources_say(compiled: Path) -> None:
    assert load_all(CONTENT) == compiled_forms(compiled)


def test_the_newest_version_of_each_form_can_be_read_alone(compiled: Path) -> None:
    (compiled / "write" / "1.json").write_text("not even read")
    every = load_all(CONTENT)
    newest = {form: max(number for each, number in every if each == form) for form, _ in every}

    assert {key: each for key, each in every.items() if newest[key[0]] == key[1]} == compiled_forms(
        compiled, newest_alone=True
    )


def test_ten_is_newer_than_nine(compiled: Path) -> None:
    last = compiled / "write" / "1.json"
    for number in (9, 10):
        text = last.read_text("utf-8").replace('"version": 1', f'"version": {number}')
        last.with_name(f"{number}.json").write_text(text, "utf-8")
    assert ("write", 10) in compiled_forms(compiled, newest_alone=True)


def test_sources_are_not_read(compiled: Path) -> None:
    (compiled / "write" / "9.yaml").write_text("nothing: [")
    assert ("write", 9) not in compiled_forms(compiled)


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireMissing, match="holds no questionnaires"):
        compiled_forms(tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [("{", r"1\.json:1:2: this is not JSON"), ("{}", r"1\.json:1:1: "), ("\udcff", "not UTF-8")],
)
def test_a_malformed_one_is_said_with_its_place(compiled: Path, text: str, why: str) -> None:
    (compiled / "write" / "1.json").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(QuestionnaireMalformed, match=why):
        compiled_forms(compiled)


def test_one_that_stands_elsewhere_is_said(compiled: Path) -> None:
    (compiled / "write" / "1.json").rename(compiled / "write" / "77.json")
    with pytest.raises(QuestionnaireMalformed, match="this file is write/1"):
        compiled_forms(compiled)


def test_reading_them_loads_no_yaml() -> None:
    code = "import sys, app.forms.compiled; print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False\n" == done.stdout
