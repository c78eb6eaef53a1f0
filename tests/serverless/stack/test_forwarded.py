"""What the distribution hands on to the functions: what the intake decides by, and no more (P5).

In a stage of its own, whose functions tell what reached them.
"""

import io
import json
import zipfile
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from serverless.cloud import Cloud
from serverless.deploy_stack import StackDeployer
from serverless.functions import FUNCTIONS, Function
from serverless.stack.front import Api, Apis
from serverless.stack.names import Names
from serverless.stack.template import serialise, template

pytestmark = pytest.mark.xdist_group("cloud")

NAMES = Names("staging", "000000000000", "eu-north-1")  # no other test works there

Ask = Callable[..., tuple[int, dict[str, str], dict[str, Any]]]


@pytest.fixture(scope="module")
def host(cloud_environment: dict[str, str]) -> str:
    """Return where the stage answers."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in cloud_environment.items():
            patch.setenv(name, value if "REGION" not in name else NAMES.region)
        cloud = Cloud()
        deployer = StackDeployer(cloud, NAMES)
        deployer.apply(serialise(template(NAMES)))
        apis: Apis = {each: telling(cloud, each) for each in FUNCTIONS}
        deployer.apply(serialise(template(NAMES, apis)))
        return deployer.outputs()["Host"]


def telling(cloud: Cloud, function: Function) -> Api:
    """Put a function that tells what reached it where the true one would be."""
    with io.BytesIO() as package:
        with zipfile.ZipFile(package, "w") as made:
            made.write(Path(__file__).with_name("probe.py"), "probe.py")
        created = cloud.client("lambda").create_function(
            FunctionName=NAMES.function(function),
            Runtime="python3.11",
            Handler=f"probe.{function}",
            Role=f"arn:aws:iam::{NAMES.account}:role/{NAMES.role(function)}",
            Code={"ZipFile": package.getvalue()},
        )
    gateway = cloud.client("apigatewayv2")
    api = gateway.create_api(Name=NAMES.function(function), ProtocolType="HTTP")
    integration = gateway.create_integration(
        ApiId=api["ApiId"],
        IntegrationType="AWS_PROXY",
        IntegrationUri=created["FunctionArn"],
        PayloadFormatVersion="2.0",
    )
    target = f"integrations/{integration['IntegrationId']}"
    gateway.create_route(ApiId=api["ApiId"], RouteKey="$default", Target=target)
    stage = NAMES.zappa_stage(function)
    gateway.create_stage(ApiId=api["ApiId"], StageName=stage, AutoDeploy=True)
    host = f"{api['ApiId']}.execute-api.{NAMES.region}.amazonaws.com"
    return Api(host, f"/{stage}")


@pytest.fixture
def ask(cloud_address: str, host: str) -> Ask:
    """Return what asks the distribution, and gives what the function was told."""

    def asking(path: str, method: str = "POST", **headers: str) -> Any:
        connection = HTTPConnection(cloud_address.removeprefix("http://"), timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        own = {"Host": host, "X-Forwarded-Proto": "https"}
        connection.request(method, path, "x", {**own, **named})
        with connection.getresponse() as answer:
            told = {name.lower(): value for name, value in answer.getheaders()}
            found = (answer.status, told, json.loads(answer.read()))
        connection.close()
        return found

    return asking


@pytest.mark.parametrize(
    ("path", "function"), [("/api/envelopes", "sealed"), ("/fi/write/plain/", "plain")]
)
def test_a_function_gets_what_it_decides_by_and_nothing_of_who_asks(
    ask: Ask, path: str, function: str
) -> None:
    sent = {"origin": "https://turva.example", "sec_fetch_site": "same-origin"}
    traces = {"user_agent": "Trace/1", "cookie": "trace=1", "referer": "https://trace.example/"}
    status, _, told = ask(f"{path}?trace=1", keyring_serial="7", **sent, **traces)
    assert (200, function, "POST") == (status, told["function"], told["method"])
    headers = told["headers"]
    assert ("https://turva.example", "same-origin", "7") == tuple(
        headers[name] for name in ("origin", "sec-fetch-site", "keyring-serial")
    )
    assert "race" not in json.dumps(told).replace("x-amzn-trace-id", "").lower()


def test_what_a_function_refuses_passes_unchanged(ask: Ask) -> None:
    status, told, _ = ask("/fi/write/plain/refused")
    assert (403, "application/json", "DENY") == (
        status,
        told["content-type"],
        told["x-frame-options"],
    )
