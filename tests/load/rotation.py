"""Measure a rotation while all, some or none of the open letters hold an answer; and a keyring."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from app.demo import DemoFiles
from app.inbox.anew import mark_behind, sign_anew
from app.inbox.keys.change import rotate
from app.inbox.keys.force import put_in_force
from app.inbox.keys.places import read_in_force
from app.inbox.keys.root import Root
from app.wire.keyring import open_keyring
from tests.load.office import LETTERS, STAFF, TODAY, Office, make_office

ROUNDS = 200
HELD_TO, KEYRING_HELD_TO = 3.0, 5.0


def main() -> None:
    """Fill offices of their own, then rotate; print what each part took."""
    for answered in (LETTERS, LETTERS // 10, 0):
        with tempfile.TemporaryDirectory() as folder:
            office = make_office(Path(folder), answered)
            _measure_rotation(office, answered)
            if not answered:
                _measure_keyring(DemoFiles(office.home))


def _measure_rotation(office: Office, answered: int) -> None:
    places, notice = office.places, office.home / "public" / "notice.txt"
    before = office.mailboxes
    begun = time.perf_counter()
    now = read_in_force(places, [office.member.identity])
    mark_behind(places.behind, notice, now.keyring)
    put_in_force(rotate(now, TODAY), office.root, places)
    in_force = time.perf_counter() - begun
    done = sign_anew(office.desk(), places.behind, notice)
    took = time.perf_counter() - begun
    anew = sum(data != before.get(name) for name, data in office.mailboxes.items())
    if not done or (len(before), anew) != (answered, answered):
        raise RuntimeError(f"{anew} of {len(before)} mailboxes were signed anew, not {answered}")
    sys.stdout.write(
        f"Rotation, {STAFF} staff, {LETTERS:,} open letters, {answered:,} answered: {took:.1f} s"
        f" (at most {HELD_TO:.0f}); in force after {in_force * 1000:.0f} ms\n"
    )


def _measure_keyring(files: DemoFiles) -> None:
    text, root = files.keyring.read_text(), Root.parse(files.root_key.read_text()).keyring.verifier
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        open_keyring(text, root, 1, TODAY)
        times.append((time.perf_counter() - begun) * 1000)
    sys.stdout.write(
        f"Keyring verified: {statistics.median(times):.2f} ms, median of {ROUNDS}"
        f" (at most {KEYRING_HELD_TO:.0f})\n"
    )


if __name__ == "__main__":
    main()
