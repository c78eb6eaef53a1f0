"""Cases as staff see them: a conversation, what was done about it, and what is no letter at all.

Only nouns. Nothing here is ever written anywhere, and no repr holds what anybody wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.forms.questionnaire import Questionnaire
from app.inbox.case_state import CaseState, Entry, Reply
from app.inbox.errors import (
    AmbiguousCase,
    NoWayBack,
    ReplyRefused,
    UnknownCase,
    WayBackContested,
)
from app.inbox.history import Irregularity
from app.inbox.ledger import EMPTY, Ledger
from app.inbox.pieces import Attached, Piece
from app.wire.letter import Letter
from app.wire.receipt import WayBack

Answer = str | tuple[str, ...]
RawCode = Literal["letter-version-unknown", "form-unknown", "answers-invalid"]
Questionnaires = Mapping[tuple[str, int], Questionnaire]


@dataclass(frozen=True)
class Reading:
    """One content, and the envelopes that brought it (ids, sorted).

    `letter` is None when the letter's version is unknown. `answers` are those that the form asks
    for, in its order. `raw` is the text that is shown as it came, and `raw_code` says why.
    `arrived` is its place in the order of arrival, None before anybody wrote it down.
    `someone_else` marks what is not certainly its case's first letter: who found the receipt may
    have written it. `unasked` is how many answers were dropped, as its form does not ask them, and
    `unasked_files` how many files, as none can be sent with it. `understood`: the version in whose
    terms it says how its sender is reached (`app.inbox.versions`).
    """

    envelopes: tuple[str, ...]
    letter: Letter | None
    questionnaire: Questionnaire | None
    answers: Mapping[str, Answer] = field(repr=False)
    marks: tuple[str, ...] = ()
    raw: str = field(default="", repr=False)
    raw_code: RawCode | None = None
    arrived: int | None = None
    someone_else: bool = False
    unasked: int = 0
    understood: tuple[str, int] | None = None
    files: tuple[Attached, ...] = ()
    unasked_files: int = 0

    @property
    def written(self) -> str | None:
        """Return when the sender's device says that it was written, or None if not readable."""
        return self.letter.written if self.letter else None


@dataclass(frozen=True)
class Case:
    """A conversation: every letter with one way back, in the order in which they arrived.

    `case_id` is the letter id of the first; an envelope id where there is none to read, or where
    another case names the same. A letter without a way back is a case with its own copies. There
    may be several readings of one letter id, if their contents differ.

    `claimed` is the way back that its letters name. `rivals` are the cases that name the same case
    secret and other recipients: their writers, or this one's, saw the receipt or a letter.
    `is_first` tells that it certainly came before all of them.

    `same_person` are the other cases that staff merged with it, and `belongs_to` the id of the one
    that all of them were merged into in the end, "" if that is this one.
    """

    case_id: str
    readings: tuple[Reading, ...]
    state: CaseState = field(default=CaseState())
    claimed: WayBack | None = field(default=None, repr=False)
    ledger: Ledger = field(default=EMPTY, repr=False, compare=False)
    rivals: tuple[str, ...] = ()
    is_first: bool = True
    belongs_to: str = ""
    same_person: tuple["Case", ...] = field(default=(), repr=False, compare=False)

    @property
    def way_back(self) -> WayBack | None:
        """Return the way on which it is answered; None if it must not be, or cannot."""
        return self.claimed if self.is_first else None

    @property
    def unanswerable(self) -> type[ReplyRefused] | None:
        """Return why it cannot be answered; None if it can."""
        if self.claimed is None:
            return NoWayBack
        return None if self.is_first else WayBackContested

    @property
    def at_once(self) -> bool:
        """Tell whether several letters of it came at once: none is known to be the first."""
        return all(reading.someone_else for reading in self.readings)

    @property
    def envelopes(self) -> tuple[str, ...]:
        """Return the ids of every envelope of this case."""
        return tuple(name for reading in self.readings for name in reading.envelopes)

    @property
    def letter_ids(self) -> tuple[str, ...]:
        """Return the ids of its letters, in the order of arrival."""
        ids = (reading.letter.letter_id for reading in self.readings if reading.letter)
        return tuple(dict.fromkeys(ids))

    @property
    def newest(self) -> Reading:
        """Return the reading that came last."""
        return self.readings[-1]

    @property
    def differing(self) -> bool:
        """Tell whether one letter of the case came with several contents."""
        return len(self.readings) > max(1, len(self.letter_ids))

    @property
    def pieces(self) -> tuple[str, ...]:
        """Return the kept envelopes that hold parts of its files."""
        files = (file for reading in self.readings for file in reading.files)
        return tuple(name for file in files for name in file.pieces if name)

    def covers(self, entry: Entry | Reply) -> bool:
        """Tell whether who made this entry had received all that is in the case now."""
        return all(self.ledger.knew(entry, name) for name in self.envelopes)

    @property
    def closed(self) -> bool:
        """Tell whether it was closed and nothing came since."""
        return self.state.closed is not None and self.covers(self.state.closed)

    @property
    def deleted(self) -> bool:
        """Tell whether it was deleted and nothing came since."""
        return self.state.deleted is not None and self.covers(self.state.deleted)

    @property
    def merged(self) -> bool:
        """Tell whether it stands under another case in the list, and nothing came since.

        A case that was closed by who did not know of it yet, or was deleted, takes none with it.
        """
        merged, head = self.state.merged, self.head
        if merged is None or head is None or head.deleted or not self.covers(merged):
            return False
        closed = head.state.closed if head.closed else None
        return closed is None or self.ledger.comes_after(closed.event, merged.event)

    @property
    def head(self) -> "Case | None":
        """Return the case that it was merged into in the end; None if into none."""
        return next((each for each in self.same_person if each.case_id == self.belongs_to), None)

    @property
    def open(self) -> bool:
        """Tell whether it is in the list of what is not done with."""
        return not (self.ended or self.merged)

    @property
    def waits(self) -> bool:
        """Tell whether it is open and its sender got nothing since their last letter.

        So does a case under which one stands that waits: each is answered by itself.
        """
        under = () if self.belongs_to else self.same_person
        return self.open and any(not each.ended and not each.handled for each in (self, *under))

    @property
    def handled(self) -> bool:
        """Tell whether somebody answered, called, decided or handed it over since all that came."""
        return any(map(self.covers, self.state.handled))

    @property
    def ended(self) -> bool:
        """Tell whether it was closed or deleted and nothing came since."""
        return self.closed or self.deleted


@dataclass(frozen=True)
class Quarantined:
    """A kept object that is no letter to us; `raw` is its text where it could be opened at all."""

    name: str
    size: int
    code: str
    raw: str = field(default="", repr=False)


@dataclass(frozen=True)
class Contents:
    """Everything kept: cases, the newest first, and what is quarantined, by name.

    `irregularities` is what is not as it should be among the events of staff, `unread_events` the
    kept objects that are none to us, each with its code. `pieces` are all parts of files, and
    `loose` those that no letter has, yet or ever; both by name.
    """

    cases: tuple[Case, ...]
    quarantine: tuple[Quarantined, ...]
    irregularities: tuple[Irregularity, ...] = ()
    unread_events: Mapping[str, str] = field(default_factory=dict)
    loose: tuple[Piece, ...] = ()
    pieces: tuple[Piece, ...] = ()

    def find(self, wanted: str) -> Case | Quarantined:
        """Return what has this case, letter or envelope id, or a beginning that fits only one.

        Raises: UnknownCase, AmbiguousCase.
        """
        # A whole id wins, so that no letter can make another one's ambiguous.
        for case in self.cases:
            if wanted == case.case_id:
                return case
        found: dict[str, Case | Quarantined] = {
            case.case_id: case
            for case in self.cases
            for name in (case.case_id, *case.letter_ids, *case.envelopes, *case.pieces)
            if wanted and name.startswith(wanted)
        }
        found |= {each.name: each for each in self.quarantine if each.name.startswith(wanted)}
        if wanted and not found and any(each.name.startswith(wanted) for each in self.loose):
            raise UnknownCase("This is a part of a file, and no letter that is kept here names it.")
        if not wanted or not found:
            raise UnknownCase("Nothing kept has this id: 'turva inbox list' shows what there is.")
        if len(found) > 1:
            raise AmbiguousCase(f"{len(found)} ids begin like this: give more of the one you mean.")
        return next(iter(found.values()))
