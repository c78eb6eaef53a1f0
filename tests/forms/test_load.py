"""Questionnaires are found in files, and compiled to the same bytes each time."""

from pathlib import Path

import pytest

from app.forms.errors import QuestionnaireMalformed, QuestionnaireMissing
from app.forms.load import compile_forms, load, load_all

CONTENT = Path(__file__).parents[2] / "content/forms"
SOURCE = "form: {form}\nversion: {version}\nquestions: {{a: {{kind: text, label: Ä}}}}\n"


def write_source(folder: Path, form: str, version: int) -> Path:
    path = folder / form / f"{version}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SOURCE.format(form=form, version=version), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_compiled_questionnaires_equal_their_sources(tmp_path: Path) -> None:
    compile_forms(CONTENT, tmp_path)

    assert load_all(CONTENT) == load_all(tmp_path)


def test_compiling_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    compile_forms(CONTENT, tmp_path / "a")
    compile_forms(CONTENT, tmp_path / "b")
    compile_forms(CONTENT, tmp_path / "b")

    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_compiling_removes_what_has_no_source_any_more(tmp_path: Path) -> None:
    write_source(tmp_path / "content", "a", 1)
    gone = write_source(tmp_path / "content", "a", 2)
    compile_forms(tmp_path / "content", tmp_path / "out")
    gone.unlink()
    compile_forms(tmp_path / "content", tmp_path / "out")

    assert ["a/1.json"] == list(contents(tmp_path / "out"))


def test_a_mistake_in_one_source_compiles_nothing(tmp_path: Path) -> None:
    write_source(tmp_path / "content", "a", 1)
    write_source(tmp_path / "content", "b", 1).write_text("form: b", encoding="utf-8")

    with pytest.raises(QuestionnaireMalformed):
        compile_forms(tmp_path / "content", tmp_path / "out")
    assert {} == contents(tmp_path / "out")


def test_versions_are_ordered_as_numbers(tmp_path: Path) -> None:
    for form, version in (("b", 1), ("a", 10), ("a", 9)):
        write_source(tmp_path, form, version)

    assert [("a", 9), ("a", 10), ("b", 1)] == list(load_all(tmp_path))


def test_a_source_in_the_wrong_place_is_refused(tmp_path: Path) -> None:
    path = write_source(tmp_path, "a", 1)
    moved = path.rename(path.with_name("2.yaml"))

    with pytest.raises(QuestionnaireMalformed, match=r"2\.yaml:1:1: .* this file is a/1$"):
        load(moved)


def test_a_folder_without_questionnaires_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireMissing, match="holds no questionnaires"):
        load_all(tmp_path)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireMissing, match="No such file"):
        load(tmp_path / "a" / "1.yaml")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"form": ', r"1\.json:1:10: this is not JSON"),
        (b"\xff", r"1\.json:1:1: the file is not UTF-8"),
        (b"[]", r"1\.json:1:1: a compiled questionnaire is damaged"),
        (b'{"form": "a", "version": 1, "questions": [{}]}', "is damaged"),
        (b'{"form": "a", "version": 1, "questions": [{"options": [], "x": 1}]}', "is damaged"),
        (b'{"form": "a", "version": 1, "questions": [[]]}', "is damaged"),
        (b'{"form": "a", "questions": []}', "is damaged"),
    ],
)
def test_a_damaged_compiled_file_is_refused(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "a" / "1.json"
    path.parent.mkdir()
    path.write_bytes(data)

    with pytest.raises(QuestionnaireMalformed, match=sentence):
        load(path)
