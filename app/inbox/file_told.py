"""A letter's files as lines for a terminal and as JSON values; never a byte of what they hold."""

from collections.abc import Iterator
from typing import Any

from app.inbox.cases import Contents, Reading
from app.inbox.looks import LOOKS, is_borne_out
from app.inbox.meanings import MEANINGS
from app.inbox.pieces import Attached
from app.inbox.visible import visible_line

CARE = (
    "Opening a file on a computer can run what is in it. Open it on one that is made for it, and"
    " not on this one."
)


def file_lines(reading: Reading) -> Iterator[str]:
    """Yield what is said of the files of a letter."""
    if reading.unasked_files:
        yield f"Files that cannot be sent with its form, not given out: {reading.unasked_files}"
    for file in reading.files:
        yield f"File {file.number}, {file.said.size} bytes, {file.said.media_type} by the sender"
        yield f"  │ {visible_line(file.said.name)}"
        if file.pieces[0]:
            belied = "" if is_borne_out(file.said.media_type, file.looks) else ", NOT what is said"
            yield f"  It looks like {LOOKS[file.looks]}{belied}."
        if file.code:
            yield f"  {MEANINGS[file.code].says} {MEANINGS[file.code].do}"
    if any(file.code is None for file in reading.files):
        yield "'turva inbox attachment CASE NUMBER --out FILE' saves a file."


def loose_lines(contents: Contents) -> Iterator[str]:
    """Yield what is said of pieces that no letter has."""
    if contents.loose:
        meaning = MEANINGS["piece-loose"]
        yield f"Parts of files without a letter: {len(contents.loose)}. {meaning.says} {meaning.do}"


def file_record(file: Attached) -> dict[str, Any]:
    """Return what is said of a file. `name` and `type` are the sender's words, exact and hostile.

    `code` is None where the bytes can be had, as far as is known before they are asked for.
    """
    told = {"meaning": MEANINGS[file.code].says, "do": MEANINGS[file.code].do} if file.code else {}
    return {
        "number": file.number,
        "name": file.said.name,
        "type": file.said.media_type,
        "size": file.said.size,
        "looks": file.looks,
        "code": file.code,
        **told,
        "pieces": [
            {"envelope": named, "kept": kept or None}
            for named, kept in zip(file.said.pieces, file.pieces, strict=True)
        ],
    }


def loose_records(contents: Contents) -> list[dict[str, str]]:
    """Return the pieces that no letter has, each with the id of the letter that it names."""
    return [{"id": piece.name, "letter": piece.letter_id} for piece in contents.loose]
