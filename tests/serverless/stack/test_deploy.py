"""`turva deploy` into the emulated cloud, from nothing to a site that answers there."""

import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from app.frame.headers import PAGE, SEALED

pytestmark = pytest.mark.xdist_group("cloud")  # it is deployed once, where one process may

ROOT = "turva-root+889302f5+Ac8zSFfst4dz3tcdHifhT1bfdBxvUxlrR31jAvXZeprK"


@dataclass(frozen=True)
class Deployed:
    """A deployment: what was said of the plan and the work, and where it answers."""

    plan: str
    said: str
    cloud: str
    host: str

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
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


def turva(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TURVA_"))}
    return subprocess.run(
        [sys.executable, "-m", "app.cli", "deploy", *arguments],
        env={**kept, "TURVA_ROOT": ROOT, "TURVA_SITE": "turva.example", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a package whose functions tell what reaches them."""
    path = tmp_path_factory.mktemp("package") / "probe.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("serverless/__init__.py", "")
        made.write(Path(__file__).with_name("probe.py"), "serverless/entry.py")
    return str(path)


@pytest.fixture(scope="session")
def deployed(cloud_address: str, cloud_environment: dict[str, str], package: str) -> Deployed:
    """Return a deployment, made once."""
    plan = turva(cloud_environment, "dev", "--plan", "--package", package)
    assert (0, "") == (plan.returncode, plan.stderr)
    done = turva(cloud_environment, "dev", "--yes", "--package", package)
    assert (0, "") == (done.returncode, done.stderr)
    (host,) = re.findall(r"It answers at https://([a-z0-9.]+)/", done.stdout)
    return Deployed(plan.stdout, done.stdout, cloud_address, host)


def test_the_plan_names_all_and_changes_nothing(deployed: Deployed) -> None:
    # The work begins with the same plan, so nothing had been made by looking at it.
    assert deployed.said.startswith(deployed.plan)
    for named in ("add  EnvelopesBucket", "deploy  turva-dev-sealed", "objects to upload"):
        assert named in deployed.plan


def test_a_page_is_served_compressed_under_its_own_headers(deployed: Deployed) -> None:
    for path, policy in (("/fi/", PAGE), ("/ar/write/", SEALED)):
        status, told, _ = deployed.ask(path, accept_encoding="gzip")
        assert (200, "gzip") == (status, told["content-encoding"])
        assert {
            name.lower(): value for name, value in policy.headers().items()
        }.items() <= told.items()
        assert "set-cookie" not in told
    assert b"<!doctype html>" in deployed.ask("/fi/")[2].lower()


@pytest.mark.parametrize("lang", ["fi", "ar"])
def test_what_is_not_there_is_said_in_the_language_of_the_path(
    deployed: Deployed, lang: str
) -> None:
    status, _, body = deployed.ask(f"/{lang}/nothing")
    assert 404 == status
    assert f'<html lang="{lang}"'.encode() in body


def test_who_comes_without_tls_is_led_to_it(deployed: Deployed) -> None:
    status, told, _ = deployed.ask("/fi/", x_forwarded_proto="http")
    assert (301, "https://") == (status, told["location"][:8])


def test_nobody_reads_a_bucket_but_through_the_distribution(deployed: Deployed) -> None:
    for kind in ("site", "envelopes", "replies", "keys"):
        connection = HTTPConnection(deployed.cloud.removeprefix("http://"), timeout=60)
        connection.request("GET", f"/turva-dev-000000000000-{kind}/fi/index.html")
        with connection.getresponse() as answer:
            assert 403 == answer.status, kind
        connection.close()


def test_a_function_gets_what_it_decides_by_and_nothing_of_who_asks(deployed: Deployed) -> None:
    sent = {"origin": "https://turva.example", "sec_fetch_site": "same-origin"}
    traces = {"user_agent": "Trace/1", "cookie": "trace=1", "referer": "https://trace.example/"}
    status, _, body = deployed.ask(
        "/api/envelopes?trace=1", "POST", "x", keyring_serial="7", **sent, **traces
    )
    told: dict[str, Any] = json.loads(body)
    assert (200, "sealed", "POST") == (status, told["function"], told["method"])
    headers = told["headers"]
    assert ("https://turva.example", "same-origin", "7") == tuple(
        headers[name] for name in ("origin", "sec-fetch-site", "keyring-serial")
    )
    assert "race" not in json.dumps(told).replace("x-amzn-trace-id", "").lower()


def test_the_plain_way_has_its_own_function_and_its_answers_pass_unchanged(
    deployed: Deployed,
) -> None:
    status, told, body = deployed.ask("/fi/write/plain/refused", "POST", "x")
    assert (403, "application/json", "DENY") == (
        status,
        told["content-type"],
        told["x-frame-options"],
    )
    assert "plain" == json.loads(body)["function"]


def test_both_functions_are_told_where_everything_is(deployed: Deployed) -> None:
    expected = {
        "TURVA_STORE": "s3://turva-dev-000000000000-{kind}",
        "TURVA_KEYRING": "s3://turva-dev-000000000000-site/keyring.txt",
        "TURVA_ORIGINS": "https://turva.example",
        "TURVA_ROOT": ROOT,
    }
    for path in ("/api/x", "/fi/write/plain/"):
        assert json.loads(deployed.ask(path)[2])["environment"].items() >= expected.items()


@pytest.mark.parametrize("path", ["/api/thief", "/fi/write/plain/thief"])
def test_a_thief_of_a_functions_credentials_can_only_put_what_is_new(
    deployed: Deployed, path: str
) -> None:
    tries: dict[str, int] = json.loads(deployed.ask(path, "POST", "x")[2])["tries"]
    assert 200 == tries.pop("put once")
    assert 412 == tries.pop("put again")
    assert {403} == set(tries.values()), tries
    assert {"put over", "put elsewhere", "get", "head", "list", "delete", "copy"} <= tries.keys()


@pytest.mark.long
def test_an_unchanged_deployment_changes_nothing(
    deployed: Deployed, cloud_environment: dict[str, str], package: str
) -> None:
    assert deployed.host
    again = turva(cloud_environment, "dev", "--yes", "--package", package)
    assert (0, "") == (again.returncode, again.stderr)
    assert 2 == again.stdout.count("Stack turva-dev: nothing changes.")
    assert 2 == again.stdout.count("Site: nothing changed, nothing is uploaded.")
    assert "update  turva-dev-sealed" in again.stdout


def test_without_credentials_it_says_what_to_do(
    cloud_environment: dict[str, str], package: str
) -> None:
    without = {k: v for k, v in cloud_environment.items() if "ACCESS_KEY" not in k}
    done = turva(without, "dev", "--plan", "--package", package)
    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("turva: No credentials of an account were found")


def test_a_stage_that_does_not_exist_is_a_wrong_use(
    cloud_environment: dict[str, str], package: str
) -> None:
    assert 2 == turva(cloud_environment, "test", "--package", package).returncode
