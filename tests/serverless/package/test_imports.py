"""What the functions load is found by reading, and what is not theirs is refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from serverless.package.errors import ImportRefused
from serverless.package.imports import NEVER, loaded_modules

Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Return what writes modules by their names, and gives the project that they are."""

    def write(**modules: str) -> Path:
        for name, text in modules.items():
            path = tmp_path.joinpath(*name.split("__")).with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_name("__init__.py").touch()
            path.write_text(text)
        return tmp_path

    return write


def test_every_import_counts_wherever_it_stands(written: Write) -> None:
    project = written(
        serverless__entry="import app.first\nfrom app import second",
        app__first="def late():\n    from app.third import Thing",
        app__second="try:\n    import app.fourth as other\nexcept ImportError:\n    pass",
        app__third="class Thing: ...",
        app__fourth="",
        app__spare="",
    )
    modules = {"app", *(f"app.{each}" for each in ("first", "second", "third", "fourth"))}
    assert modules | {"serverless", "serverless.entry"} == set(loaded_modules(project))


def test_what_only_types_need_does_not_count(written: Write) -> None:
    project = written(
        serverless__entry="if TYPE_CHECKING:\n    import app.inbox\nelse:\n    import app.other",
        app__inbox="",
        app__other="",
    )
    assert {"app", "app.other", "serverless", "serverless.entry"} == set(loaded_modules(project))


@pytest.mark.parametrize("module", NEVER)
def test_what_is_not_the_functions_is_refused_with_who_asks_for_it(
    written: Write, module: str
) -> None:
    project = written(
        serverless__entry="import app.between",
        app__between=f"def late():\n    import {module}",
        **{module.replace(".", "__"): ""},
    )
    with pytest.raises(ImportRefused, match=rf"^app\.between imports {module}, which never"):
        loaded_modules(project)


def test_a_module_that_only_begins_like_a_refused_one_is_no_way_round(written: Write) -> None:
    project = written(serverless__entry="import serverless.deploy_site", serverless__deploy_site="")
    with pytest.raises(ImportRefused):
        loaded_modules(project)


def test_an_import_relative_to_itself_is_refused(written: Write) -> None:
    with pytest.raises(ImportRefused, match="relative"):
        loaded_modules(written(serverless__entry="from . import other"))


def test_a_missing_entry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"There is no module serverless\.entry"):
        loaded_modules(tmp_path)
