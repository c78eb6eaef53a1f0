"""The public process, started by its command or where its loading ends.

What a start costs, a second of the processor, the tests would pay for hundreds of times. So a
`Fork` is one of a process that has loaded and compiled all of it, and then runs the same command;
the command as people start it is met in tests/cli, and where memory is measured.
"""

import multiprocessing
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from app.cli import main

ROOT = Path(__file__).parents[2]
TURVA = ROOT / ".venv" / "bin" / "turva"

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(["tests.journeys.loaded"])


class Command:
    """`turva serve` with this environment; it listens at `port` once this is made."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [TURVA, "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        with self._process.stdout as said:
            self.port = _port(said.readline())
        self.pid = self._process.pid

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> None:
        self._process.wait(10)


class Fork:
    """The same from a process that has loaded all."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        says, said = _FORKED.Pipe(duplex=False)
        self._process = _FORKED.Process(target=_serve, args=(dict(environment), said), daemon=True)
        self._process.start()
        said.close()
        with says, os.fdopen(os.dup(says.fileno())) as lines:
            self.port = _port(lines.readline())
        self.pid = self._process.pid or 0

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> None:
        self._process.join(10)
        assert self._process.exitcode is not None, "the public process does not end"


def _serve(environment: Mapping[str, str], said: Connection) -> None:
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    sys.stdout = os.fdopen(os.dup(said.fileno()), "w")
    said.close()
    main(["serve"])


def _port(line: str) -> int:
    """Return where a public process listens, which it says in its first line."""
    found = re.search(r":(\d+)/", line)
    assert found is not None, "the public process has ended: it says why above"
    return int(found[1])
