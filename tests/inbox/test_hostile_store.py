"""The owner of the shared store, without a key, plants links and pipes where desks look."""

import os
import stat
import time
from pathlib import Path

import pytest

from tests.inbox.staff import Staff

KEPT = "c" * 32


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    staff = Staff(tmp_path)
    staff.write("help", KEPT)
    staff.pull("anna")
    return staff


@pytest.mark.parametrize("place", ["events", "replies"])
def test_a_planted_link_deletes_nothing_and_closes_nothing_that_is_kept(
    staff: Staff, tmp_path: Path, place: str
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    documents.chmod(0o755)
    (documents / "thesis.txt").write_text("mine")
    (documents / ("ab" * 16)).write_text("mine")
    week = time.time() - 7 * 24 * 60 * 60
    for path in documents.iterdir():
        os.utime(path, (week, week))
    (staff.folder / "store" / place / ".tmp").rmdir()
    (staff.folder / "store" / place / ".tmp").symlink_to(documents)
    desk = staff.desk("anna")

    assert [KEPT] == [case.case_id for case in desk.contents().cases]
    assert not desk.pull().complete
    assert {"thesis.txt", "ab" * 16} == {path.name for path in documents.iterdir()}
    assert 0o755 == stat.S_IMODE(documents.stat().st_mode)


def test_a_pipe_in_place_of_the_roster_keeps_nobody_waiting(staff: Staff) -> None:
    roster = staff.folder / "store" / "keys" / "roster.txt"
    roster.unlink()
    os.mkfifo(roster)
    desk = staff.desk("anna")

    assert [KEPT] == [case.case_id for case in desk.contents().cases]
    assert "keys-untrusted" in {trouble.code for trouble in desk.pull().troubles}
