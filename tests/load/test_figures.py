"""A figure that is missed is seen, and ends the bench with a failure."""

import sys

import pytest

from tests.load import __main__ as bench
from tests.load.figures import Figure, of_several, tell

FAST = Figure("Send", 12.5, "ms", most=150)
SLOW = Figure("Open", 1600.4, "ms", most=1500, how="median of 20")
FEW = Figure("Envelopes", 499, "a second", least=500)


def test_what_is_missed_is_marked_and_ends_with_a_failure_after_all_was_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        tell([SLOW, FAST, FEW])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]

    assert 1 == end.value.code
    assert ["MISSED", "met", "MISSED"] == [row[0] for row in rows]
    assert ["1,600", "ms", "at", "most", "1,500", "median", "of", "20"] == rows[0][2:]


def test_what_is_as_it_is_held_to_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    tell([FAST, Figure("Envelopes", 500, "a second", least=500), Figure("Pull", 20, "ms")])

    assert ["met", "met", "told"] == [
        line.split()[0] for line in capsys.readouterr().out.splitlines()
    ]


def test_of_several_rounds_the_median_counts() -> None:
    figure = of_several("Open", [1.0, 9.0, 2.0], "s", 3)

    assert figure.met
    assert (2.0, "median of 3, worst 9") == (figure.value, figure.how)


@pytest.mark.parametrize("part", ["tests.load.missing", "this"])
def test_a_part_that_breaks_off_or_is_missed_fails_the_bench(
    part: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "PARTS", (part,))
    monkeypatch.setattr(sys, "executable", "/bin/false") if part == "this" else None
    with pytest.raises(SystemExit) as end:
        bench.main()

    assert f"Missed, or broken off: {part}" == end.value.code
    assert "Machine: " in capfd.readouterr().out
