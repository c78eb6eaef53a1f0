"""All children are up, or none is left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.supervise import ChildEnded, supervise

WAITS = "import time; print('{0} is up', flush=True); time.sleep(60)"
ENDS = "print('late', flush=True); print('more', flush=True); raise SystemExit(3)"
SUPERVISOR = """
import sys
from app.supervise import supervise
child = [sys.executable, "-c", sys.argv[1]]
supervise({"one": child}, ready=lambda first: print(*first.values(), flush=True), say=print)
print("ended well", flush=True)
"""
TELLS_ITS_PID = """
import os, sys, threading
from app.supervise import end_with_parent
end_with_parent()
print(os.getpid(), flush=True)
threading.Event().wait(60)
"""


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def supervisor(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*python(SUPERVISOR), code],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def is_gone(pid: int) -> bool:
    """Tell whether the process ends within a generous time."""
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if "Z" in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]:
            return True
        time.sleep(0.02)
    return False


def test_nothing_is_shown_before_every_child_listens() -> None:
    shown: list[str] = []
    with pytest.raises(ChildEnded):
        supervise(
            {"slow": python(f"import time; time.sleep(0.3); {ENDS}"), "quick": python(ENDS)},
            ready=lambda first: shown.extend(first.values()),
            say=shown.append,
        )

    assert [] == shown  # one of the two ended before both listened


def test_first_lines_are_shown_together_and_later_lines_passed_on() -> None:
    shown: list[str] = []
    with pytest.raises(ChildEnded):
        supervise(
            {
                "site": python(WAITS.format("site")),
                "inbox": python(
                    "import time; " + ENDS.replace("print('more'", "time.sleep(1); print('more'")
                ),
            },
            ready=lambda first: shown.append(" + ".join(sorted(first.values()))),
            say=shown.append,
        )

    assert ["late + site is up", "more"] == shown


def test_when_one_ends_the_other_is_ended_and_a_sentence_says_which(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    keeps = f"import os, pathlib; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); "
    quits = f"import os, time\nwhile not os.path.exists({str(note)!r}): time.sleep(0.01)\n{ENDS}"
    with pytest.raises(
        ChildEnded, match=r"^The inbox ended \(status 3\), so the site was ended too\.$"
    ):
        supervise(
            {"site": python(keeps + WAITS.format("site")), "inbox": python(quits)},
            ready=lambda _: None,
            say=lambda _: None,
        )

    assert is_gone(int(note.read_text()))


def ends_with(status: int, note: Path) -> list[str]:
    """Return a child that is up, and ends once the others' note is there."""
    wait = f"import os, time\nprint('up', flush=True)\nwhile not os.path.exists({str(note)!r}): "
    return python(f"{wait}time.sleep(0.01)\nprint('bye', flush=True)\nraise SystemExit({status})")


def ends_after(note: Path) -> list[str]:
    """Return a child that is up, lets the other one end first, and itself ends with status 3."""
    wait = f"import os, time\nprint('up', flush=True)\nwhile not os.path.exists({str(note)!r}): "
    return python(f"{wait}time.sleep(0.01)\ntime.sleep(0.5)\nraise SystemExit(3)")


def test_one_that_may_end_well_leaves_the_others_running(tmp_path: Path) -> None:
    shown: list[str] = []
    ready, ended = tmp_path / "ready", tmp_path / "ended"

    def say(line: str) -> None:
        shown.append(line)
        ended.touch()

    with pytest.raises(ChildEnded, match=r"^The site ended \(status 3\), so the inbox was ended"):
        supervise(
            {"site": ends_after(ended), "inbox": ends_with(0, ready)},
            ready=lambda _: ready.touch(),
            say=say,
            may_end=("inbox",),
        )

    assert ["bye"] == shown


@pytest.mark.parametrize(("status", "may_end"), [(1, ("inbox",)), (0, ())])
def test_one_that_fails_or_may_not_end_ends_the_others(
    tmp_path: Path, status: int, may_end: tuple[str, ...]
) -> None:
    note = tmp_path / "note"
    note.touch()
    with pytest.raises(ChildEnded, match=r"^The inbox ended"):
        supervise(
            {"site": python(WAITS.format("site")), "inbox": ends_with(status, note)},
            ready=lambda _: None,
            say=lambda _: None,
            may_end=may_end,
        )


def test_one_that_ends_before_all_are_up_is_a_failure_whatever_it_may_do(tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.touch()
    shown: list[str] = []
    with pytest.raises(ChildEnded, match=r"^The inbox ended \(status 0\)"):
        supervise(
            {"site": python("import time; time.sleep(60)"), "inbox": ends_with(0, note)},
            ready=shown.extend,
            say=shown.append,
            may_end=("inbox",),
        )

    assert [] == shown


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_children_and_is_no_failure(number: signal.Signals) -> None:
    with supervisor(TELLS_ITS_PID) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        process.send_signal(number)

        assert "ended well\n" == process.stdout.readline()
    assert process.returncode == 0
    assert is_gone(pid)


def test_a_child_does_not_outlive_a_killed_supervisor() -> None:
    with supervisor(TELLS_ITS_PID) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        process.kill()

    assert is_gone(pid)
