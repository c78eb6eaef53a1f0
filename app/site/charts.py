"""The geometry of charts: where each bar, part and point lies, in the units of the drawing.

It knows no language, but that from right to left everything is mirrored. What is said, it is
given. Bars and shares lie on a width of 100; a line in a field of 320 by 180.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

WIDTH = 100.0
LINE_WIDTH, LINE_HEIGHT = 320.0, 180.0

_MARGIN = 22.0
_TOP, _FLOOR = 30.0, 150.0
_NEAR = 30.0
"""The texts of points that lie nearer to each other than this stand on two sides of the line."""
_DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a horizontal bar."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line, and the height of the text that tells its number."""

    x: float
    y: float
    text_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """One year below a line."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its points in the order of time, the years below, and the path through them."""

    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]

    @property
    def path(self) -> str:
        """Return the points as SVG's `points` attribute."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)


def bars(values: Sequence[int], *, mirrored: bool) -> list[Span]:
    """Return one bar per value, the greatest over the whole width."""
    most = max(values)
    return [_span(0, value / most, mirrored=mirrored) for value in values]


def parts(values: Sequence[int], whole: int, *, mirrored: bool) -> list[Span]:
    """Return the parts of one bar, one after the other; what is left of the whole stays empty.

    Raises: ValueError if they are more than the whole.
    """
    if sum(values) > whole:
        raise ValueError(f"the parts {list(values)} are more than {whole}")
    starts = [sum(values[:at]) / whole for at in range(len(values))]
    return [
        _span(start, value / whole, mirrored=mirrored)
        for start, value in zip(starts, values, strict=True)
    ]


def line(days: Sequence[date], values: Sequence[int], *, mirrored: bool) -> Line:
    """Return the line through values on days, which are in the order of time; it begins at zero."""
    first, last = days[0].year, days[-1].year + 1
    most = max(values)

    def across(years: float) -> float:
        share = (years - first) / (last - first)
        share = 1 - share if mirrored else share
        return round(_MARGIN + share * (LINE_WIDTH - 2 * _MARGIN), 1)

    xs = [across(_years(day)) for day in days]
    ys = [round(_FLOOR - value / most * (_FLOOR - _TOP), 1) for value in values]
    above = _sides(xs)
    points = tuple(
        Point(x, y, round(y - 8 if up else y + 16, 1))
        for x, y, up in zip(xs, ys, above, strict=True)
    )
    return Line(points, tuple(Tick(across(year), year) for year in range(first, last)))


def _span(start: float, share: float, *, mirrored: bool) -> Span:
    x, width = start * WIDTH, share * WIDTH
    return Span(round(WIDTH - x - width if mirrored else x, 2), round(width, 2))


def _years(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS_OF_YEAR


def _sides(xs: Sequence[float]) -> list[bool]:
    """Tell for each point if its text stands above: of points near each other every second one."""
    near = [False, *(abs(x - before) < _NEAR for before, x in pairwise(xs)), False]
    sides: list[bool] = []
    for at, (before, after) in enumerate(pairwise(near)):
        sides.append(not sides[at - 1] if before else not after)
    return sides
