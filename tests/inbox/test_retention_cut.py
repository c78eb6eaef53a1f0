"""Retention that is cut at any step and run again ends the same, and never loses an open case."""

import copy
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from app.store.folder import FolderArchive, FolderStore
from app.store.shelf import FolderShelf
from tests.inbox.keys.office import Cut
from tests.inbox.staff import OLD, Staff

OPEN, CLOSED = "a" * 32, "b" * 32
MOST_STEPS = 1000
CHANGES: tuple[tuple[type, str], ...] = (
    (FolderStore, "put"),
    (FolderArchive, "remove"),
    (FolderShelf, "replace"),
    (FolderShelf, "remove"),
)


@contextmanager
def cut_before(step: int) -> Iterator[list[str]]:
    """Cut the power before something is changed for the `step`-th time; give what was changed."""
    done: list[str] = []

    def cutting(change: Callable[..., Any]) -> Callable[..., Any]:
        def cut(place: Any, name: str, *rest: Any) -> Any:
            if len(done) == step:
                raise Cut
            done.append(name)
            return change(place, name, *rest)

        return cut

    patches = [patch.object(kind, name, cutting(getattr(kind, name))) for kind, name in CHANGES]
    for each in patches:
        each.start()
    try:
        yield done
    finally:
        for each in patches:
            each.stop()


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    folder = tmp_path / "staff"
    folder.mkdir()
    staff = Staff(folder)
    for letter_id in (OPEN, CLOSED):
        staff.write_with(letter_id, b"words")
    staff.pull("anna", "bo")
    staff.record("bo", "note", OPEN, text="open note")
    staff.record("bo", "note", CLOSED, text="closed note")
    staff.record("bo", "close", CLOSED)
    staff.begin_epoch()
    staff.pull("anna", "bo")
    return staff


def copied(staff: Staff, name: str) -> Staff:
    other = copy.copy(staff)
    other.folder = staff.folder.with_name(name)
    shutil.copytree(staff.folder, other.folder)
    return other


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def state(staff: Staff, name: str) -> object:
    """Return all that matters in the end: what is read, what lies where, who has signed."""
    desk = staff.desk(name)
    contents = desk.contents()
    kinds = Counter(event.kind for event in desk.ledger().history.events)
    del kinds["received"]  # what was sealed anew may be written down as received once more
    home, store = staff.folder / name / "inbox", staff.folder / "store"
    return (
        [(case.case_id, [x.text for x in case.state.notes]) for case in contents.cases],
        [desk.open_file(file) for case in contents.cases for file in case.newest.files],
        contents.loose,
        contents.quarantine,
        contents.irregularities,
        contents.unread_events,
        kinds,
        {author for authors in desk.ledger().destroyed.values() for author in authors},
        [len(names_in(place / "envelopes")) for place in (home, store)],
        [names_in(place / "keys") for place in (home, store)],
        names_in(home / "retention"),
        names_in(store / "statistics"),
        names_in(home / "outbox"),
    )


@pytest.mark.parametrize(
    "every", [6, pytest.param(1, marks=pytest.mark.long)], ids=["some steps", "every step"]
)
def test_whatever_was_cut_is_run_again_and_ends_the_same(staff: Staff, every: int) -> None:
    whole = copied(staff, "whole")
    with cut_before(MOST_STEPS) as steps:
        whole.retain("anna")
    expected = state(whole, "anna")
    whole.retain("bo")
    both = state(whole, "bo")

    assert len(steps) > 20
    for step in range(1, len(steps), every):
        cut = copied(staff, f"cut {step}")
        with pytest.raises(Cut), cut_before(step):
            cut.retain("anna")

        for name in ("anna", "bo"):
            assert ["open note"] == [x.text for x in cut.case(name, OPEN).state.notes], step
        cut.retain("anna")
        assert expected == state(cut, "anna"), steps[:step]
        if step % 4 == 1:
            cut.retain("bo", OLD)
            assert both == state(cut, "bo"), steps[:step]
        shutil.rmtree(cut.folder)


def test_a_colleague_loses_nothing_while_one_computer_stays_cut(staff: Staff) -> None:
    with cut_before(MOST_STEPS) as steps:
        copied(staff, "whole").retain("anna")
    for step in range(0, len(steps), 12):
        cut = copied(staff, f"cut {step}")
        with pytest.raises(Cut), cut_before(step):
            cut.retain("anna")
        cut.retain("bo")

        assert ["open note"] == [x.text for x in cut.case("bo", OPEN).state.notes], steps[:step]
        assert [] == [x.code for x in cut.desk("bo").contents().irregularities], steps[:step]
        cut.retain("anna")
        assert ["open note"] == [x.text for x in cut.case("anna", OPEN).state.notes], steps[:step]
        shutil.rmtree(cut.folder)
