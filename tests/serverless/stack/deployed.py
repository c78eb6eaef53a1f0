"""A deployment into the emulated cloud, and the staff of it: what tests do with either."""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

from app import demo
from app.cli import main
from app.demo import DemoFiles, make_demo_keys
from app.inbox.keys.root import Root
from app.store.published import open_published
from app.store.s3_address import S3Address, S3Object
from app.store.s3_client import open_s3
from serverless.stack.names import Names

SITE: Final = "turva.example"
NAMES: Final = Names("dev", "000000000000", "us-east-1")
KEYRING: Final = f"s3://{NAMES.bucket('site')}/keyring.txt"
NOTICE: Final = f"s3://{NAMES.bucket('site')}/notice.txt"


@dataclass(frozen=True)
class Deployed:
    """A deployment: what was said of the plan and the work, where it answers, who its staff are."""

    plan: str
    said: str
    cloud: str
    host: str
    home: Path
    environment: Mapping[str, str]

    def ask(
        self, path: str, method: str = "GET", body: bytes | str | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask the distribution."""
        connection = HTTPConnection(self.cloud.removeprefix("http://"), timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        own = {"Host": self.host, "X-Forwarded-Proto": "https"}
        connection.request(method, path, body, {**own, **named})
        with connection.getresponse() as answer:
            told = {name.lower(): value for name, value in answer.getheaders()}
            found = (answer.status, told, answer.read())
        connection.close()
        return found

    def staff(self, *words: str) -> str:
        """Run one command of staff's, whose settings name the cloud, and return what it printed."""
        own = {
            **self.environment,
            "TURVA_HOME": str(self.home),
            "TURVA_KEYRING": KEYRING,
            "TURVA_NOTICE": NOTICE,
            "TURVA_ROOT": None,  # theirs is the file beside the keys
            "TURVA_SITE": SITE,
            "TURVA_STORE": NAMES.store,
        }
        done = CliRunner().invoke(main, words, env=own)
        assert 0 == done.exit_code, done.output
        return done.stdout

    def cases(self) -> list[dict[str, Any]]:
        """Return every case that staff see after a pull; nothing may be quarantined."""
        self.staff("inbox", "pull")
        listed = json.loads(self.staff("inbox", "list", "--json"))
        assert [] == listed["quarantine"]
        shown = [self.staff("inbox", "show", each["id"], "--json") for each in listed["cases"]]
        return [json.loads(each) for each in shown]

    def client(self, service: str) -> Any:
        """Return the owner's client of one of the cloud's services."""
        from boto3.session import Session  # noqa: PLC0415 (only where it is looked at)

        session: Any = Session  # its own types know no arguments
        owner = session("test", "test", region_name=NAMES.region)
        return owner.client(service, endpoint_url=self.cloud)

    def logged(self) -> dict[str, str]:
        """Return all that every log group holds, and its streams' names, by the group's name."""
        logs = self.client("logs")
        found: dict[str, str] = {}
        for group in logs.describe_log_groups()["logGroups"]:
            name = group["logGroupName"]
            streams = logs.describe_log_streams(logGroupName=name)["logStreams"]
            lines = [each["logStreamName"] for each in streams]
            pages = logs.get_paginator("filter_log_events").paginate(logGroupName=name)
            lines += [event["message"] for page in pages for event in page["events"]]
            found[name] = "\n".join(lines)
        return found


def turva(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `turva deploy` in this process: what there is to import would cost more than it does."""
    others = {name: None for name in os.environ if name.startswith(("AWS_", "TURVA_"))}
    own = {**others, "TURVA_SITE": SITE, **environment}
    done = CliRunner().invoke(main, ["deploy", *arguments], env=own)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess([], done.exit_code, done.stdout, done.stderr)


def root_of(home: Path) -> dict[str, str]:
    """Make a root where staff keep theirs, and return the setting that names it."""
    root, path = Root.generate(), DemoFiles(home).root_key
    path.parent.mkdir(parents=True, mode=0o700)
    path.write_text(demo._WARNING + root.serialise(datetime.now(UTC).date()))
    return {"TURVA_ROOT": root.keyring.verifier.serialise()}


def deploy(cloud: str, environment: Mapping[str, str], package: Path, home: Path) -> Deployed:
    """Deploy the package, with a plan first, and put staff's keys into force there."""
    own = {**environment, **root_of(home)}
    plan = turva(own, "dev", "--plan", "--package", str(package))
    assert (0, "") == (plan.returncode, plan.stderr)
    done = turva(own, "dev", "--yes", "--package", str(package))
    assert (0, "") == (done.returncode, done.stderr)
    (host,) = re.findall(r"It answers at https://([a-z0-9.]+)/", done.stdout)
    put_in_force(environment, home)
    return Deployed(plan.stdout, done.stdout, cloud, host, home, own)


def put_in_force(environment: Mapping[str, str], home: Path) -> None:
    """Begin the first epoch in the cloud, and publish its keyring."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        make_demo_keys(home, datetime.now(UTC).date(), S3Address.parse(NAMES.store))
    keyring = open_published(S3Object.parse(KEYRING), s3=open_s3(environment))
    keyring.replace(DemoFiles(home).keyring.read_bytes(), None)
