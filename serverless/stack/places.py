"""The buckets: what each forbids to everybody, how long it keeps what, and who may read it.

Nothing here is public: the site too is read by the distribution alone. No bucket keeps versions,
copies or logs of requests, since what was removed must be gone (P9) and who sent must stay unknown
(P5). What rests stays when the stack is deleted: letters are never lost with a template.
"""

from collections.abc import Mapping
from typing import Any, Final

from serverless.stack.names import BUCKETS, Bucket, Names

Resource = Mapping[str, Any]

BLOCKED: Final = {
    "BlockPublicAcls": True,
    "BlockPublicPolicy": True,
    "IgnorePublicAcls": True,
    "RestrictPublicBuckets": True,
}

ENVELOPE_DAYS: Final = 200
"""After so long a sealed letter goes even if staff removed nothing: epochs are destroyed at 90
days, so no key is left that opens it."""

MAILBOX_DAYS: Final = 61
"""A mailbox says of itself that it ends 60 days after it was signed."""

MARK_BYTES: Final = 64
"""What is not larger says only that a place is there (`.place`), and is kept."""

_EXPIRY: Mapping[Bucket, tuple[str, int]] = {
    "deploy": ("", 1),
    "envelopes": ("envelopes/", ENVELOPE_DAYS),
    "replies": ("replies/", MAILBOX_DAYS),
}


def logical(kind: Bucket) -> str:
    """Return the bucket's name within the template."""
    return f"{kind.capitalize()}Bucket"


def places(names: Names, *, fronted: bool) -> dict[str, Resource]:
    """Return the buckets and their policies; `fronted` once there is a distribution."""
    made: dict[str, Resource] = {}
    for kind in BUCKETS:
        made[logical(kind)] = _bucket(names, kind)
        made[f"{kind.capitalize()}Policy"] = _policy(names, kind, fronted=fronted)
    return made


def _bucket(names: Names, kind: Bucket) -> Resource:
    encryption = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    return {
        "Type": "AWS::S3::Bucket",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "BucketName": names.bucket(kind),
            "PublicAccessBlockConfiguration": BLOCKED,
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [encryption],
            },
            "LifecycleConfiguration": {"Rules": _lifecycle(kind)},
        },
    }


def _lifecycle(kind: Bucket) -> list[Resource]:
    rules: list[Resource] = [
        {
            "Id": "unfinished",
            "Status": "Enabled",
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        }
    ]
    if kind in _EXPIRY:
        prefix, days = _EXPIRY[kind]
        rules.append(
            {
                "Id": "expired",
                "Status": "Enabled",
                "Prefix": prefix,
                "ObjectSizeGreaterThan": str(MARK_BYTES),
                "ExpirationInDays": days,
            }
        )
    return rules


def _policy(names: Names, kind: Bucket, *, fronted: bool) -> Resource:
    statements = [_tls_only(names, kind)]
    if kind == "envelopes":
        statements.append(_once_only(names))
    if kind == "site" and fronted:
        statements.append(_read_by_the_distribution(names))
    return {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {
            "Bucket": {"Ref": logical(kind)},
            "PolicyDocument": {"Version": "2012-10-17", "Statement": statements},
        },
    }


def _tls_only(names: Names, kind: Bucket) -> Resource:
    arn = f"arn:aws:s3:::{names.bucket(kind)}"
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, f"{arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _once_only(names: Names) -> Resource:
    """Refuse every put that could replace an envelope, whoever asks: staff too only remove."""
    return {
        "Sid": "OnceOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{names.bucket('envelopes')}/*",
        "Condition": {"Null": {"s3:if-none-match": "true"}},
    }


def _read_by_the_distribution(names: Names) -> Resource:
    distribution = f"arn:aws:cloudfront::{names.account}:distribution/${{Distribution}}"
    return {
        "Sid": "ReadByTheDistribution",
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{names.bucket('site')}/*",
        "Condition": {"StringEquals": {"AWS:SourceArn": {"Fn::Sub": distribution}}},
    }
