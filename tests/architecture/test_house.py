"""The habits of the house: small modules, a docstring each, nothing of any one machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "app").rglob("*.py")) + sorted((ROOT / "serverless").rglob("*.py"))
SOURCES = [path for path in MODULES if path.name != "__init__.py"]
SCRIPTS = sorted((ROOT / "app").rglob("*.mjs")) + sorted((ROOT / "app").rglob("*.css"))
BANNED = ("utils", "helpers", "common", "manager", "misc")


def tracked() -> list[Path]:
    """Return the files of the project: what git tracks, and what it would."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    paths = (ROOT / name.decode() for name in listed.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text()
    assert ast.get_docstring(ast.parse(text)), "needs a docstring: what it is for, what it must not"
    assert len(text.splitlines()) <= 300
    assert path.stem not in BANNED


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_or_stylesheet_stays_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    long = [
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.body[0].lineno >= 50
    ]
    assert [] == long


def test_packages_do_nothing_when_imported() -> None:
    inits = [path for path in MODULES if path.name == "__init__.py"]
    assert [] == [
        name(path)
        for path in inits
        if any(not isinstance(node, ast.Expr) for node in ast.parse(path.read_text()).body)
    ]


def test_no_file_names_a_registry_or_a_place_of_one_machine() -> None:
    registry = re.compile(
        "pythonhosted|pypi" + r"\.org|registry\.npm|deb\.deb" + "ian", re.IGNORECASE
    )
    place = re.compile(r"(?:^|[^\w/])/(?:work|root|home|opt)/[a-z]")
    found = []
    for path in tracked():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        if path != Path(__file__) and (registry.search(text) or place.search(text)):
            found.append(name(path))
    assert [] == found


def test_locks_carry_hashes_and_no_addresses() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        requirements = [line for line in lock.read_text().splitlines() if "==" in line]
        assert requirements
        assert "://" not in lock.read_text()
        assert len(requirements) <= lock.read_text().count("--hash=sha256:")
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_the_customers_top_level_stands() -> None:
    for place in ("app", "translations", "content", "serverless", "tests"):
        assert (ROOT / place).is_dir()
    for file in ("zappa_settings.json", "README.md"):
        assert (ROOT / file).is_file()
