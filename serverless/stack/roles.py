"""The functions' roles, and the log groups, which exist before anything can write into them.

A role may do what its function does and nothing besides (P4): put an envelope, get one mailbox, get
the two signed texts, write its own log. It must never be given a right to list, or one on a whole
bucket, and never one to make log groups: those would keep for ever.
"""

from typing import Final

from serverless.functions import FUNCTIONS, Function
from serverless.stack.names import Names
from serverless.stack.places import Resource

LOG_DAYS: Final = 14
"""How long a function's log is kept; it holds nothing of who asked or what was sent."""


def roles(names: Names) -> dict[str, Resource]:
    """Return a role and a log group for each function."""
    made: dict[str, Resource] = {}
    for function in FUNCTIONS:
        made[f"{function.capitalize()}Log"] = _log_group(names, function)
        made[f"{function.capitalize()}Role"] = _role(names, function)
    return made


def _log_group(names: Names, function: Function) -> Resource:
    return {
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {"LogGroupName": names.log_group(function), "RetentionInDays": LOG_DAYS},
    }


def _role(names: Names, function: Function) -> Resource:
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    return {
        "Type": "AWS::IAM::Role",
        "DependsOn": f"{function.capitalize()}Log",
        "Properties": {
            "RoleName": names.role(function),
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
            "Policies": [
                {
                    "PolicyName": "least",
                    "PolicyDocument": {
                        "Version": "2012-10-17",
                        "Statement": _statements(names, function),
                    },
                }
            ],
        },
    }


def _statements(names: Names, function: Function) -> list[Resource]:
    site = names.bucket("site")
    log = f"arn:aws:logs:{names.region}:{names.account}:log-group:{names.log_group(function)}:*"
    return [
        _allow("s3:PutObject", f"arn:aws:s3:::{names.bucket('envelopes')}/envelopes/*"),
        _allow("s3:GetObject", f"arn:aws:s3:::{names.bucket('replies')}/replies/*"),
        _allow(
            "s3:GetObject",
            *(f"arn:aws:s3:::{site}/{text}" for text in ("keyring.txt", "notice.txt")),
        ),
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": log,
        },
        {"Effect": "Deny", "Action": "logs:CreateLogGroup", "Resource": "*"},
    ]


def _allow(action: str, *resources: str) -> Resource:
    return {"Effect": "Allow", "Action": action, "Resource": list(resources)}
