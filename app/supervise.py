"""Run programs together as child processes: all are up, or none is left.

Each child says on its standard output that it listens: its first line is its address. Nothing is
shown before every child has said so; afterwards what they print is passed on. If one ends, the
others are ended, unless it is one that may end well by itself: then they go on. A child holds a
pipe from here as its standard input and ends when that closes (`end_with_parent`), so that even a
killed supervisor leaves nobody on a port. This module knows nothing of what it runs and never holds
a key.
"""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

PATIENCE = 10.0
"""Seconds that a child gets to end after SIGTERM before it is killed."""

TICK = 0.5
"""Seconds after which a signal is answered at the latest."""


class ChildEnded(Exception):
    """A child ended by itself; the message says which, and that the others were ended too."""


@dataclass(frozen=True)
class Said:
    """One line that a child printed, or None once it has closed its output."""

    name: str
    line: str | None


@dataclass(frozen=True)
class Child:
    """A running program and the thread that reads what it prints."""

    process: subprocess.Popen[str]
    reader: threading.Thread


def supervise(
    commands: Mapping[str, Sequence[str]],
    *,
    ready: Callable[[Mapping[str, str]], None],
    say: Callable[[str], None],
    may_end: Collection[str] = (),
) -> None:
    """Run the commands until SIGINT or SIGTERM, or until one of them ends.

    `ready` is called once with each child's first line, `say` with every later line. Once all were
    ready, the others go on if one that `may_end` names ends with status 0. Raises: ChildEnded.
    """
    said: queue.Queue[Said] = queue.Queue()
    children: dict[str, Child] = {}
    with _signals_raise():
        try:
            for name, command in commands.items():
                children[name] = _start(name, command, said)
            _relay(children, said, ready, say, may_end)
        except KeyboardInterrupt:
            pass
        finally:
            _end(children.values())


def end_with_parent() -> None:
    """In a child: end this process as SIGTERM would when the supervisor's pipe closes."""

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="end-with-parent", daemon=True).start()


def _start(name: str, command: Sequence[str], said: queue.Queue[Said]) -> Child:
    process = subprocess.Popen(  # noqa: S603 (the caller's own programs)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # Ctrl-C reaches the whole process group: only the supervisor answers it.
        start_new_session=True,
    )

    def read() -> None:
        for line in process.stdout or ():
            said.put(Said(name, line.rstrip("\n")))
        said.put(Said(name, None))

    reader = threading.Thread(target=read, name=f"read-{name}", daemon=True)
    reader.start()
    return Child(process, reader)


def _relay(
    children: Mapping[str, Child],
    said: queue.Queue[Said],
    ready: Callable[[Mapping[str, str]], None],
    say: Callable[[str], None],
    may_end: Collection[str],
) -> None:
    first: dict[str, str] = {}
    early: list[str] = []
    while len(first) < len(children):
        heard = _next(said)
        if heard.line is None:
            raise _ended(children, heard.name)
        if heard.name in first:
            early.append(heard.line)
        first.setdefault(heard.name, heard.line)
    ready({name: first[name] for name in children})
    for line in early:
        say(line)
    while True:
        heard = _next(said)
        if heard.line is not None:
            say(heard.line)
        elif heard.name not in may_end or children[heard.name].process.wait() != 0:
            raise _ended(children, heard.name)


def _next(said: queue.Queue[Said]) -> Said:
    """Wait for what is said next.

    Not for ever: a signal that comes just before a wait begins is answered only after that wait.
    """
    while True:
        try:
            return said.get(timeout=TICK)
        except queue.Empty:
            continue


def _ended(children: Mapping[str, Child], name: str) -> ChildEnded:
    code = children[name].process.wait()
    others = " and ".join(other for other in children if other != name)
    return ChildEnded(f"The {name} ended (status {code}), so the {others} was ended too.")


def _end(children: Collection[Child]) -> None:
    """Ask all to end, then wait for each, and kill the one that does not."""
    for child in children:
        child.process.terminate()
    for child in children:
        try:
            child.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.process.kill()
        child.reader.join()
        child.process.communicate()


@contextmanager
def _signals_raise() -> Iterator[None]:
    """Let the first SIGINT or SIGTERM raise KeyboardInterrupt here, and ignore those that follow.

    Set for both, because a shell starts background programs with SIGINT ignored.
    """

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
