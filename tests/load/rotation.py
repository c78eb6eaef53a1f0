"""Measure a rotation while all, some or none of the open letters hold an answer; and a keyring."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.demo import DemoFiles
from app.inbox.anew import mark_behind, sign_anew
from app.inbox.keys.change import rotate
from app.inbox.keys.force import put_in_force
from app.inbox.keys.places import read_in_force
from app.inbox.keys.root import Root
from app.store.published import PublishedFile
from app.wire.keyring import open_keyring
from tests.load.figures import Figure, of_several, tell
from tests.load.office import LETTERS, STAFF, TODAY, Office, make_office

ROUNDS, KEYRINGS = 3, 200
HELD_TO, KEYRING_HELD_TO = 3.0, 5.0


def figures() -> Iterator[Figure]:
    """Fill offices of their own, then rotate, and yield what it took until all was signed anew."""
    for answered in (LETTERS, LETTERS // 10, 0):
        with tempfile.TemporaryDirectory() as folder:
            office = make_office(Path(folder), answered)
            taken = [_rotated(office, answered) for _ in range(ROUNDS)]
            what = f"Rotation, {STAFF} staff, {LETTERS:,} open letters, {answered:,} answers"
            yield of_several(what, taken, "s", HELD_TO)
            if not answered:
                verified = list(_verified(DemoFiles(office.home)))
                yield of_several("Keyring verified", verified, "ms", KEYRING_HELD_TO)


def _rotated(office: Office, answered: int) -> float:
    """Rotate as `turva keys rotate` and `sign` do, by a desk newly opened; return the seconds."""
    places, notice = office.places, PublishedFile(office.home / "public" / "notice.txt")
    before = office.mailboxes
    begun = time.perf_counter()
    now = read_in_force(places, [office.member.identity])
    mark_behind(places.behind, notice, now.keyring)
    put_in_force(rotate(now, TODAY), office.root, places)
    done = sign_anew(office.desk(), places.behind, notice)
    took = time.perf_counter() - begun
    anew = sum(data != before.get(name) for name, data in office.mailboxes.items())
    if not done or (len(before), anew) != (answered, answered):
        raise RuntimeError(f"{anew} of {len(before)} mailboxes were signed anew, not {answered}")
    return took


def _verified(files: DemoFiles) -> Iterator[float]:
    text, root = files.keyring.read_text(), Root.parse(files.root_key.read_text()).keyring.verifier
    for _ in range(KEYRINGS):
        begun = time.perf_counter()
        open_keyring(text, root, 1, TODAY)
        yield (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    tell(figures())
