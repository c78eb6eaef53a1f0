"""The functions' lock, or one library of it."""

from pathlib import Path

from serverless.package.wheels import LOCK


def whole() -> str:
    """Return the lock."""
    return (Path(__file__).parents[3] / LOCK).read_text()


def locked(name: str) -> str:
    """Return one library's lines of the lock."""
    lines = whole().splitlines(keepends=True)
    start = next(at for at, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = next(at for at in range(start, len(lines)) if "\\" not in lines[at])
    return "".join(lines[start : end + 1])
