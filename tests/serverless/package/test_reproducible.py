"""The same sources give the same package: elsewhere, later, by somebody else, beside anything."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from serverless.package.make import make_package
from serverless.package.wheels import LOCK
from tests.serverless.package.locks import locked

PROJECT = Path(__file__).parents[3]

SOURCES = ("app", "serverless", "build", "content", "requirements", "translations")
FILES = ("package-lock.json", "pyproject.toml", "zappa_settings.json")

STRAYS = (
    ".env",
    "app/intake/.env",
    "app/intake/notes.sqlite",
    "app/intake/member.key",
    "app/store/spare.py",
    "build/forms/write/notes.txt",
    "instance/staff/member.key",
    "serverless/key.pem",
    "serverless/spare.py",
)


def copied(folder: Path, strays: tuple[str, ...] = STRAYS) -> Path:
    """Copy what the package is made of, of another day, and leave things lying about in it."""
    for name in SOURCES:
        ignored = shutil.ignore_patterns("__pycache__", "node_modules", "turva-*")
        shutil.copytree(PROJECT / name, folder / name, ignore=ignored)
    for name in FILES:
        shutil.copyfile(PROJECT / name, folder / name)
    for name in strays:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("SECRET = 'lies about'\n")
    for path in folder.rglob("*"):
        os.utime(path, (0, 1_000_000_000))
        path.chmod(0o700 if path.is_dir() else 0o600)
    return folder


def made_elsewhere(folder: Path, lock: str | None = None) -> Path:
    """Make the package of a copy, as somebody else would; `lock` is of fewer libraries."""
    project = copied(folder / "another place")
    if lock is not None:
        (project / LOCK).write_text(lock)
    out = folder / "again.zip"
    done = subprocess.run(
        [sys.executable, "-c", "from app.cli import main; main()", "package", str(out)],
        cwd=project,
        env={**os.environ, "LC_ALL": "C", "PYTHONPATH": str(project), "TZ": "Pacific/Kiritimati"},
        umask=0o077,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)
    assert hashlib.sha256(out.read_bytes()).hexdigest() in done.stdout
    assert 0o644 == out.stat().st_mode & 0o777
    return out


def same(one: Path, other: Path) -> None:
    assert one.read_bytes() == other.read_bytes()
    boms = [each.with_suffix(".cdx.json").read_bytes() for each in (one, other)]
    assert boms[0] == boms[1]


def test_another_day_another_folder_and_another_umask_give_the_same_bytes(tmp_path: Path) -> None:
    # One library stands for all: each is unpacked and compiled alike.
    lock = locked("blinker")
    project = copied(tmp_path / "here", strays=())
    (project / LOCK).write_text(lock)
    made = make_package(tmp_path / "one.zip", project)
    same(made.path, made_elsewhere(tmp_path, lock))


@pytest.mark.long
def test_the_whole_package_is_the_same_elsewhere(package: Path, tmp_path: Path) -> None:
    same(package, made_elsewhere(tmp_path))
