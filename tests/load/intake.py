"""Measure how many envelopes of the smallest bucket the real server makes durable in a second.

The clients keep their lines open and run in this process; the server is `turva serve` in another,
with its store on the file system of the project.
"""

import os
import re
import selectors
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from app.age.hybrid import HybridIdentity
from app.wire.envelope import seal_envelope
from tests.journeys.public import ROOT
from tests.journeys.service import Service
from tests.load.figures import Figure, tell

CLIENTS = 32
WARM_UP = 500
ENVELOPES = 2_000
ROUNDS = 3
FSYNCS = 200
LEAST, MOST = 500, 90


class Line:
    """One client's line: posts an envelope, waits for the answer, posts the next."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self._heard = b""

    def post(self, envelope: bytes) -> None:
        """Send an envelope."""
        head = (
            "POST /api/envelopes HTTP/1.1\r\nHost: 127.0.0.1\r\nKeyring-Serial: 1\r\n"
            f"Content-Type: application/octet-stream\r\nContent-Length: {len(envelope)}\r\n\r\n"
        )
        self.socket.sendall(head.encode() + envelope)

    def answered(self) -> bool:
        """Take what has come and return whether the answer is whole."""
        self._heard += self.socket.recv(65536)
        top, end, body = self._heard.partition(b"\r\n\r\n")
        length = re.search(rb"\r\nContent-Length: (\d+)", top)
        if not end or length is None or len(body) < int(length[1]):
            return False
        if b" 201 " not in top.partition(b"\r\n")[0]:
            raise SystemExit(f"the intake answered {self._heard!r}")
        self._heard = b""
        return True


def envelopes() -> Iterator[bytes]:
    """Yield envelopes without end: one sealed for real, its payload's last bytes counted up."""
    sealed = seal_envelope(b"{}", HybridIdentity.generate().recipient)
    for number in count():
        yield sealed[:-8] + number.to_bytes(8, "big")


def post_all(port: int, supply: Iterator[bytes], wanted: int) -> float:
    """Post that many envelopes over all lines; return the seconds from first to last answer."""
    ready = [next(supply) for _ in range(wanted)]
    with selectors.DefaultSelector() as selector:
        lines = [Line(port) for _ in range(CLIENTS)]
        begun = time.perf_counter()
        for line in lines:
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.post(ready.pop())
        answered = 0
        while answered < wanted:
            for key, _ in selector.select():
                line = key.data
                if line.answered():
                    answered += 1
                    if ready:
                        line.post(ready.pop())
        taken = time.perf_counter() - begun
    for line in lines:
        line.socket.close()
    return taken


def memory(process: int) -> dict[str, float]:
    """Return the resident memory of a process now and at its peak, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return {
        name: int(kilobytes) * 1024 / 1e6
        for name, kilobytes in re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB$", status, re.MULTILINE)
    }


def fsyncs(folder: Path) -> float:
    """Return how many small files one writer makes durable here in a second."""
    begun = time.perf_counter()
    for number in range(FSYNCS):
        with (folder / f"fsync-{number}").open("wb") as file:
            file.write(b"x" * 5755)
            file.flush()
            os.fsync(file.fileno())
    return FSYNCS / (time.perf_counter() - begun)


def measured(home: Path) -> Iterator[Figure]:
    """Run the server over a fresh home and load it."""
    with Service(home, alone=True) as service:
        assert service.process is not None
        supply = envelopes()
        before = memory(service.process.pid)
        post_all(service.port, supply, WARM_UP)
        rates = [ENVELOPES / post_all(service.port, supply, ENVELOPES) for _ in range(ROUNDS)]
        after = memory(service.process.pid)
    kept = len([each for each in (home / "store" / "envelopes").iterdir() if each.is_file()])
    assert kept == WARM_UP + ROUNDS * ENVELOPES
    yield Figure(
        f"Durable envelopes of the smallest bucket, {CLIENTS} clients",
        statistics.median(rates),
        "a second",
        least=LEAST,
        how=f"median of {', '.join(f'{rate:,.0f}' for rate in rates)}",
    )
    yield Figure("One file and one fsync at a time, to compare", fsyncs(home), "a second")
    began = f"{before['VmRSS']:.0f} at the start, {after['VmHWM']:.0f} at its peak"
    yield Figure("The intake's memory after that", after["VmRSS"], "MB", most=MOST, how=began)


def figures() -> Iterator[Figure]:
    """Measure in a folder that is removed afterwards."""
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as home:
        yield from measured(Path(home))


if __name__ == "__main__":
    tell(figures())
