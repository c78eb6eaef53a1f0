"""Stands in for the functions where the stack alone is looked at: tells what reached it.

It also tries, with the role that it runs under, all that a thief of its credentials would try.
"""

import json
import os
from collections.abc import Mapping
from typing import Any

OWN = f"envelopes/{os.environ.get('AWS_LAMBDA_FUNCTION_NAME', 'none')}"
"""The envelope that this function puts, so that neither meets the other's."""

TRIES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "put once": ("put_object", {"Key": OWN, "Body": b"x", "IfNoneMatch": "*"}),
    "put again": ("put_object", {"Key": OWN, "Body": b"y", "IfNoneMatch": "*"}),
    "put over": ("put_object", {"Key": OWN, "Body": b"y"}),
    "put elsewhere": ("put_object", {"Key": "other/new", "Body": b"x", "IfNoneMatch": "*"}),
    "get": ("get_object", {"Key": OWN}),
    "head": ("head_object", {"Key": OWN}),
    "list": ("list_objects_v2", {}),
    "delete": ("delete_object", {"Key": OWN}),
    "read policy": ("get_bucket_policy", {}),
}


def sealed(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer for the sealed way."""
    return _answer("sealed", event)


def plain(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer for the plain way."""
    return _answer("plain", event)


def _answer(function: str, event: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "function": function,
        "method": event["requestContext"]["http"]["method"],
        "path": event["rawPath"],
        "query": event["rawQueryString"],
        "headers": event["headers"],
        "environment": {k: v for k, v in os.environ.items() if k.startswith("TURVA_")},
    }
    if event["rawPath"].endswith("/thief"):
        told["tries"] = _tries()
    headers = {"content-type": "application/json", "x-frame-options": "DENY"}
    status = 403 if event["rawPath"].endswith("/refused") else 200
    return {"statusCode": status, "headers": headers, "body": json.dumps(told)}


def _tries() -> dict[str, int]:
    import boto3  # noqa: PLC0415 (only where it is tried)
    from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # noqa: PLC0415

    s3: Any = boto3.client("s3")  # type: ignore[attr-defined]
    envelopes = os.environ["TURVA_STORE"].removeprefix("s3://").replace("{kind}", "envelopes")
    source = {"Bucket": envelopes, "Key": OWN}
    copied = {"Key": "envelopes/copy", "CopySource": source}
    statuses: dict[str, int] = {}
    for title, (call, arguments) in {**TRIES, "copy": ("copy_object", copied)}.items():
        try:
            answer = getattr(s3, call)(Bucket=envelopes, **arguments)
        except ClientError as error:
            answer = error.response
        statuses[title] = answer["ResponseMetadata"]["HTTPStatusCode"]
    return statuses
