"""What the stack promises, read from the template as CloudFormation gets it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from serverless.stack.errors import NamesRefused
from serverless.stack.names import BUCKETS, Names
from serverless.stack.template import serialise
from tests.serverless.stack.made import FIRST, NAMES, WHOLE, of_type

POLICIES = {
    name: made["PolicyDocument"]["Statement"] for name, made in of_type("AWS::S3::BucketPolicy")
}


def test_cfn_lint_finds_nothing(tmp_path: Path) -> None:
    files = [tmp_path / "first.json", tmp_path / "whole.json"]
    for file, made in zip(files, (FIRST, WHOLE), strict=True):
        file.write_text(serialise(made))
    command = ["cfn-lint", "--non-zero-exit-code", "informational", "-r", "eu-north-1", "-t"]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stdout)


def test_the_whole_template_fits_what_cloudformation_takes() -> None:
    assert len(serialise(WHOLE).encode()) < 51_200


def test_before_the_functions_have_addresses_nothing_stands_before_them() -> None:
    kinds = {each["Type"] for each in FIRST["Resources"].values()}
    assert not any(kind.startswith("AWS::CloudFront") for kind in kinds)
    assert "cloudfront" not in serialise(FIRST)


def test_every_bucket_is_closed_to_the_public_keeps_no_versions_and_outlives_the_stack() -> None:
    buckets = dict(of_type("AWS::S3::Bucket"))
    assert {NAMES.bucket(kind) for kind in BUCKETS} == {b["BucketName"] for b in buckets.values()}
    for name, bucket in buckets.items():
        assert {True} == set(bucket["PublicAccessBlockConfiguration"].values()), name
        assert 4 == len(bucket["PublicAccessBlockConfiguration"]), name
        unwanted = {"VersioningConfiguration", "ReplicationConfiguration", "LoggingConfiguration"}
        assert set() == unwanted & bucket.keys(), name
        assert "Retain" == WHOLE["Resources"][name]["DeletionPolicy"], name


def test_every_bucket_refuses_who_comes_without_tls() -> None:
    assert len(BUCKETS) == len(POLICIES)
    for name, statements in POLICIES.items():
        locked = next(each for each in statements if each["Sid"] == "TlsOnly")
        assert ("Deny", "*", "s3:*") == (locked["Effect"], locked["Principal"], locked["Action"])
        assert {"Bool": {"aws:SecureTransport": "false"}} == locked["Condition"], name
        assert 2 == len(locked["Resource"]), name


def test_an_envelope_is_put_once_or_not_at_all() -> None:
    once = next(each for each in POLICIES["EnvelopesPolicy"] if each["Sid"] == "OnceOnly")
    assert "Deny" == once["Effect"]
    assert "*" == once["Principal"]
    assert {"Null": {"s3:if-none-match": "true"}} == once["Condition"]
    assert f"arn:aws:s3:::{NAMES.bucket('envelopes')}/*" == once["Resource"]


def test_only_the_distribution_is_let_in_anywhere_and_only_to_the_site() -> None:
    allowed = [(name, s) for name, each in POLICIES.items() for s in each if s["Effect"] == "Allow"]
    assert ["SitePolicy"] == [name for name, _ in allowed]
    assert {"Service": "cloudfront.amazonaws.com"} == allowed[0][1]["Principal"]
    assert "s3:GetObject" == allowed[0][1]["Action"]


def test_keys_and_the_site_expire_never_and_marks_of_places_stay() -> None:
    buckets = dict(of_type("AWS::S3::Bucket"))
    rules = {n: b["LifecycleConfiguration"]["Rules"] for n, b in buckets.items()}
    expiring = {n for n, each in rules.items() if any("ExpirationInDays" in r for r in each)}
    assert {"EnvelopesBucket", "RepliesBucket", "DeployBucket"} == expiring
    for name in ("EnvelopesBucket", "RepliesBucket"):
        expired = next(rule for rule in rules[name] if rule["Id"] == "expired")
        assert int(expired["ObjectSizeGreaterThan"]) >= len(b"turva\n"), name
        assert expired["ExpirationInDays"] > 60, name


def test_roles_may_do_four_things_and_list_nothing() -> None:
    for name, role in of_type("AWS::IAM::Role"):
        statements = role["Policies"][0]["PolicyDocument"]["Statement"]
        allowed = [each for each in statements if each["Effect"] == "Allow"]
        actions = sorted(each["Action"] for each in allowed if isinstance(each["Action"], str))
        assert ["s3:GetObject", "s3:GetObject", "s3:PutObject"] == actions, name
        assert "*" not in {
            each["Resource"] for each in allowed if isinstance(each["Resource"], str)
        }
        (put,) = [each["Resource"] for each in allowed if each["Action"] == "s3:PutObject"]
        assert [f"arn:aws:s3:::{NAMES.bucket('envelopes')}/envelopes/*"] == put
        read = [r for e in allowed if e["Action"] == "s3:GetObject" for r in e["Resource"]]
        assert not any(NAMES.bucket("envelopes") in each for each in read), name
        assert not any(NAMES.bucket("keys") in json.dumps(each) for each in statements), name
        assert {"Effect": "Deny", "Action": "logs:CreateLogGroup", "Resource": "*"} in statements


def test_logs_exist_before_the_functions_and_do_not_stay() -> None:
    groups = {
        each["LogGroupName"]: each["RetentionInDays"] for _, each in of_type("AWS::Logs::LogGroup")
    }
    expected = {"/aws/lambda/turva-production-sealed": 14, "/aws/lambda/turva-production-plain": 14}
    assert expected == groups
    for function in ("Sealed", "Plain"):
        assert f"{function}Log" == WHOLE["Resources"][f"{function}Role"]["DependsOn"]


def test_errors_silence_and_bytes_ring() -> None:
    rung = {each["AlarmName"]: each for _, each in of_type("AWS::CloudWatch::Alarm")}
    assert {
        f"turva-production-{title}"
        for title in (
            "silence",
            "bytes",
            "sealed-errors",
            "sealed-throttles",
            "plain-errors",
            "plain-throttles",
        )
    } == rung.keys()
    assert all([{"Ref": "Duty"}] == each["AlarmActions"] for each in rung.values())
    silence = rung["turva-production-silence"]
    assert ("LessThanThreshold", "breaching") == (
        silence["ComparisonOperator"],
        silence["TreatMissingData"],
    )


@pytest.mark.parametrize(
    ("stage", "account", "region"),
    [("test", "123456789012", "eu-north-1"), ("dev", "12", "eu-north-1"), ("dev", "1" * 12, "")],
)
def test_names_that_cannot_be_are_refused(stage: Any, account: str, region: str) -> None:
    with pytest.raises(NamesRefused):
        Names(stage, account, region)
