"""Every public page and state, and the style sheet, by the Nu HTML Checker.

Pages are checked in every language, states in both directions (in every one in the long matrix).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.config import Settings, from_environment
from app.demo import make_demo_keys
from app.frame.locale import LANGUAGES, Language
from app.programs import create_public_site
from app.site.freeze import freeze
from tests.html.states import FAILURES, failures, form_states, plain_states
from tests.languages import EITHER_WAY
from tests.vnu import faults

EXPECTED = {
    "form": 200,
    "problems": 422,
    "problem-of-no-question": 422,
    "check": 200,
    "change": 200,
    "done": 200,
    "foreign": 403,
    "no-form": 415,
    "file": 415,
    "too-large": 413,
    "in-doubt": 503,
    "closed": 503,
    **{f"error-{status}": status for status in FAILURES},
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = tmp_path / "instance"
    make_demo_keys(home, datetime.now(UTC).date())
    return from_environment({"TURVA_HOME": str(home)})


@pytest.mark.parametrize(
    "languages",
    [
        pytest.param(EITHER_WAY, id="states-either-way"),
        pytest.param(LANGUAGES, id="states-in-all", marks=pytest.mark.long),
    ],
)
def test_every_page_and_state_and_the_style_sheet_are_valid(
    settings: Settings, tmp_path: Path, languages: Sequence[Language]
) -> None:
    out = tmp_path / "pages"
    freeze(create_public_site(settings), out)
    for language in languages:
        found = {}
        for name, status, html in (
            *plain_states(settings, language),
            *failures(settings, language),
        ):
            found[name] = status
            (out / language.tag / f"{name}.html").write_text(html, encoding="utf-8")
        assert found == EXPECTED
        for name, status, html in form_states(settings, language):
            assert status == (422 if name.endswith("problems") else 200)
            (out / language.tag / f"{name}.html").write_text(html, encoding="utf-8")
    assert list(out.glob("assets/*.css"))
    assert [] == faults(out)


FAULTY = {
    "open.html": "<p>x<div>",
    "twice.html": '<p id="a">x</p><p id="a">x</p>',
    "label.html": '<label for="nothing">x</label>',
    "warned.html": "<section><p>x</p></section>",
    "style.css": "p { colour: red }",
}


def test_the_checker_finds_a_fault_and_a_warning_in_every_kind_of_file(tmp_path: Path) -> None:
    head = '<!doctype html><html lang="en"><head><title>x</title></head><body>'
    for name, text in FAULTY.items():
        is_page = name.endswith(".html")
        (tmp_path / name).write_text(f"{head}{text}" if is_page else text, encoding="utf-8")
    found = faults(tmp_path)
    assert set(FAULTY) == {fault.partition(":")[0] for fault in found}


def test_a_folder_with_nothing_to_check_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        faults(tmp_path)
