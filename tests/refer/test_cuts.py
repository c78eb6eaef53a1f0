"""The real command against the real intake, ended in the midst of its work and run again."""

import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.wire.envelope import open_envelope
from app.wire.letter import Letter, parse
from tests.intake.process import Served, served_intake
from tests.intake.stage import SITE, identity
from tests.refer.stage import several, text

TURVA = Path(__file__).parents[2] / ".venv" / "bin" / "turva"
LINES = 8


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Served]:
    with served_intake(tmp_path) as served:
        yield served


def started(served: Served, folder: Path, *words: str) -> subprocess.Popen[str]:
    site = f"http://127.0.0.1:{served.port}"
    root = folder / "root.vkey"
    command: list[str | Path] = [
        TURVA,
        "refer",
        folder / "lines.jsonl",
        "--site",
        site,
        "--host",
        SITE,
        "--json",
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TURVA_")}
    return subprocess.Popen(
        [*command, "--root", root, *words],
        env={**kept, "TURVA_HOME": str(folder / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def letters(folder: Path) -> list[Letter]:
    found = [each for each in (folder / "store").rglob("*") if len(each.name) == 64]
    return [parse(open_envelope(each.read_bytes(), identity())) for each in found]


def cut(process: subprocess.Popen[str], reports: int) -> None:
    """End the process as a power cut would, after as many reports."""
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        for _ in range(reports):
            process.stdout.readline()
        process.kill()
        process.wait(20)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_cuts_each_line_is_one_letter(intake: Served, tmp_path: Path, seed: int) -> None:
    (tmp_path / "lines.jsonl").write_text(several(LINES), encoding="utf-8")
    (tmp_path / "lines.jsonl").chmod(0o600)
    chance = random.Random(seed)  # noqa: S311 (a chance that can be had again)
    for reports in sorted(chance.sample(range(LINES), 3)):
        cut(started(intake, tmp_path), reports)
    process = started(intake, tmp_path)
    out, errors = process.communicate(timeout=60)
    reports_made = [json.loads(each) for each in out.splitlines()]
    found = letters(tmp_path)

    assert (0, "") == (process.returncode, errors)
    assert LINES == len(found) == len({each.letter_id for each in found})
    assert {f"Question {each}" for each in range(LINES)} == {
        each.answers["question"] for each in found
    }
    assert {each["reference"] for each in reports_made} == {each.letter_id[:8] for each in found}


def test_nothing_of_an_answer_is_ever_said(intake: Served, tmp_path: Path) -> None:
    lines = [text(question="Zebra"), text(name="Zebra"), text(urgency="Zebra"), "Zebra", "{"]
    lines.append(text("referral", told="Zebra", email="Zebra", zebra="Zebra"))
    (tmp_path / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    process = started(intake, tmp_path)
    out, errors = process.communicate(timeout=60)

    assert 1 == process.returncode
    assert "5 lines were not sent" in errors
    assert "Zebra" not in out + errors
    for each in (tmp_path / ".turva-refer").iterdir():
        assert b"Zebra" not in each.read_bytes()
