"""Measure how many envelopes the real server puts into a store in S3 in a second.

The store is SeaweedFS on the same machine, whose two cores it shares with the server and clients.
"""

import os
import re
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.demo import make_demo_keys
from app.store.place import open_place
from app.store.s3_address import S3Address
from tests.journeys.public import ROOT, TURVA
from tests.load.figures import Figure, tell
from tests.load.intake import CLIENTS, envelopes, memory, post_all
from tests.store.s3_server import ROOT as KEYS
from tests.store.s3_server import seaweed

WARM_UP = 200
ENVELOPES = 1_000
ROUNDS = 3
LEAST = 200


@contextmanager
def _served(environment: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Run the public process; give its port and its process."""
    with subprocess.Popen(
        [TURVA, "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        found = re.search(r":(\d+)/", process.stdout.readline())
        assert found is not None, "the public process has ended: it says why above"
        try:
            yield int(found[1]), process.pid
        finally:
            process.terminate()


def figures() -> Iterator[Figure]:
    """Load a server over a fresh store, and count what is there afterwards."""
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        home, data = Path(folder) / "home", Path(folder) / "data"
        data.mkdir()
        with seaweed(data) as server:
            os.environ |= {
                "AWS_ENDPOINT_URL_S3": server.endpoint,
                "AWS_ACCESS_KEY_ID": KEYS.access_key,
                "AWS_SECRET_ACCESS_KEY": KEYS.secret_key,
            }
            yield from _measured(home, f"s3://{server.bucket}")


def _measured(home: Path, address: str) -> Iterator[Figure]:
    store = S3Address.parse(address)
    make_demo_keys(home, datetime.now(UTC).date(), store)
    own = {"TURVA_HOME": str(home), "TURVA_STORE": address, "PORT": "0"}
    with _served(os.environ | own) as (port, process):
        supply = envelopes()
        post_all(port, supply, WARM_UP)
        rates = [ENVELOPES / post_all(port, supply, ENVELOPES) for _ in range(ROUNDS)]
        resident = memory(process)["VmRSS"]
    kept = len(list(open_place(store).reader("envelopes").names()))
    assert WARM_UP + ROUNDS * ENVELOPES == kept
    how = f"median of {', '.join(f'{rate:,.0f}' for rate in rates)}"
    what = f"Envelopes put into S3 (SeaweedFS), {CLIENTS} clients"
    yield Figure(what, statistics.median(rates), "a second", least=LEAST, how=how)
    yield Figure("The server's memory after that", resident, "MB")


if __name__ == "__main__":
    tell(figures())
