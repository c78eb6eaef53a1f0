"""A server in a process of its own, and lines to it on which any bytes can be sent."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.wire.keyring import sign_keyring
from tests.intake.stage import keyring, root

ROOT = Path(__file__).parents[2]


@dataclass
class Served:
    """A running server: its port, and the file that holds all it says on standard error."""

    process: subprocess.Popen[bytes]
    port: int
    said: Path

    def line(self, source: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), 20, (source, 0))

    def exchange(self, request: bytes, source: str = "127.0.0.1") -> bytes:
        """Send bytes as they are and return all that comes until the server closes the line."""
        with self.line(source) as line:
            answer = b""
            with contextlib.suppress(ConnectionError):
                line.sendall(request)
                with contextlib.suppress(OSError):  # closed over there already
                    line.shutdown(socket.SHUT_WR)
                while block := line.recv(65536):
                    answer += block
            return answer

    @contextlib.contextmanager
    def client(self) -> Iterator[http.client.HTTPConnection]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(line):
            yield line

    def files(self) -> set[str]:
        """Return what the process has open now."""
        kept = Path(f"/proc/{self.process.pid}/fd")
        return {str(each.readlink()) for each in kept.iterdir()}

    def end(self) -> int:
        """Ask it to end, and return its exit code."""
        self.process.terminate()
        code = self.process.wait(20)
        assert self.process.stdout is not None
        assert b"" == self.process.stdout.read()
        return code


@contextlib.contextmanager
def served(script: Path, *arguments: str, folder: Path) -> Iterator[Served]:
    """Run a script that prints its port, and nothing else, on standard output."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    said = folder / "said.txt"
    with said.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, str(script), *arguments],
            env=environment,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    assert process.stdout is not None
    try:
        first = process.stdout.readline()
        assert first, said.read_text()
        yield Served(process, int(first), said)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextlib.contextmanager
def served_intake(folder: Path, *arguments: str) -> Iterator[Served]:
    """Run the real intake over a folder store in `folder`."""
    (folder / "keyring.txt").write_text(sign_keyring(keyring(), root()), encoding="utf-8")
    (folder / "root.vkey").write_text(root().verifier.serialise(), encoding="utf-8")
    with served(Path(__file__).with_name("child.py"), str(folder), *arguments, folder=folder) as it:
        yield it
