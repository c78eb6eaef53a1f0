"""Everything there ever was, every key that is left, and only the destroyed epoch's files withheld.

The attacker copied the shared store and each member's computer after every step, and has every
identity of staff, of recovery, of the statistics and of the epochs that live.
"""

import base64
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.age.errors import AgeError
from app.age.file import open_sealed
from app.age.hybrid import HybridIdentity
from app.cli import main
from app.inbox import calendar, publishing
from app.inbox.keys.keychain import epoch_name
from app.inbox.keys.member import write_member
from app.inbox.replies import Draft, new_answer_id, send
from tests.inbox.sender import keys_of, usual
from tests.inbox.staff import MONTH, OLD, TODAY, Staff

OPEN, CLOSED = "a" * 32, "b" * 32
KEPT = "Oonagh-must-stay"
PLACED = re.compile(r"[0-9a-f]{32} [0-9]+ [0-9a-f]{64}( short)?")
MARKED = ("Quillon-letter", "Quillon-note", "Quillon-answer", "Quillon-label", "Quillon-how")


class Attacker:
    """Copies all there is after each step, and later tries everything on it."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff
        self.copies: dict[bytes, str] = {}
        self.said: list[bytes] = []

    def copy(self) -> None:
        for path in self._staff.files():
            if "stick" not in path.parts:
                self.copies.setdefault(path.read_bytes(), str(path))

    def but(self, withheld: Iterable[str]) -> list[bytes]:
        return [data for data, path in self.copies.items() if Path(path).name not in withheld]

    def identities(self) -> list[HybridIdentity]:
        members = [member.identity for member in self._staff.members.values()]
        epochs = [epoch.identity for epoch in self._staff.now().epochs]
        return [*members, self._staff.recovery, self._staff.statistics, *epochs]


def opened(objects: Iterable[bytes], identities: list[HybridIdentity]) -> Iterator[bytes]:
    """Yield each object as it lies there, and what every identity makes of it."""
    for data in objects:
        yield data
        for identity in identities:
            with suppress(AgeError):
                yield open_sealed(data, [identity])


def shapes(word: str) -> list[bytes]:
    """Return a word as it could stand somewhere: in other encodings, and inside base64."""
    raw = word.encode()
    shifted = [base64.b64encode(b"\0" * shift + raw)[4:-4] for shift in range(3)]
    return [raw, raw.hex().encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), *shifted]


def unpacked(data: bytes) -> Iterator[bytes]:
    yield data
    for unpack in (gzip.decompress, zlib.decompress):
        with suppress(OSError, EOFError, zlib.error):
            yield unpack(data)


def words_in(texts: Iterable[bytes], words: Iterable[str]) -> set[str]:
    pieces = [piece for text in texts for piece in unpacked(text)]
    return {word for word in words if any(s in p for s in shapes(word) for p in pieces)}


def run(staff: Staff, name: str, *words: str) -> bytes:
    done = CliRunner().invoke(main, words, env=staff.environment(name), prog_name="turva")
    assert 0 == done.exit_code, done.output
    return done.output.encode()


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    staff = Staff(tmp_path)
    for name, member in staff.members.items():
        write_member(staff.folder / name / "member.key", member, TODAY, None)
    return staff


def story(staff: Staff, attacker: Attacker) -> Iterator[None]:
    """Live through an epoch's whole life; the attacker copies after each step."""
    letters = [
        staff.write(f"{MARKED[0]} help", CLOSED, way_back=keys_of(usual()).way_back),
        staff.write(f"{KEPT} help", OPEN),
    ]
    assert 2 == len(set(letters))
    yield
    staff.pull("anna", "bo")
    yield
    staff.record("anna", "note", CLOSED, text=MARKED[1])
    staff.record("bo", "check", CLOSED, how=MARKED[4])
    staff.desk("bo").record("label", CLOSED, {"add": (MARKED[3],), "remove": ()})
    staff.record("bo", "note", OPEN, text=f"{KEPT} noted")
    yield
    desk = staff.desk("anna")
    desk.pull()
    send(desk, staff.case("anna", CLOSED), Draft(new_answer_id(), "en", MARKED[2]), {})
    yield
    staff.pull("bo")
    staff.record("bo", "close", CLOSED)
    yield
    staff.begin_epoch(MONTH)
    staff.pull("anna", "bo")
    yield
    for name in ("anna", "bo"):
        attacker.said.append(run(staff, name, "retain", "--dry-run"))
        attacker.said.append(run(staff, name, "retain"))
        yield
    staff.pull("anna")
    attacker.said.append(run(staff, "anna", "retain", "--json"))
    attacker.said.append(run(staff, "anna", "keys", "show", "--open", "--json"))
    attacker.said.append(run(staff, "anna", "inbox", "list", "--json"))
    yield


def test_nothing_of_a_destroyed_epoch_opens_from_any_copy_with_any_key_that_is_left(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    attacker = Attacker(staff)
    (first,) = staff.now().epochs
    for step, _ in enumerate(story(staff, attacker)):
        attacker.copy()
        if step == 5:
            for module in (calendar, publishing):
                monkeypatch.setattr(module, "today", lambda: OLD)

    withheld = {epoch_name(1)}
    loot, keys = attacker.but(withheld), attacker.identities()
    texts = [*opened(loot, keys), *attacker.said]
    of_first = [data for data in loot if list(opened([data], [first.identity]))[1:]]

    # The attack works on what lives, and on all of it while the epoch's file is there.
    assert {KEPT} == words_in(texts, [KEPT])
    everything = opened(loot, [*keys, first.identity])
    assert {*MARKED} == words_in(everything, MARKED)
    assert first.identity.serialise() in str(list(opened(attacker.copies, keys)))

    # And not on what is gone.
    assert 2 + 7 == len(of_first)
    assert [[]] * len(of_first) == [list(opened([data], keys))[1:] for data in of_first]
    assert set() == words_in(texts, MARKED)
    assert first.identity.serialise() not in str(texts)
    assert b"is gone: everybody has destroyed it" in attacker.said[-4]
    assert OPEN.encode() in attacker.said[-1]
    assert CLOSED.encode() not in attacker.said[-1]


def test_a_members_computer_keeps_only_what_an_epochs_key_opens(staff: Staff) -> None:
    attacker = Attacker(staff)
    for _ in story(staff, attacker):
        if len(staff.now().roster.epochs) > 1:
            break
    epochs = [epoch.identity for epoch in staff.now().epochs]
    for name in staff.members:
        home = staff.folder / name / "inbox"
        kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
        objects = [
            path
            for path in home.rglob("*")
            if path.is_file() and path.parent.name not in ("keys", "placed")
        ]
        for path in (home / "placed").glob("mailboxes"):  # which mailbox is up to date, and no more
            assert all(PLACED.fullmatch(line) for line in path.read_text().splitlines())

        assert objects
        assert set() == words_in(kept, [*MARKED, KEPT, CLOSED, OPEN])
        for path in objects:
            assert list(opened([path.read_bytes()], epochs))[1:], path
