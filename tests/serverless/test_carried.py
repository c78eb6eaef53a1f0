"""A build that was made with other settings than the functions are told is refused."""

from pathlib import Path

import pytest

from app.config import from_environment
from app.programs import create_public_site
from app.site.freeze import freeze
from serverless.carried import check_carried
from serverless.stack.errors import SiteRefused
from tests.intake.stage import root

TOLD = {
    "TURVA_ROOT": root().verifier.serialise(),
    "TURVA_MINIMUM_SERIAL": "3",
    "TURVA_SITE": "turva.example",
}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build") / "site"
    freeze(create_public_site(from_environment(TOLD)), folder)
    return folder


def test_every_page_that_seals_carries_what_the_functions_are_told(build: Path) -> None:
    languages, sealing = 4, {"write", "call", "return", "check", "someone"}
    assert languages * len(sealing) <= check_carried(build, TOLD)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("TURVA_ROOT", "turva-root+889302f5+Ac8zSFfst4dz3tcdHifhT1bfdBxvUxlrR31jAvXZeprK"),
        ("TURVA_MINIMUM_SERIAL", "4"),
        ("TURVA_SITE", "other.example"),
    ],
)
def test_a_build_of_other_settings_is_refused(build: Path, setting: str, value: str) -> None:
    with pytest.raises(SiteRefused, match=rf"index\.html was built with another {setting} than"):
        check_carried(build, TOLD | {setting: value})


def test_a_build_without_a_page_that_seals_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    with pytest.raises(SiteRefused, match="No page of"):
        check_carried(tmp_path, TOLD)
