"""`turva content check` tells everything that is wrong with the pages' words, and only that."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.frame.locale import LANGUAGES
from app.site.checking import MOST_WORDS, check_content, length
from app.site.content import digest
from tests.site.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the content, to be broken."""
    copy = tmp_path / "content"
    copy.mkdir()
    shutil.copy(ROOT / "content" / "numbers.yaml", copy)
    for name in ("statistics", *(language.tag for language in LANGUAGES)):
        shutil.copytree(ROOT / "content" / name, copy / name)
    return copy


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    def done(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return done


def without(path: str) -> Callable[[Path], None]:
    return lambda folder: (folder / path).unlink()


def extra(folder: Path) -> None:
    shutil.copy(folder / "fi" / "card.md", folder / "fi" / "none.md")


LONG = "one two three four five six seven eight nine ten eleven twelve and three more words here."


def test_the_content_of_the_project_is_in_order() -> None:
    assert [] == list(check_content(ROOT / "content"))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (without("fi/help.md"), "fi/help.md is missing"),
        (without("en/help.md"), "fi/help.md has no English text"),
        (extra, "fi/none.md has no English text"),
        (change("sv/card.md", "source_digest: ", "source_digest: 0"), "another English text"),
        (change("en/rights.md", "\n## With us\n", "\n### With us\n"), "a heading h3 follows"),
        (change("en/help.md", "](../check/)", "](../chess/)"), "help.md links to ../chess/"),
        (change("en/help.md", "tel:112", "https://other.example"), "links to https://other"),
        (change("en/about.md", "# Who we are\n", f"# Who we are\n\n{LONG}\n"), "of 17 words"),
        (change("en/about.md", "2381", "2382"), "prints 2382"),
        (change("fi/about.md", "63 177", "63 178"), "prints +358 29 54 63 178"),
        (change("en/help.md", "## Is", "## <b>Is</b>"), None),
        (change("statistics/growth.yaml", "{ever}", "{never}"), "names never"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    folder: Path, broken: Callable[[Path], None], said: str | None
) -> None:
    broken(folder)
    found = [fault for fault in check_content(folder) if "another English text" not in fault]
    if said == "another English text":
        found = list(check_content(folder))

    assert [] == found if said is None else any(said in fault for fault in found), found


def test_a_translation_of_an_older_text_is_told_in_every_language(folder: Path) -> None:
    change("en/card.md", "# A small card", "# A little card")(folder)
    stale = [fault for fault in check_content(folder) if "card.md" in fault]
    body = (folder / "en" / "card.md").read_text(encoding="utf-8").split("---\n", 2)[2]

    assert len(LANGUAGES) - 1 == len(stale)
    assert all(digest(body) in fault for fault in stale)


def test_every_language_has_a_length_that_its_readers_can_hold() -> None:
    assert {language.tag for language in LANGUAGES} <= set(MOST_WORDS)


def test_a_language_without_spaces_is_measured_by_its_letters() -> None:
    assert 3 == length("one two three")
    assert 4 == length("ก" * 20)


def test_the_command_ends_well_only_if_nothing_is_wrong(folder: Path) -> None:
    good = CliRunner().invoke(main, ["content", "check", str(folder)])
    change("en/about.md", "2381", "2382")(folder)
    bad = CliRunner().invoke(main, ["content", "check", str(folder)])

    assert (0, "Every page is in order, in every language.\n") == (good.exit_code, good.output)
    assert 1 == bad.exit_code
    assert "en/about.md prints 2382" in bad.output
    assert "turva: There are" in bad.output
