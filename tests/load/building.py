"""Measure how long `turva build` takes for the whole site, in every language, into a new folder."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.frame.locale import LANGUAGES
from tests.journeys.public import TURVA
from tests.load.figures import Figure, of_several, tell

ROUNDS = 3
HELD_TO = 15
ROOT = "turva-root+889302f5+Ac8zSFfst4dz3tcdHifhT1bfdBxvUxlrR31jAvXZeprK"


def figures() -> Iterator[Figure]:
    """Yield what a build takes, and how large it is."""
    with tempfile.TemporaryDirectory() as folder:
        taken = []
        for each in range(ROUNDS):
            out = Path(folder) / str(each)
            started = time.monotonic()
            environment = {**os.environ, "TURVA_ROOT": ROOT}
            command = [str(TURVA), "build", str(out)]
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            taken.append(time.monotonic() - started)
        files = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
        what = f"turva build, {len(LANGUAGES)} languages, {len(files)} files"
        yield of_several(what, taken, "s", HELD_TO)
        yield Figure("The site as it is built", sum(files) / 1e6, "MB")


if __name__ == "__main__":
    tell(figures())
