"""The notice of the day on which letters were last collected: pages show it, so it must be true.

It says a day and nothing else: not who collected, not how many letters there were.
"""

import os
import secrets
from datetime import date
from pathlib import Path

from app.wire.note import SigningKey
from app.wire.notice import sign_notice


def write_notice(path: Path, day: date, key: SigningKey) -> None:
    """Put the signed notice of this day in place of the one that is there.

    Whoever reads meets the old or the new one. Raises: OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(sign_notice(day, key))
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
