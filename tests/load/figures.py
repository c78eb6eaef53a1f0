"""Figures: what was measured and what it is held to, as rows of the table of `make bench`."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

_EXACT_BELOW = 100
"""From here on digits after the point tell nothing."""


@dataclass(frozen=True)
class Figure:
    """One figure and how it was measured; without `most` and `least` it is only told."""

    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    how: str = ""

    @property
    def met(self) -> bool:
        """Tell whether it is what it is held to."""
        above = self.most is not None and self.value > self.most
        below = self.least is not None and self.value < self.least
        return not (above or below)

    @property
    def row(self) -> str:
        """Return its row, which begins with MISSED if it is not what it is held to."""
        limits = (("at most", self.most), ("at least", self.least))
        held = " ".join(f"{word} {limit:,g}" for word, limit in limits if limit is not None)
        mark = "MISSED" if not self.met else "met" if held else "told"
        value = f"{_shown(self.value):>8} {self.unit:9}"
        return f"{mark:6}  {self.what:58}  {value}  {held:15}  {self.how}".rstrip()


def of_several(what: str, taken: Sequence[float], unit: str, most: float | None = None) -> Figure:
    """Return the median of what several rounds took, and tell the worst of them."""
    how = f"median of {len(taken)}, worst {_shown(max(taken))}"
    return Figure(what, median(taken), unit, most=most, how=how)


def tell(figures: Iterable[Figure]) -> None:
    """Print each figure as soon as it is measured; end with status 1 if one of them was missed."""
    missed = False
    for figure in figures:
        sys.stdout.write(f"{figure.row}\n")
        sys.stdout.flush()
        missed = missed or not figure.met
    if missed:
        raise SystemExit(1)


def _shown(value: float) -> str:
    whole = value >= _EXACT_BELOW or float(value).is_integer()
    return f"{value:,.{0 if whole else 2}f}"
