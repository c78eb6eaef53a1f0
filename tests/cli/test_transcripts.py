r"""Run the transcripts beside this file: what one types, and what comes of it.

A line `$ turva …` runs a command in a folder of the transcript's own, `NAME=value` before `turva`
sets a variable for it. The lines after it are what it prints: `! ` marks standard error, and a last
`? n` an exit status that is not 0. `+ letter FIELDS` (JSON, over a letter of the tests; `receipt`
is its sender's) and `+ object TEXT` lay a sealed letter or any bytes into the intake's store,
`+ return RECEIPT` reads what waits for its sender, `+ remove PATH` removes a file, `+ copy FROM TO`
copies one, `+ expire PATH` signs a keyring anew that ended yesterday. Ids of envelopes are written
as <envelope>, the folder as <home>, check digits as <digits>, days in UTC as <yesterday>, <today>,
<in 2 days>, <in 90 days>, the minute in which the demo's member did something as <now>; `...`
stands for any lines.
"""

import json
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.cli import main
from app.demo import DemoFiles, make_demo_keys
from app.inbox.keys.root import Root
from app.store.folder import FolderStore
from app.store.shelf import FolderShelfReader
from app.wire import letter as letters
from app.wire.constants import KEYRING_DAYS
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.keyring import open_keyring, sign_keyring
from app.wire.mailbox import open_mailbox
from app.wire.receipt import derive
from tests.cli.demo_keys import epoch_of, identity_of
from tests.inbox.shelf import letter

SITE = "localhost"
TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@dataclass(frozen=True)
class Step:
    """One thing typed and the lines expected of it."""

    typed: str
    expected: list[str]


def a_day_ago() -> date:
    return datetime.now(UTC).date() - timedelta(days=1)


def with_days_named(text: str) -> str:
    """Return the text with the days that move with today by name; those of letters stay."""
    for days, name in ((-1, "yesterday"), (0, "today"), (2, "in 2 days"), (90, "in 90 days")):
        day = a_day_ago() + timedelta(days=days + 1)
        text = re.sub(rf"{day}(?!T)", f"<{name}>", text)
    text = re.sub(r"(?<=, demo, )[0-9-]{10}T[0-9:]{5}Z", "<now>", text)
    return re.sub(r"[0-9]{4}( [0-9]{4}){5}", "<digits>", text)


def steps(text: str) -> Iterator[Step]:
    found: list[Step] = []
    for line in text.splitlines():
        if line.startswith(("$ ", "+ ")):
            found.append(Step(line, []))
        elif found and not line.startswith("#"):
            found[-1].expected.append(line)
    return iter(found)


@dataclass(frozen=True)
class Stage:
    """A folder of a transcript's own."""

    home: Path

    def do(self, typed: str) -> list[str]:
        kind, _, rest = typed[2:].partition(" ")
        if typed.startswith("$ "):
            return self._turva(shlex.split(typed[2:].replace("<home>", str(self.home))))
        if kind == "remove":
            (self.home / rest).unlink()
            return []
        if kind == "copy":
            copied, place = rest.split()
            (self.home / place).write_bytes((self.home / copied).read_bytes())
            return []
        if kind == "expire":
            self._expire(self.home / rest)
            return []
        if kind == "return":
            return self._answers(rest)
        data = self._seal(json.loads(rest)) if kind == "letter" else rest.encode()
        FolderStore(self.home / "store" / "envelopes").put(envelope_id(data), data)
        return []

    def _expire(self, keyring: Path) -> None:
        root = Root.parse(DemoFiles(self.home).root_key.read_text("utf-8")).keyring
        present = open_keyring(keyring.read_text("utf-8"), root.verifier, 1, date.min)
        yesterday = a_day_ago()
        ended = replace(present, issued=yesterday - timedelta(days=KEYRING_DAYS), expires=yesterday)
        keyring.write_text(sign_keyring(ended, root), "utf-8")

    def _seal(self, fields: dict[str, Any]) -> bytes:
        make_demo_keys(self.home, datetime.now(UTC).date())
        fields["marks"] = tuple(fields.get("marks", ()))
        if "receipt" in fields:
            fields["way_back"] = derive(fields.pop("receipt"), SITE).way_back
        recipient = identity_of(self.home).recipient
        return seal_envelope(letters.serialise(letter(**fields)), recipient)

    def _answers(self, receipt: str) -> list[str]:
        keys = derive(receipt, SITE)
        held = FolderShelfReader(self.home / "store" / "replies").read(keys.way_back.mailbox)
        if held is None:
            return ["nothing"]
        reply_key = epoch_of(self.home).reply.verifier.public
        mailbox = open_mailbox(held[0], keys, reply_key, datetime.now(UTC).date())
        return [
            line
            for each in mailbox.answers
            for line in (f"{each.number} {each.language}", *each.text.splitlines())
        ]

    def _turva(self, words: list[str]) -> list[str]:
        start = words.index("turva")
        settings = dict(word.split("=", 1) for word in words[:start])
        others = {name: None for name in os.environ if name.startswith(("TURVA_", "AWS_"))}
        environment = {**others, "TURVA_HOME": str(self.home), **settings}
        done = CliRunner().invoke(main, words[start + 1 :], env=environment, prog_name="turva")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        lines = done.stdout.splitlines() + [f"! {line}" for line in done.stderr.splitlines()]
        lines += [f"? {done.exit_code}"] if done.exit_code else []
        shown = "\n".join(lines).replace(str(self.home), "<home>")
        shown = with_days_named(shown)
        return re.sub(r"\b[0-9a-f]{64}\b", "<envelope>", shown).splitlines()


def fits(expected: list[str], printed: list[str]) -> bool:
    """Tell whether the lines are those expected, `...` being any number of them."""
    pattern = "".join(r"(?:.*\n)*?" if x == "..." else re.escape(f"{x}\n") for x in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


@pytest.fixture(autouse=True)
def nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a server that a transcript says is refused fail the test, not hold it for ever."""

    def start(*_: object, **__: object) -> None:
        pytest.fail("a server was started")

    monkeypatch.setattr("app.serve.serve", start)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_command_line_answers_as_written_down(path: Path, tmp_path: Path) -> None:
    stage = Stage(tmp_path / "instance")
    for step in steps(path.read_text("utf-8")):
        expected = "\n".join(step.expected).strip("\n").split("\n")
        printed = stage.do(step.typed) or [""]

        assert fits(expected, printed), "\n".join([step.typed, *printed])
