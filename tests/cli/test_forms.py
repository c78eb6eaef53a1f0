"""What a content editor sees: every file's first mistake, what is not translated, a preview."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.commands.forms_preview import create_form_preview
from app.commands.making import FORMS
from app.forms.load import load
from app.frame import locale
from app.site.preview import preview_path
from tests.languages import EACH_TAG

SOURCE = """\
form: ask
version: 1
title: Ask us
name: Question
questions:
  who:
    kind: choice
    label: Who are you?
    options: {me: Me, you: You}
  why:
    kind: text
    label: Why?
    when: {who: me}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ask" / "1.yaml"
    path.parent.mkdir()
    path.write_text(SOURCE, encoding="utf-8")
    return path


def check(*files: Path) -> Result:
    return CliRunner().invoke(main, ["forms", "check", *map(str, files)])


def test_every_form_of_ours_is_in_order() -> None:
    result = check()
    forms = len(list(FORMS.glob("*/*.yaml")))

    assert (0, "") == (result.exit_code, result.stderr)
    assert forms == result.stdout.count(" is in order.")


def test_the_first_mistake_of_each_file_is_named(source: Path) -> None:
    other = source.with_name("2.yaml")
    other.write_text(
        SOURCE.replace("version: 1", "version: 2").replace("when: {who: me}", "why: 1")
    )
    source.write_text(SOURCE.replace("{who: me}", "{who: they}"))
    result = check(source, other)

    assert result.exit_code == 1
    assert [
        f"{source}:13:12: 'who' has no option 'they'",
        f"{other}:13:5: text question 'why' has no field 'why'",
        "turva: There are 2 mistakes to put right: see the lines above, file:line:column.",
    ] == result.stderr.splitlines()


def test_what_is_not_translated_is_told_and_is_no_mistake(source: Path) -> None:
    result = check(source)

    assert result.exit_code == 0
    assert "ask 1 is in order." in result.stdout
    for language in (each.tag for each in locale.LANGUAGES if each != locale.SOURCE):
        assert f"ask 1: not translated into {language} yet: ask.form.title, " in result.stdout
    assert "not compared with an earlier state, as there is no git here" in result.stdout


@pytest.mark.parametrize("key", ["data", "errors", "letter", "receipt"])
def test_a_key_that_the_page_needs_itself_is_told(source: Path, key: str) -> None:
    source.write_text(SOURCE.replace("  why:", f"  {key}:"))

    assert f"{source}:10:3: no question may be called '{key}'" in check(source).stderr


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "No such file" in check(tmp_path / "ask" / "1.yaml").stderr


@pytest.mark.parametrize("language", EACH_TAG)
def test_a_preview_shows_a_form_that_has_no_page_yet(source: Path, language: str) -> None:
    form = load(source)
    shown = create_form_preview(form).test_client().get(preview_path(form, language))

    assert shown.status_code == 200
    assert "Who are you?" in shown.text
    assert 'data-form="ask"' in shown.text


def test_a_preview_takes_the_place_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "write" / "1.yaml"
    path.parent.mkdir()
    shutil.copy(FORMS / "write" / "1.yaml", path)
    path.write_text(path.read_text().replace("label: ", "label: Previewed ", 1))
    form = load(path)
    shown = create_form_preview(form).test_client().get("/en/write/")

    assert "Previewed" in shown.text
    assert 'data-version="1"' in shown.text


def test_from_a_preview_nothing_can_be_sent(source: Path) -> None:
    client = create_form_preview(load(source)).test_client()

    assert 404 == client.get("/keyring.txt").status_code
    for path in ("/api/envelopes", "/api/mailbox", "/en/write/plain/send", "/en/write/"):
        assert client.post(path, data=b"x").status_code in (404, 405)
