"""`turva deploy` into the emulated cloud, from nothing to a site that answers there."""

import hashlib
import re
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.frame.headers import PAGE, SEALED
from tests.serverless.stack.deployed import SITE, Deployed, root_of, turva

pytestmark = pytest.mark.xdist_group("cloud")  # it is deployed once, where one process may


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


def test_the_functions_run_the_package_under_their_own_handlers_and_roles(
    deployed: Deployed, package: Path
) -> None:
    for function in ("sealed", "plain"):
        made = deployed.client("lambda").get_function(FunctionName=f"turva-dev-{function}")
        told = made["Configuration"]
        assert package.stat().st_size == told["CodeSize"]
        assert (f"serverless.entry.{function}", f"turva-dev-{function}", "python3.11") == (
            told["Handler"],
            told["Role"].rpartition("/")[2],
            told["Runtime"],
        )
        expected = {
            "TURVA_STORE": "s3://turva-dev-000000000000-{kind}",
            "TURVA_KEYRING": "s3://turva-dev-000000000000-site/keyring.txt",
            "TURVA_ORIGINS": "https://turva.example",
            "TURVA_ROOT": deployed.environment["TURVA_ROOT"],
        }
        assert told["Environment"]["Variables"].items() >= expected.items()


@pytest.mark.long
def test_an_unchanged_deployment_changes_nothing_and_updates_the_functions(
    deployed: Deployed, package: Path, tmp_path: Path
) -> None:
    # The site is built apart, and the package made now: both of the same sources as before.
    settings = {**deployed.environment, "TURVA_SITE": SITE}
    built = CliRunner().invoke(main, ["build", str(tmp_path / "site")], env=settings)
    assert 0 == built.exit_code, built.output
    again = turva(deployed.environment, "dev", "--yes", "--site", str(tmp_path / "site"))
    assert (0, "") == (again.returncode, again.stderr)
    assert hashlib.sha256(package.read_bytes()).hexdigest() in again.stdout
    assert 2 == again.stdout.count("Stack turva-dev: nothing changes.")
    assert 2 == again.stdout.count("Site: nothing changed, nothing is uploaded.")
    assert "update  turva-dev-sealed" in again.stdout
    assert 200 == deployed.ask("/en/write/plain/")[0]


def test_without_credentials_it_says_what_to_do(
    cloud_environment: dict[str, str], package: Path, tmp_path: Path
) -> None:
    without = {k: v for k, v in cloud_environment.items() if "ACCESS_KEY" not in k}
    done = turva(without | root_of(tmp_path), "dev", "--plan", "--package", str(package))
    assert (1, "") == (done.returncode, done.stdout)
    assert re.match("turva: No credentials of an account were found", done.stderr)


def test_a_build_of_another_root_is_refused_before_anything_is_changed(
    deployed: Deployed, package: Path, tmp_path: Path
) -> None:
    other = {**deployed.environment, **root_of(tmp_path / "other"), "TURVA_SITE": SITE}
    built = CliRunner().invoke(main, ["build", str(tmp_path / "site")], env=other)
    assert 0 == built.exit_code, built.output
    options = ("--yes", "--package", str(package), "--site", str(tmp_path / "site"))
    done = turva(deployed.environment, "dev", *options)
    assert (1, "") == (done.returncode, done.stdout)
    assert "was built with another TURVA_ROOT than is set now" in done.stderr


def test_a_stage_that_does_not_exist_is_a_wrong_use(
    cloud_environment: dict[str, str], package: Path
) -> None:
    assert 2 == turva(cloud_environment, "test", "--package", str(package)).returncode
