"""Two members of staff at two computers answer with real commands over one real folder."""

import json
import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.inbox.keys.keychain import ROSTER, epoch_name
from app.inbox.keys.member import serialise_member
from app.store.folder import FolderStore
from app.store.shelf import FolderShelf
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.epoch import seal_epoch
from app.wire.letter import serialise
from app.wire.mailbox import open_mailbox
from app.wire.note import SigningKey
from app.wire.receipt import derive, new_receipt
from app.wire.roster import ROSTER_NAME, sign_roster
from tests.inbox.office import DAY, first_epoch, member, roster_of
from tests.inbox.shelf import LETTER, letter

ROOT = Path(__file__).parents[2]
TURVA = ROOT / ".venv" / "bin" / "turva"
NAMES = ("aino", "bo")


@dataclass
class Staff:
    """Members with a computer each, and the store that they share."""

    place: Path

    def __post_init__(self) -> None:
        root, epoch = SigningKey.generate(ROSTER_NAME), first_epoch()
        roster = roster_of(*NAMES)
        keys = FolderShelf(self.place / "store" / "keys")
        keys.replace(ROSTER, sign_roster(roster, root).encode(), None)
        sealed = seal_epoch(epoch, [each.recipient for each in roster.members])
        keys.replace(epoch_name(epoch.number), sealed, None)
        FolderStore(self.place / "store" / "envelopes")
        for name in NAMES:
            folder = self.place / name / "staff"
            folder.mkdir(parents=True)
            (folder / "member.key").write_text(serialise_member(member(name), DAY))
            (folder / "member.key").chmod(0o600)
            (folder / "roster.vkey").write_text(root.verifier.serialise() + "\n")

    def environment(self, name: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("TURVA_")}
        own = {
            "TURVA_HOME": str(self.place / name),
            "TURVA_STORE": str(self.place / "store"),
        }
        return {**kept, **own}

    def start(self, name: str, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [TURVA, "inbox", *words],
            cwd=ROOT,
            env=self.environment(name),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def turva(self, name: str, *words: str, status: int = 0) -> str:
        process = self.start(name, *words)
        said, wrong = process.communicate()
        assert status == process.returncode, said + wrong
        return said + wrong


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    return Staff(tmp_path)


def test_two_who_answer_at_once_are_both_read_and_see_each_other(staff: Staff) -> None:
    keys = derive(new_receipt(), "localhost")
    data = serialise(letter(way_back=keys.way_back))
    envelope = seal_envelope(data, first_epoch().identity.recipient)
    FolderStore(staff.place / "store" / "envelopes").put(envelope_id(envelope), envelope)
    for name in NAMES:
        staff.turva(name, "pull")
    texts = [(name, f"{name} {number}") for number in range(3) for name in NAMES]
    running = [
        staff.start(name, "reply", LETTER.letter_id[:8], "--text", text) for name, text in texts
    ]
    ended = [(process.communicate(), process.returncode) for process in running]

    assert [0] * len(texts) == [status for _, status in ended], ended
    held = FolderShelf(staff.place / "store" / "replies").read(keys.way_back.mailbox)
    assert held
    today = datetime.now(UTC).date()
    read = open_mailbox(held[0], keys, first_epoch().reply.verifier.public, today)
    assert {text for _, text in texts} == {answer.text for answer in read.answers}
    for name in NAMES:
        staff.turva(name, "pull")
        shown = json.loads(staff.turva(name, "show", LETTER.letter_id, "--json"))
        assert {text for _, text in texts} == {each["text"] for each in shown["done"]["replies"]}


def test_what_may_not_be_sent_is_refused_with_one_sentence_that_holds_nothing_of_it(
    staff: Staff,
) -> None:
    plain = seal_envelope(serialise(letter()), first_epoch().identity.recipient)
    FolderStore(staff.place / "store" / "envelopes").put(envelope_id(plain), plain)
    staff.turva("aino", "pull")
    said = staff.turva("aino", "reply", LETTER.letter_id, "--text", "MARKED", status=1)

    assert said.startswith("turva: This letter cannot be answered here")
    assert 1 == said.count("\n")
    assert "MARKED" not in said
