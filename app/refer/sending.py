"""Each line of a file to one letter in the intake: once, however often it is tried (WIRE §8).

An envelope is kept before it is posted, so that the very same bytes are posted again after a cut.
It never says of a letter "not sent" once it may have arrived.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final, Literal, Protocol, TypeVar

from app.refer.errors import PostRefused, Unreachable
from app.refer.lines import Content, Line, Reason
from app.refer.state import Kept, State
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.errors import KeyringError
from app.wire.keyring import Keyring, open_keyring
from app.wire.letter import Letter, serialise
from app.wire.new_letter import new_letter_id, written_now
from app.wire.note import VerifierKey
from app.wire.receipt import derive, new_receipt

Status = Literal[
    "sent", "already sent", "would be sent", "repeated", "refused", "not sent", "unknown"
]

_TRIES: Final = 6
_LONGEST_PAUSE: Final = 300
_STALE: Final = "stale-serial"

T = TypeVar("T")


class Serves(Protocol):
    """What of a service is needed here."""

    def keyring_text(self) -> str:
        """Return the keyring, unverified. Raises: Unreachable."""
        ...

    def post(self, envelope: bytes, serial: int) -> str:
        """Return the id of what was kept. Raises: PostRefused, Unreachable."""
        ...


@dataclass(frozen=True)
class Report:
    """What became of one line; `receipt` is the referrer's to come back with.

    `left_out` are questions whose answers do not go along, as the line's others do not ask them.
    """

    line: int
    status: Status
    reasons: tuple[Reason, ...] = ()
    reference: str | None = None
    receipt: str | None = field(default=None, repr=False)
    same_as: int | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class To:
    """Where letters go: whose root key signs its keyring, which host receipts are made for."""

    service: Serves
    root: VerifierKey
    minimum_serial: int
    origin: str
    host: str
    pause: Callable[[float], None]

    def key(self, line: Line) -> str:
        """Return what a letter is kept under: the same line for another service is another one."""
        named = f"{self.origin}\n{self.root.serialise()}\n{line.digest}"
        return hashlib.sha256(named.encode()).hexdigest()


class Sending:
    """The sending of one file. After an error nothing more is posted; `stopped` says why."""

    def __init__(self, to: To, state: State, *, dry: bool = False) -> None:
        self._to = to
        self._state = state
        self._dry = dry
        self._keyring: Keyring | None = None
        self._seen: dict[str, int] = {}
        self.stopped: Exception | None = None

    def reports(self, lines: Iterator[Line]) -> Iterator[Report]:
        """Yield what became of each line, once that is so. Raises: StateUnusable, FileUnusable."""
        for line in lines:
            if not isinstance(line.said, Content):
                yield Report(line.number, "refused", tuple(line.said))
                continue
            first = self._seen.setdefault(line.digest, line.number)
            if first != line.number:
                yield Report(line.number, "repeated", same_as=first)
            else:
                yield self._report(line, line.said)

    def _report(self, line: Line, content: Content) -> Report:
        key = self._to.key(line)
        kept = self._state.kept(key)
        if kept is not None and kept.sent:
            return _told(line, "already sent", kept)
        try:
            if self.stopped is None:
                return self._send(line, content, key, kept)
        except (Unreachable, PostRefused, KeyringError) as error:
            self.stopped = error
        kept = self._state.kept(key)
        return _told(line, "unknown" if kept and kept.doubt else "not sent", kept)

    def _send(self, line: Line, content: Content, key: str, kept: Kept | None) -> Report:
        for last in (False, True):
            keyring = self._keyring or self._patiently(self._fetch)
            if kept is None or kept.serial != keyring.serial:
                kept = self._seal(content, keyring, kept)
            if self._dry:
                return Report(line.number, "would be sent", left_out=line.left_out)
            self._state.keep(key, kept)
            try:
                return _told(line, "sent", self._patiently(lambda: self._post(key)))
            except PostRefused as error:
                # Under the second keyring the letter is posted once more, and no third time.
                if error.code != _STALE or last:
                    raise
            self._keyring, kept = None, self._state.kept(key)
        raise AssertionError

    def _post(self, key: str) -> Kept:
        """Post what is kept; that it may have arrived is kept first. Raises: as the service."""
        kept = self._state.kept(key)
        assert kept is not None  # noqa: S101 (just kept)
        self._state.keep(key, replace(kept, doubt=True))
        try:
            found = self._to.service.post(kept.envelope, kept.serial)
        except PostRefused:
            # Its own word that it kept nothing of this post.
            self._state.keep(key, kept)
            raise
        if found != envelope_id(kept.envelope):
            raise Unreachable("the service answered for another letter")
        kept = replace(kept, doubt=True, sent=True)
        self._state.keep(key, kept)
        return kept

    def _patiently(self, act: Callable[[], T]) -> T:
        """Do this, again after a pause while there is no answer or no letters are taken."""
        for number in range(_TRIES - 1):
            try:
                return act()
            except Unreachable:
                self._to.pause(2**number)
            except PostRefused as error:
                if error.retry_after is None:
                    raise
                self._to.pause(min(error.retry_after, _LONGEST_PAUSE))
        return act()

    def _seal(self, content: Content, keyring: Keyring, kept: Kept | None) -> Kept:
        """Seal a letter; one that was sealed before keeps its id and its receipt."""
        receipt = kept.receipt if kept else new_receipt()
        letter = Letter(
            letter_id=kept.letter_id if kept else new_letter_id(),
            form=content.questionnaire.form,
            form_version=content.questionnaire.version,
            language=content.language,
            serial=keyring.serial,
            via="sealed",
            written=written_now(),
            answers=content.answers.values,
            way_back=derive(receipt, self._to.host).way_back,
        )
        envelope = seal_envelope(serialise(letter), keyring.recipient)
        doubt = kept.doubt if kept else False
        return Kept(letter.letter_id, keyring.serial, receipt, envelope, doubt=doubt)

    def _fetch(self) -> Keyring:
        """Return the keyring in force. Raises: KeyringError, Unreachable."""
        least = max(self._to.minimum_serial, self._state.highest_serial())
        text = self._to.service.keyring_text()
        self._keyring = open_keyring(text, self._to.root, least, today())
        if not self._dry:
            self._state.note_serial(self._keyring.serial)
        return self._keyring


def today() -> date:
    """Return the day in UTC, by which a keyring expires."""
    return datetime.now(UTC).date()


def _told(line: Line, status: Status, kept: Kept | None) -> Report:
    arrived = kept is not None and kept.sent
    return Report(
        line.number,
        status,
        reference=kept.letter_id[:8] if kept else None,
        receipt=kept.receipt if kept and (arrived or kept.doubt) else None,
        left_out=line.left_out,
    )
