"""What became of merged cases when an epoch goes: no letter goes unread with another one."""

from pathlib import Path

from tests.inbox.staff import Staff

FIRST, SECOND = "a" * 32, "b" * 32


def test_a_letter_that_came_after_its_case_was_merged_outlives_the_closed_case(
    tmp_path: Path,
) -> None:
    """Its case has two copies of one letter id, of which nobody at the close knew the second."""
    staff = Staff(tmp_path)
    for letter_id in (FIRST, SECOND):
        staff.write("x", letter_id)
    staff.pull("anna", "bo")
    staff.record("anna", "merge", FIRST, into=SECOND)
    staff.record("anna", "close", SECOND)
    staff.write("come quickly", FIRST)
    staff.begin_epoch()
    staff.pull("anna", "bo")
    staff.retain("anna")

    kept = {case.case_id for case in staff.desk("anna").contents().cases}
    assert FIRST in kept
    assert staff.case("anna", FIRST).open
