"""Staff of a test as they are in life: a shared folder, a computer each, and the clock ahead."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.config import Settings, from_environment
from app.inbox.cases import Case
from app.inbox.desk import Desk
from app.inbox.keys import change
from app.inbox.keys.first_day import finish_first_day
from app.inbox.keys.member import new_member
from app.inbox.retention import Outcome, retain
from app.programs import desk_of, open_retention
from app.store.folder import FolderStore
from app.wire import letter as letters
from app.wire.attachment import Attachment
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.letter import Letter
from app.wire.piece import write_piece
from tests.inbox.files import parts, with_files
from tests.inbox.keys.office import Office
from tests.inbox.shelf import letter

TODAY = datetime.now(UTC).date()
"""The day of every event, as staff's programs write it."""

MONTH = TODAY + timedelta(days=30)
OLD = TODAY + timedelta(days=95)
"""When the first epoch is old enough, and the second, begun at MONTH, is not."""

DAYS = 90


class Staff(Office):
    """Anna and bo, who share a store; epoch 1 began today."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.members["anna"] = new_member("anna")
        offline = (self.recovery, self.statistics)
        finish_first_day(self.places(), self.at, self.members["anna"], offline, TODAY)
        self.add("bo")

    def environment(self, name: str) -> dict[str, str]:
        return {
            "TURVA_HOME": str(self.folder / name),
            "TURVA_STORE": str(self.folder / "store"),
            "TURVA_KEYRING": str(self.folder / "public" / "keyring.txt"),
            "TURVA_ROOT": str(self.folder / "public" / "root.vkey"),
            "TURVA_IDENTITY": str(self.folder / name / "member.key"),
            "TURVA_ROSTER_KEY": str(self.folder / name / "roster.vkey"),
        }

    def settings(self, name: str) -> Settings:
        return from_environment(self.environment(name))

    def desk(self, name: str) -> Desk:
        return desk_of(self.settings(name), self.members[name])

    def begin_epoch(self, day: date = MONTH) -> None:
        self.settle(change.rotate(self.now(), day))

    def write(self, text: str, letter_id: str, **fields: object) -> str:
        """Send a letter as the published keyring says, and return the envelope's name."""
        return self.post(letter(letter_id=letter_id, answers={"message": text}, **fields))

    def post(self, sent: Letter) -> str:
        return self._put(letters.serialise(sent))

    def attach(self, letter_id: str, data: bytes) -> Attachment:
        """Send the pieces of a file, and return what its letter says of it."""
        names = tuple(self._put(write_piece(letter_id, part)) for part in parts(data))
        return Attachment("paper.pdf", "application/pdf", len(data), names)

    def write_with(self, letter_id: str, *files: bytes, **fields: object) -> str:
        """Send a letter with these files, the letter last."""
        said = [self.attach(letter_id, data) for data in files]
        return self.post(with_files(*said, letter_id=letter_id, **fields))

    def _put(self, content: bytes) -> str:
        sealed = seal_envelope(content, self.keyring.recipient)
        name = envelope_id(sealed)
        FolderStore(self.folder / "store" / "envelopes").put(name, sealed)
        return name

    def retain(self, name: str, day: date = OLD, days: int = DAYS) -> Outcome:
        return retain(*open_retention(self.settings(name), self.members[name]), day, days)

    def rehearse(self, name: str, day: date = OLD, days: int = DAYS) -> Outcome:
        folder = self.folder / f"rehearsal of {name}"
        folder.mkdir()
        opened = open_retention(self.settings(name), self.members[name], folder)
        outcome = retain(*opened, day, days)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        return outcome

    def pull(self, *names: str) -> None:
        for name in names:
            assert self.desk(name).pull().complete

    def case(self, name: str, letter_id: str) -> Case:
        found = self.desk(name).contents().find(letter_id)
        assert isinstance(found, Case)
        return found

    def record(self, name: str, kind: str, case: str, **body: str) -> None:
        self.desk(name).record(kind, case, body)
