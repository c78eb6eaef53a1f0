"""A deployment that the cloud or Zappa refuses ends in a sentence that says what to do."""

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.store.place import open_place
from app.store.s3_address import S3Address
from serverless.cloud import Cloud
from serverless.deploy import deploy_places
from serverless.deploy_functions import FunctionDeployer
from serverless.deploy_stack import StackDeployer
from serverless.stack.errors import CloudRefused, FunctionsRefused, StackFailed
from serverless.stack.names import Names
from tests.serverless.stack.deployed import NAMES as DEPLOYED
from tests.serverless.stack.deployed import Deployed

pytestmark = pytest.mark.xdist_group("cloud")

NAMES = Names("staging", "000000000000", "us-east-1")

TAKEN = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "turva-taken"}}


@pytest.mark.usefixtures("in_cloud")
def test_a_stack_that_cannot_be_made_names_the_resource_and_then_waits_for_a_hand() -> None:
    other = StackDeployer(Cloud(), replace(NAMES, stage="production"), pause=lambda _: None)
    other.apply(json.dumps({"Resources": {"First": TAKEN}}))
    deployer = StackDeployer(Cloud(), NAMES, pause=lambda _: None)
    wanted = json.dumps({"Resources": {"Second": TAKEN}})
    with pytest.raises(StackFailed, match=r"stack turva-staging could not be changed: .*[^.]\.$"):
        deployer.apply(wanted)
    with pytest.raises(StackFailed, match="left over from a failed attempt"):
        deployer.apply(wanted)


@pytest.mark.usefixtures("in_cloud")
def test_a_plan_that_is_refused_is_a_sentence() -> None:
    deployer = StackDeployer(Cloud(), replace(NAMES, stage="dev", account="1" * 12))
    with pytest.raises(CloudRefused, match="refused to plan the stack"):
        deployer.plan(json.dumps({"Resources": {"Odd": {"Type": "AWS::Nothing::AtAll"}}}))


@pytest.mark.usefixtures("in_cloud")
def test_functions_without_their_roles_are_refused_in_a_sentence(tmp_path: Path) -> None:
    package = tmp_path / "empty.zip"
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("serverless/entry.py", "")
    broken = tmp_path / "missing.zip"
    deployer = FunctionDeployer(Cloud(), NAMES, {})
    assert deployer.apis() is None
    with pytest.raises(FunctionsRefused, match="Zappa's deploy of staging_"):
        deployer.apply(broken)


@pytest.mark.usefixtures("in_cloud")
def test_the_places_can_be_made_first_and_again_and_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-north-1")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-north-1")
    names = Names("production", "000000000000", "eu-north-1")
    said: list[str] = []
    deploy_places(Cloud(), names, said.append, only_plan=True)
    assert "  add  EnvelopesBucket (AWS::S3::Bucket)" in said
    assert not [line for line in said if "Distribution" in line or "TURVA_" in line]
    for _ in range(2):
        said.clear()
        deploy_places(Cloud(), names, said.append)
    assert [
        "Stack turva-production: nothing changes.",
        f"TURVA_STORE={names.store}",
        "TURVA_KEYRING=s3://turva-production-000000000000-site/keyring.txt",
        "TURVA_NOTICE=s3://turva-production-000000000000-site/notice.txt",
    ] == said
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", os.environ["AWS_ENDPOINT_URL"])
    place = open_place(S3Address.parse(names.store))
    assert [] == list(place.reader("envelopes").names())  # there, and empty


@pytest.mark.usefixtures("in_cloud")
def test_a_whole_deployment_is_not_taken_back_to_its_places(deployed: Deployed) -> None:
    with pytest.raises(StackFailed, match="its places are there already"):
        deploy_places(Cloud(), DEPLOYED, print)
    assert deployed.host
