"""Cases: what staff see of letters that came under one letter id, and how a case is found."""

import pytest

from app.inbox.cases import Case, Contents, Quarantined
from app.inbox.errors import AmbiguousCase, UnknownCase
from tests.inbox.shelf import LETTER, Shelf, letter

# --- what is well


def test_a_letter_becomes_a_case_with_its_answers_in_the_forms_order(shelf: Shelf) -> None:
    answers = {"contact": "by the door", "message": "السلام\u200f عليكم\n🙂", "writer": "for_me"}
    name = shelf.keep(letter(answers=answers))

    (case,) = shelf.read().cases

    assert LETTER.letter_id == case.case_id
    assert (name,) == case.envelopes
    assert ["message", "writer", "contact"] == list(case.newest.answers)
    assert answers == case.newest.answers
    assert case.newest.raw_code is None


def test_the_newest_case_comes_first_and_one_without_a_time_before_all(shelf: Shelf) -> None:
    shelf.keep(letter(letter_id="1" * 32, written="2026-11-20T10:00Z"))
    shelf.keep(letter(letter_id="2" * 32, written="2026-11-21T10:00Z"))
    shelf.keep(b'{"wire":9}')

    assert [None, "2026-11-21T10:00Z", "2026-11-20T10:00Z"] == [
        case.newest.written for case in shelf.read().cases
    ]


# --- joining


def test_copies_of_one_letter_are_one_reading_even_under_another_keyring_or_minute(
    shelf: Shelf,
) -> None:
    names = [
        shelf.keep(letter()),
        shelf.keep(letter()),
        shelf.keep(letter(serial=4, written="2026-11-22T03:41Z")),
    ]

    (case,) = shelf.read().cases

    assert 1 == len(case.readings)
    assert tuple(sorted(names)) == case.envelopes
    assert "2026-11-22T03:40Z" == case.newest.written


def test_differing_contents_under_one_letter_id_are_all_shown_in_one_case(shelf: Shelf) -> None:
    shelf.keep(letter(answers={"message": "second"}, written="2026-11-22T03:41Z"))
    shelf.keep(letter(answers={"message": "first"}))
    shelf.keep(letter(answers={"message": "first"}, via="plain", marks=("no-origin",)))

    (case,) = shelf.read().cases

    assert ["first", "first", "second"] == [reading.answers["message"] for reading in case.readings]
    assert {"sealed", "plain"} == {
        reading.letter.via for reading in case.readings if reading.letter
    }
    assert "second" == case.newest.answers["message"]


def test_marks_of_every_copy_are_shown(shelf: Shelf) -> None:
    shelf.keep(letter(via="plain"))
    shelf.keep(letter(via="plain", marks=("no-origin",)))

    (case,) = shelf.read().cases

    assert (("no-origin",),) == tuple(reading.marks for reading in case.readings)


# --- finding


def contents_of(*names: str) -> Contents:
    return Contents(tuple(Case(name, ()) for name in names), (Quarantined("ffff", 1, "not-age"),))


@pytest.mark.parametrize("wanted", ["abcd", "ab"])
def test_a_case_is_found_by_a_beginning_that_fits_only_one(wanted: str) -> None:
    found = contents_of("abcd", "acdc").find(wanted)

    assert isinstance(found, Case)
    assert "abcd" == found.case_id


def test_a_case_is_found_by_the_id_of_any_of_its_envelopes(shelf: Shelf) -> None:
    names = [shelf.keep(letter()), shelf.keep(letter())]

    assert {LETTER.letter_id} == {
        case.case_id
        for case in (shelf.read().find(name[:40]) for name in names)
        if isinstance(case, Case)
    }


def test_a_quarantined_object_is_found_too() -> None:
    assert isinstance(contents_of("abcd").find("ff"), Quarantined)


@pytest.mark.parametrize("wanted", ["", "b", "abcde"])
def test_an_unknown_id_is_refused(wanted: str) -> None:
    with pytest.raises(UnknownCase):
        contents_of("abcd").find(wanted)


def test_a_beginning_that_fits_several_is_refused() -> None:
    with pytest.raises(AmbiguousCase, match="2 ids"):
        contents_of("abcd", "abef").find("ab")


def test_no_repr_holds_what_a_letter_says(shelf: Shelf) -> None:
    shelf.keep(letter(answers={"message": "MARKED", "verdict": "MARKED"}))
    shelf.keep(b'{"wire":9,"said":"MARKED"}')
    shelf.keep(b'{"wire":1,"said":"MARKED"}')

    assert "MARKED" not in repr(shelf.read())


def test_a_whole_letter_id_is_found_though_an_envelope_begins_like_it() -> None:
    shelf = Shelf()
    name = shelf.keep(LETTER)
    forged = letter(letter_id=name[:32])
    shelf.keep(forged)
    assert forged.letter_id == getattr(shelf.read().find(forged.letter_id), "case_id", None)
