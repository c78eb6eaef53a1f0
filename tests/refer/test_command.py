"""The command refuses what could send letters astray, before it sends anything."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from tests.intake.stage import root
from tests.refer.stage import text


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TURVA_HOME", str(tmp_path / "home"))
    (tmp_path / "root.vkey").write_text(root().verifier.serialise(), encoding="utf-8")
    file = tmp_path / "lines.jsonl"
    file.write_text(text(), encoding="utf-8")
    return file


def refer(file: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["refer", str(file), *words])


def test_without_a_site_nothing_is_done(file: Path) -> None:
    result = refer(file)

    assert result.exit_code == 2
    assert "--site" in result.stderr


def test_letters_leave_this_machine_over_tls_alone(file: Path) -> None:
    result = refer(file, "--site", "http://example.org", "--root", str(file.with_name("root.vkey")))

    assert (1, "") == (result.exit_code, result.stdout)
    assert "letters go over https" in result.stderr


def test_without_a_root_key_nothing_is_done(file: Path) -> None:
    result = refer(file, "--site", "https://example.org")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "There is no root key to read" in result.stderr


@pytest.mark.parametrize("key", ["turva-root+00000000+AAAA", "PRIVATE+KEY+turva-root+0+A"])
def test_a_root_key_that_is_none_is_refused_and_not_repeated(file: Path, key: str) -> None:
    result = refer(file, "--site", "https://example.org", "--root", key)

    assert (1, "") == (result.exit_code, result.stdout)
    assert "Traceback" not in result.stderr


def test_a_site_that_does_not_answer_takes_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    key = root().verifier.serialise()
    result = refer(file, "--site", "http://127.0.0.1:9", "--root", key)

    assert (1, "1: not sent\n") == (result.exit_code, result.stdout)
    assert "cannot be reached: no answer" in result.stderr


def test_a_dry_run_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    key = root().verifier.serialise()
    refer(file, "--site", "http://127.0.0.1:9", "--root", key, "--dry-run")

    assert not (file.parent / ".turva-refer").exists()


def test_a_host_that_is_none_is_a_wrong_use(file: Path) -> None:
    assert refer(file, "--site", "https://example.org", "--host", "a b").exit_code == 2


@pytest.mark.parametrize(("mode", "told"), [(0o600, False), (0o640, True), (0o604, True)])
def test_lines_that_others_can_read_are_told(file: Path, mode: int, *, told: bool) -> None:
    file.write_text("no letter", encoding="utf-8")
    file.chmod(mode)
    key = root().verifier.serialise()
    result = refer(file, "--site", "https://example.org", "--root", key)

    assert told == (f"others on this computer can read {file}" in result.stderr)


@pytest.mark.parametrize(("mode", "told"), [(0o600, False), (0o644, True)])
def test_a_report_that_others_can_read_is_told(file: Path, mode: int, *, told: bool) -> None:
    file.write_text("no letter", encoding="utf-8")
    report = file.with_name("report")
    report.touch()
    report.chmod(mode)
    words = ["refer", str(file), "--site", "https://example.org"]
    key = root().verifier.serialise()
    with report.open("w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "app.cli", *words, "--root", key],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert "1: refused: not-json\n" == report.read_text()
    assert told == ("can read the report" in done.stderr)
