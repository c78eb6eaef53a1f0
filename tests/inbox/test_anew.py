"""What the former epoch's keys had signed is signed anew, also when a ceremony was cut."""

import secrets
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.config import Settings, from_environment
from app.demo import DemoFiles, make_demo_keys
from app.inbox.anew import mark_behind, sign_anew
from app.inbox.collected import write_notice
from app.inbox.desk import Desk
from app.inbox.keys.change import rotate
from app.inbox.keys.force import RootAt, put_in_force
from app.inbox.keys.member import parse_member
from app.inbox.keys.places import read_in_force, read_keyring
from app.inbox.keys.root import Root
from app.inbox.publishing import mend
from app.programs import desk_of
from app.store.folder import FolderStore
from app.store.published import PublishedFile
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.errors import MailboxForged, NoticeForged
from app.wire.letter import serialise
from app.wire.mailbox import Mailbox, open_mailbox
from app.wire.notice import open_notice
from app.wire.receipt import ReceiptKeys, derive, new_receipt
from tests.inbox.shelf import letter

TODAY = datetime.now(UTC).date()
COLLECTED = TODAY - timedelta(days=1)
TEXT = "We have read it."


class Answered:
    """A demo in which one letter was answered and letters were collected yesterday."""

    def __init__(self, home: Path) -> None:
        make_demo_keys(home, TODAY)
        self.files, self.places = DemoFiles(home), DemoFiles(home).places()
        self.notice_file = home / "public" / "notice.txt"
        self.settings: Settings = from_environment({"TURVA_HOME": str(home)})
        self.keys: ReceiptKeys = derive(new_receipt(), self.settings.site)
        written = serialise(replace(letter(), way_back=self.keys.way_back))
        envelope = seal_envelope(written, read_keyring(self.places).recipient)
        FolderStore(home / "store" / "envelopes").put(envelope_id(envelope), envelope)
        desk = self.desk()
        desk.pull()
        (case,) = desk.contents().cases
        answer = {"answer": secrets.token_hex(16), "language": "en", "text": TEXT, "phrase": ""}
        desk.record("reply", case.case_id, answer)
        mend(desk)
        write_notice(PublishedFile(self.notice_file), COLLECTED, desk.notice_key)

    def desk(self) -> Desk:
        return desk_of(self.settings, parse_member(self.files.member.read_text()))

    def rotate(self) -> None:
        """Go as far as the new keyring and roster, and no further: here the power is cut."""
        at = RootAt(Root.parse(self.files.root_key.read_text()), self.files.root_key)
        member = parse_member(self.files.member.read_text())
        now = read_in_force(self.places, [member.identity])
        mark_behind(self.places.behind, PublishedFile(self.notice_file), now.keyring)
        put_in_force(rotate(now, TODAY), at, self.places)

    def mailbox(self) -> Mailbox:
        """Open the mailbox as the sender's page does."""
        replies = self.settings.home / "store" / "replies"
        data = (replies / self.keys.way_back.mailbox).read_bytes()
        return open_mailbox(data, self.keys, read_keyring(self.places).reply_key, TODAY)

    def notice(self) -> date:
        return open_notice(self.notice_file.read_text(), read_keyring(self.places).notice_key)


@pytest.fixture
def answered(tmp_path: Path) -> Answered:
    return Answered(tmp_path)


def test_answers_and_notice_of_a_cut_rotation_are_signed_anew(answered: Answered) -> None:
    assert [TEXT] == [each.text for each in answered.mailbox().answers]
    answered.rotate()
    with pytest.raises(MailboxForged):
        answered.mailbox()
    with pytest.raises(NoticeForged):
        answered.notice()

    assert sign_anew(answered.desk(), answered.places.behind, PublishedFile(answered.notice_file))

    assert [TEXT] == [each.text for each in answered.mailbox().answers]
    assert COLLECTED == answered.notice()
    assert not answered.places.behind.exists()


def test_two_rotations_cut_after_each_other_keep_the_day_of_the_notice(answered: Answered) -> None:
    answered.rotate()
    answered.rotate()
    sign_anew(answered.desk(), answered.places.behind, PublishedFile(answered.notice_file))

    assert COLLECTED == answered.notice()


def test_a_notice_that_is_not_genuine_is_not_made_so(answered: Answered) -> None:
    text = answered.notice_file.read_text()
    answered.notice_file.write_text(text.replace(str(COLLECTED), str(TODAY)))
    answered.rotate()
    sign_anew(answered.desk(), answered.places.behind, PublishedFile(answered.notice_file))

    with pytest.raises(NoticeForged):
        answered.notice()


def test_without_a_change_nothing_is_signed(answered: Answered) -> None:
    before = answered.notice_file.stat().st_mtime_ns
    assert sign_anew(answered.desk(), answered.places.behind, PublishedFile(answered.notice_file))

    assert before == answered.notice_file.stat().st_mtime_ns
