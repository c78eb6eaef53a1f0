"""Measure the functions from their package: cold start, weight, memory; and an unchanged site.

Each start is a process of its own under the real runtime client, up to its first answer. Beside it,
in turns, starts the smallest program in Flask and apig-wsgi from the same libraries. What is
measured is the processor's time, as the clock on the wall tells more of the machine than of us.
"""

import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from statistics import median

from app.age.hybrid import HybridIdentity
from app.config import from_environment
from app.programs import create_public_site
from app.release import write_manifest
from app.site.freeze import freeze
from app.wire.envelope import seal_envelope
from app.wire.note import SigningKey
from serverless.cloud import Cloud
from serverless.deploy_site import SiteDeployer
from serverless.package.bytecode import compile_all
from serverless.package.make import MOST_BYTES, make_package
from tests.load.figures import Figure, tell
from tests.load.intake import memory
from tests.serverless.function.installation import Installation, install
from tests.serverless.function.runtime import Answer, Function
from tests.serverless.function.sendings import SEALED, WRITE
from tests.store.s3_server import ROOT, Server, taught

STARTS = 11
MOST_TIMES = 1.6
SENDS = 1_000
LETTER = 60_000  # is padded to 64 KiB
MOST_MB = 128

LAMBDA = {"LANG": "en_US.UTF-8", "TZ": ":UTC"}
"""What Lambda sets for every function, and what it costs to find out otherwise."""

LIBRARIES = (
    *("apig_wsgi", "blinker", "click", "flask", "itsdangerous", "jinja2", "markupsafe"),
    "werkzeug",
)

HELLO = """
from apig_wsgi import make_lambda_handler
from flask import Flask

app = Flask(__name__)


@app.route("/<path:path>", methods=["GET", "POST"])
def hello(path):
    return "Hello, world", 201


sealed = make_lambda_handler(app)
"""

Ask = Callable[[Function], Answer]


def envelopes(size: int) -> Iterator[bytes]:
    """Yield envelopes without end, each like no other: one sealed for real, its end counted up."""
    sealed = seal_envelope(b"x" * size, HybridIdentity.generate().recipient)
    for number in count():
        yield sealed[:-8] + number.to_bytes(8, "big")


def cpu_ms(process: int) -> float:
    """Return how long a process has kept the processor, all its threads together."""
    return time.clock_gettime((~process << 3) | 2) * 1000  # CPUCLOCK_SCHED of linux/posix-timers.h


def hello(package: Path, folder: Path) -> Path:
    """Make the smallest program from the package's own libraries; return its folder."""
    for name in LIBRARIES:
        shutil.copytree(package / name, folder / name)
    (folder / "serverless").mkdir()
    (folder / "serverless" / "__init__.py").touch()
    (folder / "serverless" / "entry.py").write_text(HELLO)
    compile_all(folder)
    return folder


def started(name: str, environment: dict[str, str], folder: Path, ask: Ask) -> float:
    """Return what one cold start costs until its first answer, in milliseconds."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        Function(name, environment, Path(scratch), folder) as function,
    ):
        assert "" == function.started()
        answer = ask(function)
        taken = cpu_ms(function.process.pid)
        assert answer.status in {200, 201}, answer
        return taken


def starts(installation: Installation, package: Path, smallest: Path) -> Iterator[Figure]:
    """Start each in turns, so that all meet the same machine."""
    supply = envelopes(16)

    def send(function: Function) -> Answer:
        return function.ask("POST", "/api/envelopes", next(supply), SEALED)

    def page(function: Function) -> Answer:
        return function.ask("GET", WRITE)

    kinds = {
        "hello": ("sealed", smallest, send),
        "sealed": ("sealed", package, send),
        "plain": ("plain", package, page),
    }
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(STARTS):
        for kind, (name, folder, ask) in kinds.items():
            environment = LAMBDA | installation.environment(
                "plain" if name == "plain" else "sealed"
            )
            took[kind].append(started(name, environment, folder, ask))
    base = median(took["hello"])
    yield Figure("Cold start of hello-world in Flask, processor", base, "ms")
    for kind in ("sealed", "plain"):
        # By rounds: what disturbs the machine disturbs all of one round.
        times = [own / least for own, least in zip(took[kind], took["hello"], strict=True)]
        how = f"median of {STARTS}; {median(took[kind]):.0f} ms, from {min(took[kind]):.0f} ms"
        what = f"Cold start of the {kind} function to its first answer"
        yield Figure(what, median(times), "times", most=MOST_TIMES, how=how)


def sends(installation: Installation, package: Path) -> Figure:
    """Send many letters to one process, and return what it holds afterwards."""
    supply = envelopes(LETTER)
    environment = installation.environment("sealed")
    with (
        tempfile.TemporaryDirectory() as scratch,
        Function("sealed", environment, Path(scratch), package) as function,
    ):
        assert "" == function.started()
        for _ in range(SENDS):
            answer = function.ask("POST", "/api/envelopes", next(supply), SEALED)
            assert 201 == answer.status, answer
        held = memory(function.process.pid)
    how = f"{held['VmHWM']:.0f} at its peak"
    what = f"The sealed function's memory after {SENDS:,} sends of 64 KiB"
    return Figure(what, held["VmRSS"], "MB", most=MOST_MB, how=how)


def unchanged(server: Server, installation: Installation, folder: Path) -> Figure:
    """Deploy a build of the site twice; return how much the second time would do."""
    vkey = SigningKey.generate("turva-root").verifier.serialise()
    site = folder / "site"
    freeze(create_public_site(from_environment({"TURVA_ROOT": vkey})), site)
    write_manifest(site)
    ask_there(server)
    deployer = SiteDeployer(Cloud(), installation.names)
    first = deployer.plan(site)
    deployer.apply(first)
    again = deployer.plan(site)
    how = f"of {len(first.put)} objects, put a moment before"
    done = len(again.put) + len(again.remove) + (again.record != again.before)
    return Figure("Objects that an unchanged site uploads", done, "objects", most=0, how=how)


def ask_there(server: Server) -> None:
    """Let the cloud's tools in this process find the emulated one."""
    os.environ |= {
        "AWS_ENDPOINT_URL": server.endpoint,
        "AWS_ACCESS_KEY_ID": ROOT.access_key,
        "AWS_SECRET_ACCESS_KEY": ROOT.secret_key,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
    }


def figures() -> Iterator[Figure]:
    """Make the package, and run it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made = make_package(folder / "turva.zip")
        size = made.size / 1e6
        yield Figure("The functions' package", size, "MB", most=MOST_BYTES / 1e6)
        package = folder / "task"
        with zipfile.ZipFile(made.path) as archive:
            archive.extractall(package)
        (folder / "hello").mkdir()
        smallest = hello(package, folder / "hello")
        (folder / "cloud").mkdir()
        with taught(folder / "cloud") as server:
            installation = install(server)
            installation.publish()
            yield from starts(installation, package, smallest)
            yield sends(installation, package)
            yield unchanged(server, installation, folder)


if __name__ == "__main__":
    tell(figures())
