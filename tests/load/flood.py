"""Measure whether the sealed way answers while the plain one is flooded, as in the cloud.

Each function is a process of its own under the real runtime, with the real role's policy, over an
emulated S3. The flood is of letters whose receipts are to be derived, which cost the most; in the
cloud each process has a processor of its own, and here they share two with the store and the flood.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.load.figures import Figure, tell
from tests.serverless.function.installation import install
from tests.serverless.function.runtime import Function, event
from tests.serverless.function.sendings import FORM, WRITE, checked, envelope, named, posted, send
from tests.store.s3_server import taught

SENDS = 500
FLOODED = 4
"""Plain functions at once: as many as are reserved for a stage."""
MOST_MS = 250


def figures() -> Iterator[Figure]:
    """Yield how long a sealed letter takes, alone and beside the flood."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        with taught(scratch) as server:
            installation = install(server)
            installation.publish()
            environment = installation.environment("sealed")
            with Function("sealed", environment, scratch) as sealed:
                sealed.started()
                alone = _sent(sealed)
                plains = [
                    Function("plain", installation.environment("plain"), scratch)
                    for _ in range(FLOODED)
                ]
                with _flood(plains) as flood:
                    beside = _sent(sealed)
                yield _told("A sealed letter, with no flood", alone)
                yield Figure("Plain letters of the flood meanwhile", flood.count(200), "answered")
                yield _told(f"A sealed letter beside {FLOODED} flooded plain functions", beside)


@contextmanager
def _flood(functions: list[Function]) -> Iterator[list[int]]:
    """Keep functions answering without a pause; give the statuses of their answers."""
    over, answered = threading.Event(), list[int]()
    with ExitStack() as running:
        for function in functions:
            running.enter_context(function).started()
        made = event("POST", f"{WRITE}send", posted(checked(functions[0], "flood")), FORM)

        def keep_asking(function: Function) -> None:
            while not over.is_set():
                answered.append(function.invoke(made).status)

        with ThreadPoolExecutor(len(functions)) as senders:
            for function in functions:
                senders.submit(keep_asking, function)
            try:
                yield answered
            finally:
                over.set()


def _sent(function: Function) -> list[float]:
    """Send letters one after the other; each has to be taken. Return the milliseconds of each."""
    took = []
    for data in [envelope() for _ in range(SENDS)]:
        begun = time.perf_counter()
        named(send(function, data))
        took.append((time.perf_counter() - begun) * 1_000)
    return sorted(took)


def _told(what: str, took: list[float]) -> Figure:
    how = f"median of {len(took)}, all taken; the slowest {took[-1]:.0f}"
    return Figure(what, took[len(took) // 2], "ms", most=MOST_MS, how=how)


if __name__ == "__main__":
    tell(figures())
