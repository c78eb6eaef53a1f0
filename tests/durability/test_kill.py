"""Acknowledged means durable: the real server is killed at random moments under load (P6)."""

import contextlib
import hashlib
import http.client
import random
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from app.age.hybrid import HybridIdentity
from app.wire.envelope import seal_envelope
from tests.journeys.service import Service

CLIENTS = 4


class Sender:
    """Strangers who post envelope after envelope and remember what was acknowledged."""

    def __init__(self, port: int, envelopes: Iterator[bytes]) -> None:
        self.acknowledged: list[str] = []
        self._port = port
        self._envelopes = envelopes
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._post) for _ in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def _post(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        headers = {"Content-Type": "application/octet-stream", "Keyring-Serial": "1"}
        with contextlib.closing(line), contextlib.suppress(OSError, http.client.HTTPException):
            while not self._done.is_set():
                with self._lock:
                    envelope = next(self._envelopes)
                line.request("POST", "/api/envelopes", envelope, headers)
                with line.getresponse() as answer:
                    answer.read()
                if answer.status == 201:
                    self.acknowledged.append(hashlib.sha256(envelope).hexdigest())

    def stop(self) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()


def envelopes() -> Iterator[bytes]:
    """Yield envelopes without end: one sealed for real, its payload's last bytes counted up."""
    sealed = seal_envelope(b"{}", HybridIdentity.generate().recipient)
    for number in count():
        yield sealed[:-8] + number.to_bytes(8, "big")


@pytest.mark.parametrize(
    "kills", [20, pytest.param(200, marks=pytest.mark.long)], ids=["twenty", "two hundred"]
)
def test_a_killed_server_has_lost_nothing_acknowledged_and_shows_nothing_half_written(
    tmp_path: Path, kills: int
) -> None:
    service = Service(tmp_path / "instance")
    supply = envelopes()
    acknowledged: set[str] = set()
    chance = random.Random(kills)  # noqa: S311 - moments, not secrets
    for _ in range(kills):
        service.start()
        assert service.process is not None
        sender = Sender(service.port, supply)
        time.sleep(chance.uniform(0.05, 0.6))
        service.process.kill()
        service.process.wait()
        sender.stop()
        acknowledged.update(sender.acknowledged)
        kept = {path.name: path.read_bytes() for path in service.envelopes()}
        assert acknowledged <= kept.keys()
        assert all(hashlib.sha256(data).hexdigest() == name for name, data in kept.items())
    assert len(acknowledged) >= kills
