"""Which epochs are old enough: by the days of the signed roster, even if one of them was wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.age.hybrid import HybridIdentity
from app.inbox.keys.aging import due_epochs
from app.wire.roster import EpochEntry, Roster
from tests.inbox.keys.office import DAY

DAYS = 90


def roster(*begun: int) -> Roster:
    """Return a roster whose epochs began so many days after the first day."""
    one, other = (HybridIdentity.generate().recipient for _ in range(2))
    epochs = [
        EpochEntry(number, DAY + timedelta(days=day), f"{number:064x}")
        for number, day in enumerate(begun, 1)
    ]
    return replace(Roster(1, DAY, one, other), epochs=tuple(epochs))


def due(epochs: Roster, day: int) -> list[int]:
    return [entry.number for entry in due_epochs(epochs, DAY + timedelta(days=day), DAYS)]


@pytest.mark.parametrize(
    ("begun", "day", "expected"),
    [
        ((0,), 400, []),  # the newest is never due
        ((0, 30), 89, []),
        ((0, 30), 90, [1]),
        ((0, 89), 91, []),  # in grace
        ((0, 89), 92, [1]),
        ((0, 30, 60, 90), 121, [1, 2]),
    ],
)
def test_an_epoch_is_due_at_its_age_once_nothing_is_sealed_to_it(
    begun: tuple[int, ...], day: int, expected: list[int]
) -> None:
    assert expected == due(roster(*begun), day)


def test_an_epoch_made_by_a_clock_that_was_ahead_lives_no_longer_than_what_came_after_it() -> None:
    wrong = roster(0, 365, 30, 60)

    assert [1] == due(wrong, 90)
    assert [1] == due(wrong, 119)
    assert [1, 2, 3] == due(wrong, 120)  # as if the second had begun on the day of the third


def test_a_wrong_date_alone_makes_nothing_due_earlier() -> None:
    ahead = roster(0, 365)

    assert [] == due(ahead, 360)
    assert [1] == due(ahead, 368)
