"""The geometry of charts: nothing leaves the drawing, lengths are true, right to left mirrors."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.site.charts import LINE_HEIGHT, LINE_WIDTH, WIDTH, bars, line, parts

values = st.lists(st.integers(1, 5000), min_size=1, max_size=9)


@given(values, st.booleans())
def test_bars_are_as_long_as_their_values(numbers: list[int], mirrored: bool) -> None:  # noqa: FBT001
    spans = bars(numbers, mirrored=mirrored)

    for number, span in zip(numbers, spans, strict=True):
        assert span.width == pytest.approx(WIDTH * number / max(numbers), abs=0.01)
        start = WIDTH - span.x - span.width if mirrored else span.x
        assert start == pytest.approx(0, abs=0.02)


@given(values, st.integers(0, 1000), st.booleans())
def test_parts_stand_one_after_the_other_and_leave_the_rest(
    numbers: list[int],
    rest: int,
    mirrored: bool,  # noqa: FBT001
) -> None:
    whole = sum(numbers) + rest
    spans = parts(numbers, whole, mirrored=mirrored)
    ordered = list(reversed(spans)) if mirrored else spans

    assert sum(span.width for span in spans) == pytest.approx(WIDTH * sum(numbers) / whole, abs=0.1)
    for before, after in pairwise(ordered):
        assert before.x + before.width == pytest.approx(after.x, abs=0.03)


def test_parts_that_are_more_than_the_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 10"):
        parts([6, 5], 10, mirrored=False)


points = st.lists(
    st.tuples(st.integers(0, 3650), st.integers(1, 5000)),
    min_size=2,
    max_size=12,
    unique_by=lambda each: each[0],
)


@given(points)
def test_a_line_stays_in_its_field_and_is_mirrored_exactly(found: list[tuple[int, int]]) -> None:
    ordered = sorted(found)
    days = [date(2016, 1, 1) + timedelta(days=day) for day, _ in ordered]
    numbers = [number for _, number in ordered]
    one, other = (line(days, numbers, mirrored=mirrored) for mirrored in (False, True))

    for point, twin in zip(one.points, other.points, strict=True):
        assert 0 < point.x < LINE_WIDTH
        assert 0 < point.y < LINE_HEIGHT
        assert 0 < point.text_y < LINE_HEIGHT
        assert point.x + twin.x == pytest.approx(LINE_WIDTH, abs=0.2)
        assert (point.y, point.text_y) == (twin.y, twin.text_y)
    assert [tick.year for tick in one.ticks] == list(range(days[0].year, days[-1].year + 1))


def test_the_texts_of_points_near_each_other_stand_on_two_sides() -> None:
    days = [date(2017, 6, 30), date(2021, 6, 30), date(2021, 12, 31), date(2022, 6, 30)]
    drawn = line(days, [1, 5, 6, 7], mirrored=False)

    above = [point.text_y < point.y for point in drawn.points]
    assert above == [True, False, True, False]
