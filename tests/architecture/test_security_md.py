"""SECURITY.md can be checked: every place and every test that it names exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
PROOF = re.compile(r"`(tests/[^`:]+)::([^`]+)`")
PLACE = re.compile(r"`((?:app|content|tests|serverless|translations)/[\w./<>-]*)")
PROMISES = re.split(r"^### (?=P\d+ )", TEXT, flags=re.MULTILINE)[1:]


def names(file: Path) -> set[str]:
    """Return the names of the tests in a file: functions of Python, titles of JavaScript."""
    text = file.read_text("utf-8")
    if file.suffix == ".mjs":
        return set(re.findall(r"^\s*test\(\s*[\"`](.+?)[\"`],", text, re.MULTILINE))
    return {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "name"), sorted(set(PROOF.findall(TEXT))))
def test_a_named_test_exists(file: str, name: str) -> None:
    assert name in names(ROOT / file)


@pytest.mark.parametrize("place", sorted(set(PLACE.findall(TEXT))))
def test_a_named_place_exists(place: str) -> None:
    assert (ROOT / place.replace("<language>", "en")).exists()


def test_every_promise_names_its_tests_or_says_that_there_is_none() -> None:
    assert [f"P{number}" for number in range(1, 14)] == [each.split()[0] for each in PROMISES]
    for promise in PROMISES:
        assert PROOF.search(promise) or "**No test**" in promise, promise.split("\n")[0]
