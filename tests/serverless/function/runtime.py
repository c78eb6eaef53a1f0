"""A function as the cloud runs it: the real runtime client, and the service that gives it events.

One event at a time reaches a function, as in the cloud; what it prints would be its log.
"""

import base64
import json
import os
import queue
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from uuid import uuid4

PROJECT: Final = Path(__file__).parents[3]
PARTS: Final = ("awslambdaric", "runtime_client", "simplejson", "snapshot_restore_py")
"""What the runtime itself brings along; all else is the package's own to have."""
LIMIT: Final = 6 << 20
"""Most bytes in an event or an answer, in the cloud."""
_PATIENCE_S: Final = 60

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """What came back through the HTTP API; `error` is what the runtime said of a failure."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    error: str = ""

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class _Invocation:
    event: bytes
    seconds: float
    id: str = field(default_factory=lambda: str(uuid4()))
    ended: threading.Event = field(default_factory=threading.Event)
    answer: bytes = b""
    failed: bool = False


class _Runtime(ThreadingHTTPServer):
    """The service at AWS_LAMBDA_RUNTIME_API. Source: AWS, "Using the Lambda runtime API"."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.waiting: queue.Queue[_Invocation | None] = queue.Queue()
        self.running: dict[str, _Invocation] = {}
        self.started = threading.Event()
        self.init_error = ""

    def handle_error(self, _request: object, _client_address: object) -> None:
        """Say nothing of a function that ended."""
        if not isinstance(sys.exc_info()[1], OSError):
            traceback.print_exc()


class _Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # an answer does not wait for itself
    server: _Runtime

    def do_GET(self) -> None:
        self.server.started.set()
        invocation = self.server.waiting.get()
        if invocation is None:
            self.close_connection = True
            return
        self.server.running[invocation.id] = invocation
        end = int((time.time() + invocation.seconds) * 1000)
        with suppress(OSError):
            self._give(
                200,
                invocation.event,
                {
                    "Content-Type": "application/json",
                    "Lambda-Runtime-Aws-Request-Id": invocation.id,
                    "Lambda-Runtime-Deadline-Ms": str(end),
                    "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:0:function:f",
                },
            )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        *_, name, what = self.path.split("/")
        if name == "init":
            self.server.init_error = body.decode()
            self.server.started.set()
        else:
            invocation = self.server.running.pop(name)
            invocation.answer, invocation.failed = body, what == "error"
            invocation.ended.set()
        self._give(202, b"", {})

    def _give(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Function:
    """One running function; `folder` is the project or an unpacked package."""

    def __init__(
        self,
        name: str,
        environment: Mapping[str, str],
        scratch: Path,
        folder: Path = PROJECT,
    ) -> None:
        self._log = scratch / f"{name}-{uuid4().hex}.log"
        self._name, self._folder = name, folder
        self._environment = dict(environment)
        self._scratch = scratch

    def __enter__(self) -> Self:
        self._runtime = _Runtime()
        threading.Thread(target=self._runtime.serve_forever, args=(0.05,), daemon=True).start()
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-S",
                    "-s",
                    "-m",
                    "awslambdaric",
                    f"serverless.entry.{self._name}",
                ],
                cwd=self._folder,
                env=self._whole_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait(_PATIENCE_S)
        self._runtime.waiting.put(None)
        self._runtime.shutdown()
        self._runtime.server_close()

    def _whole_environment(self) -> dict[str, str]:
        path = [self._folder, _runtime_folder(self._scratch)]
        if self._folder == PROJECT:
            path += [Path(each) for each in sys.path if each.endswith("site-packages")]
        return {
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self._runtime.server_address[1]}",
            "AWS_LAMBDA_FUNCTION_NAME": f"turva-dev-{self._name}",
            "LAMBDA_TASK_ROOT": str(self._folder),
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "PATH": os.defpath,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": os.pathsep.join(map(str, path)),
            **self._environment,
        }

    def started(self) -> str:
        """Wait until the function asks for its first event; return what kept it from that."""
        assert self._runtime.started.wait(_PATIENCE_S), self.printed()
        return self._runtime.init_error

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send what the HTTP API would send of such a request."""
        return self.invoke(event(method, path, body, headers or {}))

    def invoke(self, made: Event, seconds: float = 15.0) -> Answer:
        """Send an event, and return its answer as the API gives it out."""
        return self.answer_to(self.begin(made, seconds))

    def begin(self, made: Event, seconds: float = 15.0) -> _Invocation:
        """Send an event and do not wait; the function is told how many seconds it has."""
        data = json.dumps(made).encode()
        assert len(data) <= LIMIT
        invocation = _Invocation(data, seconds)
        self._runtime.waiting.put(invocation)
        return invocation

    def answer_to(self, invocation: _Invocation) -> Answer:
        """Wait for an answer."""
        assert invocation.ended.wait(_PATIENCE_S), self.printed()
        told: dict[str, Any] = json.loads(invocation.answer)
        if invocation.failed:
            return Answer(502, {}, b"", json.dumps(told))
        assert len(invocation.answer) <= LIMIT
        body = str(told["body"])
        plain = base64.b64decode(body) if told.get("isBase64Encoded") else body.encode()
        return Answer(told["statusCode"], told["headers"], plain)

    def printed(self) -> str:
        """Return all that the function has printed."""
        return self._log.read_text("utf-8", "replace")


def event(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    """Return the event of an HTTP API (version 2.0) with all that the cloud tells of who asks."""
    told = {"user-agent": AGENT, "x-forwarded-for": ADDRESS, "referer": f"https://{QUERY}/"}
    made: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": f"/dev{path}",
        "rawQueryString": f"q={QUERY}",
        "cookies": [f"trace={QUERY}"],
        "headers": {
            "host": "abc.execute-api.us-east-1.amazonaws.com",
            "x-forwarded-proto": "https",
            **told,
            **{name.lower(): value for name, value in headers.items()},
        },
        "queryStringParameters": {"q": QUERY},
        "requestContext": {
            "http": {
                "method": method,
                "path": f"/dev{path}",
                "protocol": "HTTP/1.1",
                "sourceIp": ADDRESS,
                "userAgent": AGENT,
            },
            "stage": "dev",
        },
        "isBase64Encoded": False,
    }
    if body:
        made |= {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
    return made


ADDRESS: Final = "203.0.113.77"
AGENT: Final = "TraceAgent/1.0"
QUERY: Final = "trace-query.example"


def _runtime_folder(scratch: Path) -> Path:
    """Return a folder that holds the runtime client and nothing else of ours."""
    folder = scratch / "runtime"
    folder.mkdir(exist_ok=True)
    for part in PARTS:
        found = find_spec(part)
        assert found is not None, part
        assert found.origin is not None, part
        origin = Path(found.origin)
        there = origin.parent if origin.name == "__init__.py" else origin
        with suppress(FileExistsError):
            (folder / there.name).symlink_to(there)
    return folder
