"""Sign anew what the keys of the epoch before had signed: the answers that wait, and the notice.

A file says that it is to be done, from before a new keyring goes out until it was done: so a cut in
between is mended by the next ceremony or pull, and nobody's answer stays "not from the NAS".
"""

from pathlib import Path

from app.inbox.collected import write_notice
from app.inbox.desk import Desk
from app.inbox.keys.protected import write_whole
from app.inbox.publishing import mend
from app.store.errors import StoreError
from app.store.published import Published
from app.wire.days import parse_day
from app.wire.errors import NoticeError
from app.wire.keyring import Keyring
from app.wire.notice import open_notice


def mark_behind(behind: Path, notice: Published, before: Keyring) -> None:
    """Say that it is to be done, and keep the day of the notice, if it is genuine.

    Call it before a keyring with other keys goes out. Raises: OSError.
    """
    if behind.exists():
        return
    try:
        day = open_notice(notice.fetch().data.decode(), before.notice_key).isoformat()
    except (StoreError, UnicodeDecodeError, NoticeError):
        day = ""
    write_whole(behind, f"{day}\n".encode())


def sign_anew(desk: Desk, behind: Path, notice: Published) -> bool:
    """Do it, if it is to be done; tell whether nothing is left of it.

    What colleagues signed is done too, so all is fetched before. Who cannot finish it leaves it to
    whoever fetches letters next: to everybody such a mailbox is behind.
    Raises: ClockWrong, EpochUnopened, StoreError, OSError.
    """
    if not behind.exists():
        return True
    if not desk.pull().complete or mend(desk).left:
        return False
    try:
        day = parse_day(behind.read_text("ascii").strip())
    except ValueError:
        day = None
    if day is not None:
        write_notice(notice, day, desk.notice_key)
    behind.unlink()
    return True
