"""Ceremonies at a terminal: what is asked, what is typed unseen, and what happens on Ctrl-C."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.commands import beginning, ceremony
from tests.cli.keeper import SHOWN, Keeper

ROOT = Path(__file__).parents[2]
CTRL_C = "\x03"


class Terminal:
    """A command at a terminal of its own, and what stands on it."""

    def __init__(self, its_side: int) -> None:
        self._terminal = its_side
        self._read = 0
        self.said = ""
        self.code: int | None = None

    def until(self, text: str | None) -> str:
        """Read on up to this text, or to the end, and return what stands there."""
        while text is None or text not in self.said[self._read :]:
            try:
                more = os.read(self._terminal, 4096).decode()
            except OSError:  # how a terminal says that nobody writes to it any more
                assert text is None, f"{text!r} was never said"
                break
            self.said += more.replace("\r\n", "\n")
        before = self._read
        self._read = len(self.said) if text is None else self.said.index(text, before) + len(text)
        return self.said[before : self._read]

    def answer(self, question: str, text: str, end: str = "\n") -> str:
        """Type once the question is asked to its end: what comes earlier is thrown away."""
        said = self.until(question) + self.until(": ")
        os.write(self._terminal, f"{text}{end}".encode())
        return said


@contextmanager
def typing(keeper: Keeper, *words: str) -> Iterator[Terminal]:
    environment = {
        "PATH": os.environ["PATH"],
        "TURVA_HOME": str(keeper.home),
        "TURVA_STORE": str(keeper.folder / "store"),
        "TURVA_KEYRING": str(keeper.folder / "public" / "keyring.txt"),
        "TURVA_ROOT": str(keeper.folder / "public" / "root.vkey"),
    }
    command = ["setsid", "--ctty", "--wait", sys.executable, "-m", "app.cli", *words]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        terminal = Terminal(ours)
        try:
            yield terminal
            terminal.until(None)
        finally:
            os.close(ours)  # which ends a command that still waits for somebody to type
    terminal.code = process.returncode


def test_a_protected_inbox_that_nobody_can_unlock_says_how_and_does_not_wait(anna: Keeper) -> None:
    anna.begin()
    anna.paper.pop("anna/staff/member.key")

    refused = anna.turva("inbox", "--supervised")
    assert 1 == refused.exit_code
    assert "turva inbox" in refused.stderr


def test_a_passphrase_is_typed_without_being_shown_and_blanks_and_capitals_do_not_matter(
    anna: Keeper,
) -> None:
    anna.begin()
    words = anna.paper["anna/staff/member.key"]
    typed = f" {words.replace(' ', '  ').capitalize()} "
    with typing(anna, "inbox", "list") as terminal:
        terminal.answer("Passphrase of your member file", typed)

    assert 0 == terminal.code
    assert "No letters yet" in terminal.said
    assert words.split()[-1] not in terminal.said


def test_the_first_day_asks_for_what_was_not_given_and_may_be_stopped(anna: Keeper) -> None:
    with typing(anna, "keys", "init") as terminal:
        terminal.answer("folder of the first stick", str(anna.stick))
        terminal.answer("Your name", "anna")
        ((_, words),) = SHOWN.findall(terminal.answer("Type it", "another thing"))
        terminal.answer("Type it", CTRL_C, end="")

    assert 1 == terminal.code
    assert "Nothing is lost: type the same command again" in terminal.said
    assert 1 == terminal.said.count(words)
    assert not list(anna.stick.iterdir())


@pytest.mark.parametrize("ahead", [0, 400])
def test_a_date_that_cannot_be_right_is_asked_of_a_person(
    anna: Keeper, ahead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = ceremony.today()
    with monkeypatch.context() as clock:
        clock.setattr(beginning, "today", lambda: today + timedelta(days=400))
        anna.begin()
    before = anna.public()
    with typing(anna, "keys", "rotate", "--root", str(anna.stick / "root.key")) as terminal:
        terminal.answer("Passphrase of your member file", anna.paper["anna/staff/member.key"])
        terminal.answer("Today's date", str(today + timedelta(days=ahead)))
        if not ahead:
            terminal.answer("Passphrase of your root file", anna.paper["stick/root.key"])

    made = today + timedelta(days=400)
    assert f"today is {today}, and the newest keys are of {made}" in terminal.said
    assert (before == anna.public()) == bool(ahead)
    assert bool(ahead) == terminal.code
