"""The operator's page is true: what it tells to type can be typed, and it leaves out nothing."""

import re
import shlex
from pathlib import Path

import click
import pytest

from app.cli import main
from serverless.doctor import inside, outside

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "OPERATING.md").read_text("utf-8")
TYPED = re.compile(r"(?:^ *|`)(turva (?!&&)[^`#\n]+)", re.MULTILINE)
CHECKS = re.compile(r"^\| `([a-z]+)`(?:, `([a-z]+)`)?", re.MULTILINE)


def commands() -> list[str]:
    return sorted({" ".join(line.split()) for line in TYPED.findall(PAGE)})


@pytest.mark.parametrize("line", commands())
def test_each_command_has_the_words_and_options_that_it_is_given(line: str) -> None:
    command: click.Command = main
    _, *words = shlex.split(line)
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, line
        command = found
    known = {option for each in command.params for option in each.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_what_is_to_be_mended_is_what_the_doctor_looks_at() -> None:
    named = {each for pair in CHECKS.findall(PAGE) for each in pair if each}
    assert named <= {*outside.CHECKS, *inside.CHECKS, "functions", "letter"}
    assert {"released", "keyring", "notice", "doors", "headers", "roles"} <= named


def test_the_files_that_it_names_are_there() -> None:
    for name in re.findall(r"`(serverless/[a-z/.]+|[A-Z]+\.md)`", PAGE):
        assert (ROOT / name).exists(), name
