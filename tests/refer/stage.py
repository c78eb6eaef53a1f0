"""What the sending of referrals needs around it in a test: lines, a service, and who opens."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.frame import locale
from app.refer.errors import PostRefused
from app.refer.lines import Line, read_lines
from app.refer.sending import Report, Sending, To
from app.refer.state import State
from app.wire.envelope import envelope_id, open_envelope
from app.wire.keyring import sign_keyring
from app.wire.letter import Letter, parse
from tests.intake.stage import SERIAL, SITE, identity, keyring, questionnaires, root

LANGUAGES = tuple(language.tag for language in locale.LANGUAGES)
HERE = Path(__file__).parent


def answers(form: str) -> dict[str, Any]:
    return dict(json.loads((HERE / f"{form}.json").read_text("utf-8")))


def text(form: str = "consultation", /, language: str = "fi", **changed: Any) -> str:
    """Return a line that is right, but for the answers that are changed."""
    return json.dumps({"form": form, "language": language, "answers": {**answers(form), **changed}})


def several(count: int) -> str:
    """Return as many lines, each another letter."""
    return "".join(text(question=f"Question {number}") + "\n" for number in range(count))


@dataclass
class Intake:
    """A service in memory, which fails as it is told to: each post takes the next of `fates`."""

    serial: int = SERIAL
    fates: Iterator[Callable[[], None]] = field(default_factory=lambda: iter(()))
    envelopes: dict[str, bytes] = field(default_factory=dict)
    posts: list[str] = field(default_factory=list)
    signed: Callable[[], str] | None = None
    after: Callable[[], None] | None = None
    answer: str | None = None

    def keyring_text(self) -> str:
        return self.signed() if self.signed else sign_keyring(keyring(self.serial), root())

    def post(self, envelope: bytes, serial: int) -> str:
        name = envelope_id(envelope)
        self.posts.append(name)
        fate = next(self.fates, None)
        if fate is not None:
            fate()
        if serial != self.serial:
            raise PostRefused("stale-serial")
        self.envelopes[name] = envelope
        if self.after is not None:
            self.after()
        return self.answer or name

    def letters(self) -> list[Letter]:
        return [parse(open_envelope(each, identity())) for each in self.envelopes.values()]


@dataclass
class Desk:
    """A referrer's computer: a file of lines and what is remembered of it."""

    folder: Path
    intake: Intake = field(default_factory=Intake)
    pauses: list[float] = field(default_factory=list)
    stopped: Exception | None = None

    @property
    def state(self) -> State:
        return State(self.folder / "state")

    def lines(self, content: str) -> Iterator[Line]:
        path = self.folder / "lines.jsonl"
        path.write_text(content, encoding="utf-8")
        return read_lines(path, questionnaires(), LANGUAGES)

    def send(self, content: str, *, dry: bool = False) -> list[Report]:
        to = To(self.intake, root().verifier, 1, "https://test.example", SITE, self.pauses.append)
        sending = Sending(to, self.state, dry=dry)
        with self.state.opened():
            reports = list(sending.reports(self.lines(content)))
        self.stopped = sending.stopped
        return reports


def statuses(reports: list[Report]) -> list[str]:
    return [each.status for each in reports]


def written(reports: list[Report]) -> Mapping[int, tuple[str, ...]]:
    """Return the reasons of each line that was refused."""
    return {
        each.line: tuple(f"{reason.code} {reason.key}" for reason in each.reasons)
        for each in reports
        if each.status == "refused"
    }
