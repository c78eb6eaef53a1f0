"""Files of letters: each has its own honest state, and none ever hides a letter."""

import dataclasses
from collections.abc import Callable

import pytest

from app.age.hybrid import HybridIdentity
from app.inbox.attachments import file_of, join
from app.inbox.cases import Case, Contents
from app.inbox.errors import UnknownCase
from app.inbox.file_errors import FileRefused, UnknownFile
from app.inbox.joining import read_cases
from app.inbox.meanings import MEANINGS
from app.inbox.opening import Opener
from app.inbox.pieces import SERIOUS
from app.store.memory import MemoryArchive
from app.wire.attachment import Attachment
from app.wire.constants import LARGEST_PIECE, PIECE_TYPE
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.piece import seal_piece, write_piece
from tests.inbox.files import PNG, Sent, keep_pieces, with_files
from tests.inbox.shelf import LETTER, Shelf, identity, questionnaires, seal

OTHER = "f" * 32
BIG = bytes(range(256)) * 6000
"""One and a half pieces."""


def bytes_of(shelf: Shelf, case: Case, number: int = 1) -> bytes:
    return join(shelf.store, Opener([HybridIdentity.generate(), identity()]), file_of(case, number))


def test_pieces_are_no_letters_and_no_quarantine_and_join_to_what_was_sent(shelf: Shelf) -> None:
    shelf.keep(with_files(keep_pieces(shelf, Sent(BIG)), keep_pieces(shelf, Sent(PNG, "ö"))))
    contents = shelf.read()
    (case,) = contents.cases
    (reading,) = case.readings

    assert ((), ()) == (contents.quarantine, contents.loose)
    assert 1 == len(reading.envelopes)
    assert [(1, None, 2), (2, None, 1)] == [
        (file.number, file.code, len(file.pieces)) for file in reading.files
    ]
    assert "png" == reading.files[1].looks
    assert (BIG, PNG) == (bytes_of(shelf, case), bytes_of(shelf, case, 2))
    with pytest.raises(UnknownFile):
        bytes_of(shelf, case, 3)


def test_files_are_numbered_through_the_case(shelf: Shelf) -> None:
    shelf.keep(with_files(keep_pieces(shelf, Sent()), keep_pieces(shelf, Sent())))
    shelf.keep(with_files(keep_pieces(shelf, Sent()), answers={"message": "another content"}))
    (case,) = shelf.read().cases

    assert [1, 2, 3] == [file.number for reading in case.readings for file in reading.files]


def missing(shelf: Shelf) -> Attachment:
    return dataclasses.replace(keep_pieces(shelf, Sent()), pieces=("0" * 64,))


def of_another_letter(shelf: Shelf) -> Attachment:
    return keep_pieces(shelf, Sent(b"their papers", of=OTHER))


def of_another_epoch(shelf: Shelf) -> Attachment:
    sealed = seal_piece(LETTER.letter_id, b"hello", HybridIdentity.generate().recipient)
    return Attachment("a", "text/plain", 5, (shelf.put(sealed),))


def changed(shelf: Shelf) -> Attachment:
    sealed = bytearray(seal(write_piece(LETTER.letter_id, b"hello")))
    sealed[-1] ^= 1
    return Attachment("a", "text/plain", 5, (shelf.put(bytes(sealed)),))


def of_another_size(shelf: Shelf) -> Attachment:
    return dataclasses.replace(keep_pieces(shelf, Sent(b"hell")), size=5)


def too_large(shelf: Shelf) -> Attachment:
    first, second = keep_pieces(shelf, Sent(b"a")), keep_pieces(shelf, Sent(b"b"))
    return Attachment("a", "text/plain", LARGEST_PIECE + 1, (*first.pieces, *second.pieces))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (missing, "piece-missing"),
        (of_another_letter, "piece-foreign"),
        (of_another_epoch, "piece-unopened"),
        (changed, "piece-damaged"),
        (of_another_size, "size-differs"),
        (too_large, "size-differs"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_and_its_letter_and_other_files_are_shown(
    shelf: Shelf, make: Callable[[Shelf], Attachment], code: str
) -> None:
    shelf.keep(with_files(make(shelf), keep_pieces(shelf, Sent(b"whole"))))
    (case,) = shelf.read().cases
    bad, good = case.newest.files

    assert {"message": "see the files"} == case.newest.answers
    assert (code, None) == (bad.code, good.code)
    with pytest.raises(FileRefused) as refused:
        bytes_of(shelf, case)
    assert code == refused.value.code
    assert b"whole" == bytes_of(shelf, case, 2)


def test_every_code_of_a_file_has_its_words() -> None:
    assert set(SERIOUS) <= MEANINGS.keys()


def test_whoever_names_somebodys_letter_as_a_piece_neither_hides_nor_gets_it(shelf: Shelf) -> None:
    for message, size in (("short", 1), ("long", 150_000)):
        theirs = dataclasses.replace(
            LETTER, letter_id=OTHER[:-1] + str(size % 9), answers={"message": message * size}
        )
        named = Attachment("a", "text/plain", 5, (shelf.keep(theirs),))
        shelf.keep(with_files(named, letter_id=f"{size:032x}"))
    contents = shelf.read()

    assert 4 == len(contents.cases)
    files = [file for case in contents.cases for file in case.newest.files]
    assert ["piece-foreign"] * 2 == [file.code for file in files]


def test_a_letter_may_come_after_its_pieces_and_a_piece_after_its_letter(shelf: Shelf) -> None:
    said = keep_pieces(shelf, Sent())
    assert said.pieces == tuple(piece.name for piece in shelf.read().loose)
    late = seal(write_piece(LETTER.letter_id, b"late"))
    shelf.keep(with_files(said, Attachment("b", "text/plain", 4, (envelope_id(late),))))
    (case,) = shelf.read().cases
    assert [None, "piece-missing"] == [file.code for file in case.newest.files]
    shelf.put(late)

    (case,) = shelf.read().cases
    assert [None, None] == [file.code for file in case.newest.files]
    assert () == shelf.read().loose


def test_a_piece_is_found_by_its_id_with_the_case_that_has_it(shelf: Shelf) -> None:
    said, other = keep_pieces(shelf, Sent()), keep_pieces(shelf, Sent(of=OTHER))
    shelf.keep(with_files(said))
    contents = shelf.read()

    assert contents.cases[0] is contents.find(said.pieces[0])
    with pytest.raises(UnknownCase, match="part of a file"):
        contents.find(other.pieces[0])


def test_files_that_a_form_does_not_take_are_counted_and_given_to_nobody(shelf: Shelf) -> None:
    said = keep_pieces(shelf, Sent())
    shelf.keep(with_files(said, form="consultation", form_version=1, answers={}))
    contents = shelf.read()

    assert ((), 1) == (contents.cases[0].newest.files, contents.cases[0].newest.unasked_files)
    assert said.pieces == tuple(piece.name for piece in contents.loose)


def test_what_a_letter_that_cannot_be_read_may_name_is_not_loose(shelf: Shelf) -> None:
    keep_pieces(shelf, Sent(of="1" * 32))
    keep_pieces(shelf, Sent(of="2" * 32))
    keep_pieces(shelf, Sent(of="3" * 32))
    shelf.keep(b'{"wire":9,"letter":"%s"}' % (b"1" * 32))
    shelf.keep(b'{"wire":3,"letter":"%s","attachments":7}' % (b"2" * 32))

    assert ["3" * 32] == [piece.letter_id for piece in shelf.read().loose]


def test_what_only_begins_like_a_piece_is_in_quarantine(shelf: Shelf) -> None:
    name = shelf.keep(PIECE_TYPE.encode() + b"\nno letter\nbytes")

    assert [(name, "piece-malformed")] == [(q.name, q.code) for q in shelf.read().quarantine]


def test_a_piece_that_was_changed_on_this_disk_is_never_given_out(shelf: Shelf) -> None:
    said = keep_pieces(shelf, Sent())
    shelf.keep(with_files(said))
    (case,) = shelf.read().cases
    evil = seal_envelope(write_piece(LETTER.letter_id, b"evil!"), identity().recipient)
    shelf.store._objects[said.pieces[0]] = evil
    with pytest.raises(FileRefused) as refused:
        bytes_of(shelf, case)

    assert "piece-damaged" == refused.value.code


def test_no_repr_shows_a_files_name_or_bytes(shelf: Shelf) -> None:
    shelf.keep(with_files(keep_pieces(shelf, Sent(b"SECRET", "SECRET.jpg"))))

    assert "SECRET" not in repr(shelf.read())


class Counting(MemoryArchive):
    """A store that counts how often each object is read."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def get(self, name: str) -> bytes:
        self.asked.append(name)
        return super().get(name)


def test_each_piece_is_opened_once_to_know_it_and_then_only_those_of_the_file_asked_for() -> None:
    shelf = Shelf(Counting())
    one, two = keep_pieces(shelf, Sent(BIG)), keep_pieces(shelf, Sent())
    shelf.keep(with_files(one, two))
    known: dict[str, object] = {}

    def read() -> Contents:
        return read_cases(shelf.store, [identity()], questionnaires(), known)  # type: ignore[arg-type]  # what it fills itself

    (case,) = read().cases
    assert isinstance(shelf.store, Counting)
    shelf.store.asked.clear()
    read()
    assert [] == shelf.store.asked
    bytes_of(shelf, case, 2)
    assert list(two.pieces) == shelf.store.asked


def test_files_alone_are_a_whole_letter_and_only_where_files_can_be_sent(shelf: Shelf) -> None:
    alone = with_files(keep_pieces(shelf, Sent()), answers={})
    nothing = with_files(answers={}, letter_id=OTHER)
    elsewhere = with_files(
        keep_pieces(shelf, Sent(of="e" * 32)),
        form="follow",
        form_version=1,
        answers={},
        letter_id="e" * 32,
    )
    for each in (alone, nothing, elsewhere):
        shelf.keep(each)
    codes = {
        reading.letter.letter_id: reading.raw_code
        for case in shelf.read().cases
        for reading in case.readings
        if reading.letter
    }

    invalid = "answers-invalid"
    assert {LETTER.letter_id: None, OTHER: invalid, "e" * 32: invalid} == codes
