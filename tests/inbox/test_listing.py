"""The order of the list, and what is left out of it: nothing that anybody still waits for."""

import pytest

from app.inbox.cases import Contents
from app.inbox.joining import read_cases
from app.inbox.listing import count, listed, to_do
from app.wire.kinds import Body
from app.wire.receipt import WayBack
from tests.inbox.chronicle import Writer, folded
from tests.inbox.shelf import Shelf, identity, letter, questionnaires
from tests.wire.events import BODIES

OLD, NEW = "1" * 32, "2" * 32


def write(shelf: Shelf, letter_id: str, receipt: str, **fields: object) -> str:
    way_back = WayBack(b"\x01" * 1216, receipt.encode().ljust(32))
    return shelf.keep(letter(**{"letter_id": letter_id, "way_back": way_back, **fields}))


@pytest.fixture
def aino(shelf: Shelf) -> Writer:
    """Return who received two letters, one after the other."""
    aino = Writer("aino")
    aino.received(write(shelf, OLD, "old"))
    aino.received(write(shelf, NEW, "new"))
    return aino


def contents(shelf: Shelf, aino: Writer) -> Contents:
    return read_cases(shelf.store, [identity()], questionnaires(), None, folded(aino.known))


def ids(shelf: Shelf, aino: Writer, which: str = "open") -> list[str]:
    found = contents(shelf, aino)
    cases = listed(found, which)  # type: ignore[arg-type]  # a text of the test's own
    assert len(cases) == count(found, which)  # type: ignore[arg-type]  # the same
    return [case.case_id for case in cases]


def test_the_newest_stands_first(shelf: Shelf, aino: Writer) -> None:
    assert [NEW, OLD] == ids(shelf, aino)


@pytest.mark.parametrize("kind", ["reply", "call", "decision", "moved"])
def test_what_was_dealt_with_stands_after_what_was_not(
    shelf: Shelf, aino: Writer, kind: str
) -> None:
    aino.write(kind, BODIES[kind], NEW)

    assert [OLD, NEW] == ids(shelf, aino)
    aino.received(write(shelf, "3" * 32, "new"))
    assert [NEW, OLD] == ids(shelf, aino)
    assert all(map(to_do, contents(shelf, aino).cases))


@pytest.mark.parametrize("kind", ["note", "check", "claim", "label"])
def test_what_the_sender_notices_nothing_of_leaves_it_to_do(
    shelf: Shelf, aino: Writer, kind: str
) -> None:
    aino.write(kind, BODIES[kind], NEW)

    assert [NEW, OLD] == ids(shelf, aino)
    assert all(map(to_do, contents(shelf, aino).cases))


def test_an_answer_that_was_taken_back_is_no_answer(shelf: Shelf, aino: Writer) -> None:
    aino.write("reply", BODIES["reply"], OLD)
    assert [False] == [to_do(case) for case in contents(shelf, aino).cases if case.case_id == OLD]
    aino.write("withdraw", {"answer": BODIES["reply"]["answer"]}, OLD)

    assert all(map(to_do, contents(shelf, aino).cases))


@pytest.mark.parametrize(
    ("done", "undone"),
    [
        (("close", {}), ("reopen", {})),
        (("delete", {"reason": "x"}), ("restore", {})),
        (("merge", {"into": OLD}), ("merge", {"into": ""})),
    ],
)
def test_what_is_done_with_is_in_the_other_list_until_it_is_not(
    shelf: Shelf, aino: Writer, done: tuple[str, Body], undone: tuple[str, Body]
) -> None:
    aino.write(*done, NEW)

    assert [[OLD], [NEW], [NEW, OLD]] == [
        ids(shelf, aino, which) for which in ("open", "done", "all")
    ]
    aino.write(*undone, NEW)
    assert [[NEW, OLD], []] == [ids(shelf, aino, which) for which in ("open", "done")]


@pytest.mark.parametrize("done", [("close", {}), ("delete", {"reason": "x"})])
def test_a_letter_that_nobody_had_received_brings_its_case_back(
    shelf: Shelf, aino: Writer, done: tuple[str, Body]
) -> None:
    aino.write(*done, NEW)
    write(shelf, "3" * 32, "new")

    assert [NEW, OLD] == ids(shelf, aino)


@pytest.mark.parametrize("done", [("close", {}), ("delete", {"reason": "x"})])
def test_a_wish_that_nobody_obeyed_keeps_even_a_closed_case_in_sight(
    shelf: Shelf, aino: Writer, done: tuple[str, Body]
) -> None:
    aino.write("reply", BODIES["reply"], OLD)
    fields = {"form": "follow", "answers": {"wishes": ("remove_answers",)}}
    aino.received(write(shelf, "3" * 32, "old", **fields))
    aino.write(*done, OLD)
    assert {OLD, NEW} == set(ids(shelf, aino))
    aino.write("withdraw", {"answer": BODIES["reply"]["answer"]}, OLD)

    assert [NEW] == ids(shelf, aino)
