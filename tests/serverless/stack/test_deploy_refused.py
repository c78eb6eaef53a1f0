"""A deployment that the cloud or Zappa refuses ends in a sentence that says what to do."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from serverless.cloud import Cloud
from serverless.deploy_functions import FunctionDeployer
from serverless.deploy_stack import StackDeployer
from serverless.stack.errors import CloudRefused, FunctionsRefused, StackFailed
from serverless.stack.names import Names

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
