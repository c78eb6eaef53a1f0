"""The ceremony page is true: its commands can be typed, and its sentences are said."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from app.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "KEYS.md").read_text("utf-8")
TYPED = re.compile(r"^ {4,}(turva .*?)(?:  +#.*)?$|`(turva [^`]*)`", re.MULTILINE)
SAID = re.compile(r'^\| "([^"]+)"', re.MULTILINE)


def commands() -> list[str]:
    return sorted({" ".join((one or two).split()) for one, two in TYPED.findall(PAGE)})


def texts() -> Iterator[str]:
    """Yield every text in the programs; what is filled in later stands as one blank."""
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                parts = (
                    each.value if isinstance(each, ast.Constant) else " " for each in node.values
                )
                yield "".join(map(str, parts))


@pytest.mark.parametrize("line", commands())
def test_each_command_of_the_page_can_be_typed(line: str) -> None:
    command: click.Command = main
    name, *words = shlex.split(line)
    while isinstance(command, click.Group) and words:
        name = words.pop(0)
        found = command.get_command(click.Context(command), name)
        assert found is not None, line
        command = found
    # In a sentence a command is named without what it needs.
    command.make_context(name, words, resilient_parsing=not words)


@pytest.mark.parametrize("sentence", SAID.findall(PAGE))
def test_each_sentence_that_is_explained_is_one_that_is_said(sentence: str) -> None:
    parts = [re.escape(part.strip()) for part in sentence.split("…") if part.strip()]
    pattern = re.compile(".*".join(parts), re.DOTALL)
    assert any(pattern.search(text) for text in texts())


def test_the_page_names_every_ceremony() -> None:
    keys = main.commands["keys"]
    assert isinstance(keys, click.Group)
    missing = {name for name in keys.commands if f"turva keys {name}" not in PAGE}
    assert {"demo"} == missing
