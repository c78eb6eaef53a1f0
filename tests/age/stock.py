"""Drives the stock age command, as staff would without us."""

import os
import pty
import subprocess
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60
"""After this long a program that waits for a key press is given up."""


@dataclass(frozen=True)
class StockAge:
    """A stock age, and the folder in which it works."""

    program: Path
    folder: Path

    def write(self, name: str, data: bytes) -> Path:
        """Return the path of a new file in the folder."""
        path = self.folder / name
        path.write_bytes(data)
        return path

    def age(self, *arguments: str | Path, stdin: bytes = b"") -> bytes:
        """Return what `age` writes to its standard output."""
        return self._run([self.program, *arguments], stdin)

    def keygen(self, *arguments: str | Path, stdin: bytes = b"") -> str:
        """Return what `age-keygen` writes to its standard output."""
        return self._run([self.program.with_name("age-keygen"), *arguments], stdin).decode()

    def age_asking(self, answers: list[str], *arguments: str | Path) -> bytes:
        """Return what `age` writes to its standard output when it may ask at a terminal."""
        return typed_at_a_terminal(answers, [self.program, *arguments])

    def _run(self, command: list[str | Path], stdin: bytes) -> bytes:
        return subprocess.run(
            command, input=stdin, stdout=subprocess.PIPE, check=True, timeout=SECONDS
        ).stdout


def typed_at_a_terminal(
    answers: list[str],
    command: list[str | Path],
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
) -> bytes:
    """Return what the command writes to its standard output, having a terminal to ask at."""
    terminal, its_side = pty.openpty()
    command = ["setsid", "--ctty", "--wait", *command]
    with subprocess.Popen(
        command, stdin=its_side, stdout=subprocess.PIPE, cwd=cwd, env=env
    ) as process:
        os.close(its_side)
        try:
            # What is typed early waits in the terminal.
            os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
            output, _ = process.communicate(timeout=SECONDS)
        finally:
            # Hanging up ends a program that still asks.
            os.close(terminal)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return output
