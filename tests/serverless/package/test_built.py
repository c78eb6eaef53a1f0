"""A package is only made of what the build made of these very sources."""

import shutil
from pathlib import Path

import pytest

from serverless.package.built import built_files
from serverless.package.errors import NotBuilt, PackageRefused
from serverless.package.make import make_package
from serverless.package.ours import TEMPLATES, our_files
from serverless.package.runtime import Runtime

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of what is built, and of what it is built of."""
    for name in ("build/assets", "build/forms", "content", "translations"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    return tmp_path


def test_what_was_built_of_these_sources_is_taken(project: Path) -> None:
    files = built_files(project)
    assert {"build", "translations"} == {name.partition("/")[0] for name in files}
    assert not [name for name in files if name.endswith((".po", ".yaml", "inbox.mo"))]


@pytest.mark.parametrize(
    "missing",
    [
        "build/assets/assets.json",
        "build/forms/write/1.json",
        "translations/fi/LC_MESSAGES/messages.mo",
    ],
)
def test_what_was_not_built_is_said(project: Path, missing: str) -> None:
    (project / missing).unlink()
    with pytest.raises(NotBuilt, match=r"make setup"):
        built_files(project)


def test_an_asset_that_is_gone_is_said(project: Path) -> None:
    next((project / "build" / "assets").glob("write-*.js")).unlink()
    with pytest.raises(NotBuilt, match=r"^build/assets/write-[0-9a-f]+\.js cannot be read"):
        built_files(project)


def test_an_older_form_is_refused(project: Path) -> None:
    form = project / "build" / "forms" / "write" / "1.json"
    form.write_text(form.read_text().replace('"version": 1', '"version": 1 '))
    with pytest.raises(NotBuilt, match="build/forms is not made of content/forms"):
        built_files(project)


def test_an_older_catalogue_is_refused(project: Path) -> None:
    source = project / "translations" / "sv" / "LC_MESSAGES" / "messages.po"
    source.write_text(source.read_text() + '\nmsgid "Newer"\nmsgstr "Nyare"\n')
    with pytest.raises(NotBuilt, match=r"translations/sv/.*messages\.mo is not made of its \.po"):
        built_files(project)


def test_a_template_that_is_a_link_is_refused(project: Path, tmp_path: Path) -> None:
    (project / "serverless").mkdir()
    (project / "serverless" / "entry.py").touch()
    link = project / TEMPLATES[2].replace("*", "linked")
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PackageRefused, match="is a link"):
        our_files(project)


def test_another_python_than_the_functions_run_on_is_refused() -> None:
    with pytest.raises(PackageRefused, match=r"run on Python 3\.11, and this is 3\.12"):
        Runtime(3, 11).require_own((3, 12))


def test_the_runtime_is_the_one_of_the_settings(tmp_path: Path) -> None:
    assert Runtime(3, 11) == Runtime.read(PROJECT)
    (tmp_path / "zappa_settings.json").write_text('{"base": {"runtime": "nodejs"}}')
    with pytest.raises(PackageRefused, match="nodejs"):
        Runtime.read(tmp_path)


def test_a_package_by_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageRefused, match=r"^out\.tar does not end in \.zip"):
        make_package(tmp_path / "out.tar")
    assert [] == list(tmp_path.iterdir())
