"""Real services that speak S3, each in a process of its own on a free port of this computer."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.store.errors import Unavailable
from app.store.s3_address import S3Folder
from app.store.s3_client import S3, Patience
from app.store.s3_credentials import Credentials

CALM = Patience(total=30.0)
ROOT = Credentials("test", "test", None)
_BIN = Path(sys.executable).parent
_TAUGHT = Path(__file__).parents[1] / "serverless" / "stack" / "emulator.py"
_READY_WITHIN = 60  # seconds; an own limit, so that a service that never starts is no riddle


@dataclass(frozen=True)
class Server:
    """A running service, and whose words it obeys."""

    name: str
    endpoint: str
    bucket: str = ""

    def s3(
        self,
        credentials: Credentials = ROOT,
        endpoint: str = "",
        patience: Patience = CALM,
    ) -> S3:
        """Return a client; `endpoint` may be that of something in between."""
        return S3(endpoint or self.endpoint, "us-east-1", lambda: credentials, patience)

    def new_bucket(self) -> str:
        """Make a bucket with a new name and return that."""
        name = f"turva-{secrets.token_hex(8)}"
        answer = self.s3().send("PUT", S3Folder(name, ""))
        assert 200 == answer.status, answer.code
        return name

    def new_folder(self) -> S3Folder:
        """Return a place of its own in the one bucket: some services make few buckets only."""
        return S3Folder(self.bucket, f"{secrets.token_hex(8)}/envelopes/")


@contextmanager
def moto(_: Path) -> Iterator[Server]:
    """Run moto."""
    port = free_port()
    with _running("moto", port, [_BIN / "moto_server", "-H", "127.0.0.1", "-p", port]) as server:
        yield server


@contextmanager
def ministack(folder: Path) -> Iterator[Server]:
    """Run ministack, which enforces roles."""
    port = free_port()
    extra = {"AUTH": "true", "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port)}
    extra |= {"HOME": str(folder), "TMPDIR": str(folder)}
    extra |= {"IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0"}  # these would listen to everybody
    with _running("ministack", port, [_BIN / "ministack"], extra, folder) as server:
        yield server


@contextmanager
def taught(folder: Path) -> Iterator[Server]:
    """Run ministack with what the true cloud knows besides: the condition s3:if-none-match."""
    port = free_port()
    command = [sys.executable, _TAUGHT, port]
    with _running("taught", port, command, {"HOME": str(folder)}, folder) as server:
        yield server


@contextmanager
def seaweed(folder: Path) -> Iterator[Server]:
    """Run SeaweedFS, which tells nobody about it."""
    admin = {"accessKey": ROOT.access_key, "secretKey": ROOT.secret_key}
    identity = {"name": "admin", "credentials": [admin], "actions": ["Admin"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    ports = {kind: free_port() for kind in ("master.port", "volume.port", "filer.port", "s3.port")}
    ports |= {f"{kind}.grpc": free_port() for kind in ports}
    options = {
        "dir": folder,
        "ip": "127.0.0.1",
        "ip.bind": "127.0.0.1",
        "s3.config": folder / "s3.json",
        "s3.iam.readOnly": "false",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": 64,
        "volume.max": 50,
        **ports,
    }
    command = [
        _BIN / "weed",
        "server",
        "-s3",
        *(f"-{key}={value}" for key, value in options.items()),
    ]
    with _running("seaweed", ports["s3.port"], command, {}, folder) as server:
        yield server


STARTS: Mapping[str, Callable[[Path], AbstractContextManager[Server]]] = {
    "moto": moto,
    "seaweed": seaweed,
    "ministack": ministack,
}


ALL = {**STARTS, "taught": taught}


def free_port() -> int:
    """Return a port that is free now, and low enough for those that add ten thousand to it."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as taken, suppress(OSError):
            taken.bind(("127.0.0.1", port))
            return port


@contextmanager
def _running(
    name: str,
    port: int,
    command: list[object],
    extra: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[Server]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
    with subprocess.Popen(
        [str(part) for part in command],
        env=clean | dict(extra or {}),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            server = Server(name, f"http://127.0.0.1:{port}")
            yield _ready(server, process)
        finally:
            process.kill()  # nothing in it is to be kept


def _ready(server: Server, process: "subprocess.Popen[bytes]") -> Server:
    """Return it with a bucket, once an object can be put: some answer long before that."""
    end = time.monotonic() + _READY_WITHIN
    while time.monotonic() < end:
        assert process.poll() is None, f"{server.name} ended"
        with suppress(Unavailable, AssertionError):
            bucket = server.new_bucket()
            if server.s3().send("PUT", S3Folder(bucket, ""), "ready", data=b"yes").status == 200:
                return replace(server, bucket=bucket)
        time.sleep(0.1)
    raise TimeoutError(f"{server.name} did not get ready")
