"""An office of its own: staff, open letters, and answers to some of them, all in a folder."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.age.hybrid import HybridIdentity, HybridRecipient
from app.config import from_environment
from app.demo import DemoFiles, make_demo_keys
from app.inbox.desk import Desk
from app.inbox.keys.change import add
from app.inbox.keys.force import RootAt, put_in_force
from app.inbox.keys.member import Member, new_member, parse_member
from app.inbox.keys.places import Places, read_in_force
from app.inbox.keys.root import Root
from app.inbox.publishing import mend
from app.programs import desk_of
from app.store.folder import FolderStore
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.event import Event, sign_event
from app.wire.letter import Letter, serialise
from app.wire.new_letter import new_letter_id, written_now
from app.wire.receipt import WayBack

STAFF, LETTERS = 10, 1_000
TODAY = datetime.now(UTC).date()


@dataclass(frozen=True)
class Office:
    """The home of one member of staff, who has the root too."""

    home: Path

    @property
    def places(self) -> Places:
        """Return where its keys lie."""
        return DemoFiles(self.home).places()

    @property
    def member(self) -> Member:
        """Return whose home it is."""
        return parse_member(DemoFiles(self.home).member.read_text())

    @property
    def root(self) -> RootAt:
        """Return the root, where it lies."""
        file = DemoFiles(self.home).root_key
        return RootAt(Root.parse(file.read_text()), file)

    @property
    def mailboxes(self) -> dict[str, bytes]:
        """Return every mailbox that is in place."""
        folder = self.home / "store" / "replies"
        return {file.name: file.read_bytes() for file in folder.glob("[0-9a-f]*")}

    def desk(self) -> Desk:
        """Return the member's desk, newly opened."""
        return desk_of(from_environment({"TURVA_HOME": str(self.home)}), self.member)


def make_office(home: Path, answered: int) -> Office:
    """Return an office with all its staff and letters, of which so many hold an answer."""
    make_demo_keys(home, TODAY)
    office = Office(home)
    for number in range(1, STAFF):
        now = read_in_force(office.places, [office.member.identity])
        put_in_force(add(now, new_member(f"m{number}").entry, TODAY), office.root, office.places)
    recipient = read_in_force(office.places, [office.member.identity]).keyring.recipient
    store = FolderStore(home / "store" / "envelopes")
    for number in range(LETTERS):
        envelope = seal_envelope(serialise(_letter(number)), recipient)
        store.put(envelope_id(envelope), envelope)
    desk = office.desk()
    desk.pull()
    _answer(desk, FolderStore(home / "store" / "events"), recipient, answered)
    desk.pull()
    mend(desk)
    return office


def _letter(number: int) -> Letter:
    return Letter(
        letter_id=new_letter_id(),
        form="write",
        form_version=1,
        language="en",
        serial=1,
        via="sealed",
        written=written_now(),
        answers={"message": f"letter {number} " + "word " * 300},
        way_back=WayBack(HybridIdentity.generate().recipient.raw, secrets.token_bytes(32)),
    )


def _answer(desk: Desk, events: FolderStore, recipient: HybridRecipient, answered: int) -> None:
    """Write the answers' events as the journal does, but without folding all of them each time."""
    signing, ledger = desk.member.signing, desk.ledger()
    last = ledger.last_of(signing.verifier.public)
    if last is None:
        raise RuntimeError("what came was not written down as received")
    event = Event(
        author=signing.verifier.public,
        sequence=last.sequence,
        previous=last.digest,
        heads=ledger.heads,
        at=written_now(),
        kind="reply",
        case="",
        body={},
    )
    for case in desk.contents().cases[:answered]:
        text = ("We have read it. " * 20).strip()
        body = {"answer": secrets.token_hex(16), "language": "en", "text": text, "phrase": ""}
        event = replace(event, sequence=event.sequence + 1, case=case.case_id, body=body)
        sealed = seal_envelope(sign_event(event, signing), recipient)
        events.put(envelope_id(sealed), sealed)
        event = replace(event, previous=event.digest, heads=(event.digest,))
