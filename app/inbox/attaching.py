"""Cases joined with the files that their letters name, of what is kept.

Nothing is opened here. A piece counts for a letter only if the letter names it and it names the
letter: staff's events tell which envelope stands for one that was sealed anew. Whatever is wrong
with a file is said beside it, and never hides the letter.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.inbox.cases import Case, Quarantined, Reading
from app.inbox.ledger import Ledger
from app.inbox.opening import Found
from app.inbox.pieces import SERIOUS, Attached, FileCode, Piece
from app.wire.attachment import Attachment
from app.wire.letter import Letter

_LETTER_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


def with_files(
    cases: Iterable[Case], found: Mapping[str, Found], ledger: Ledger
) -> tuple[Case, ...]:
    """Return the cases, each letter with the files that its form lets it have."""
    shelf = _Shelf(found, ledger)
    return tuple(_with_files(case, shelf) if _names_files(case) else case for case in cases)


def loose_pieces(
    cases: Iterable[Case], quarantine: Iterable[Quarantined], found: Mapping[str, Found]
) -> tuple[Piece, ...]:
    """Return the kept pieces that no letter has, by name.

    Not among them is what a letter may have that the inbox cannot read.
    """
    readings = [reading for case in cases for reading in case.readings]
    held = {name for reading in readings for file in reading.files for name in file.pieces}
    pieces = [each for each in found.values() if isinstance(each, Piece) and each.name not in held]
    if not pieces:
        return ()
    texts = [reading.raw for reading in readings if reading.letter is None]
    unread = _letter_ids([*texts, *(each.raw for each in quarantine)])
    loose = (piece for piece in pieces if piece.letter_id not in unread)
    return tuple(sorted(loose, key=lambda each: each.name))


def pieces_of(reading: Reading, pieces: Iterable[Piece]) -> frozenset[str]:
    """Return the kept pieces of a letter, by name; of one that cannot be read, what may be its."""
    if reading.letter is not None:
        return frozenset(name for file in reading.files for name in file.pieces if name)
    ids = _letter_ids([reading.raw])
    return frozenset(piece.name for piece in pieces if piece.letter_id in ids)


def _letter_ids(texts: Iterable[str]) -> frozenset[str]:
    """Return what may be the id of a letter in texts that nobody can read as one."""
    return frozenset(each for text in texts for each in _LETTER_ID.findall(text))


def _names_files(case: Case) -> bool:
    return any(reading.letter and reading.letter.attachments for reading in case.readings)


def _with_files(case: Case, shelf: "_Shelf") -> Case:
    readings, before = list[Reading](), 0
    for reading in case.readings:
        now = _read(reading, shelf, before)
        before += len(now.files)
        readings.append(now)
    return replace(case, readings=tuple(readings))


def _read(reading: Reading, shelf: "_Shelf", before: int) -> Reading:
    letter = reading.letter
    if letter is None:
        return reading
    if reading.questionnaire is not None and not reading.questionnaire.files:
        return replace(reading, unasked_files=len(letter.attachments))
    files = tuple(
        replace(shelf.attached(letter, said), number=before + place)
        for place, said in enumerate(letter.attachments, 1)
    )
    return replace(reading, files=files)


@dataclass(frozen=True)
class _Shelf:
    """Everything that is kept, by name, and which of it stands for what."""

    found: Mapping[str, Found]
    ledger: Ledger

    def attached(self, letter: Letter, said: Attachment) -> Attached:
        """Return a file of the letter as far as it is kept."""
        parts = [self._part(letter.letter_id, name) for name in said.pieces]
        pieces = [part for part in parts if isinstance(part, Piece)]
        codes = {part for part in parts if not isinstance(part, Piece)}
        if not codes and sum(piece.length for piece in pieces) != said.size:
            codes = {"size-differs"}
        first = parts[0]
        return Attached(
            letter_id=letter.letter_id,
            said=said,
            pieces=tuple(part.name if isinstance(part, Piece) else "" for part in parts),
            code=next((code for code in SERIOUS if code in codes), None),
            looks=first.looks if isinstance(first, Piece) else "unknown",
        )

    def _part(self, letter_id: str, named: str) -> Piece | FileCode:
        """Return the piece that stands for what a letter names, or why there is none for it."""
        names = (named, *self.ledger.resealed.get(named, ()))
        kept = [self.found[name] for name in names if name in self.found]
        for each in kept:
            if isinstance(each, Piece) and each.letter_id == letter_id:
                return each
        if not kept:
            return "piece-missing"
        if not all(isinstance(each, Quarantined) for each in kept):
            return "piece-foreign"
        closed = any(isinstance(each, Quarantined) and each.code == "not-for-us" for each in kept)
        return "piece-unopened" if closed else "piece-damaged"
