"""What a thief of a function's credentials would try; runs as a function under its role."""

from collections.abc import Iterator, Mapping
from typing import Any

Try = tuple[str, str, Mapping[str, Any]]


def _all(event: Mapping[str, str]) -> Iterator[Try]:
    """Yield what is tried: its name, the call, its arguments."""
    envelopes, own = {"Bucket": event["envelopes"]}, f"envelopes/{event['own']}"
    new = {"Body": b"x", "IfNoneMatch": "*"}
    yield "put once", "put_object", {**envelopes, "Key": own, **new}
    yield "put again", "put_object", {**envelopes, "Key": own, **new}
    yield "put over", "put_object", {**envelopes, "Key": own, "Body": b"y"}
    yield "put elsewhere", "put_object", {**envelopes, "Key": "other/new", **new}
    yield "get", "get_object", {**envelopes, "Key": own}
    yield "head", "head_object", {**envelopes, "Key": own}
    yield "list", "list_objects_v2", envelopes
    yield "list versions", "list_object_versions", envelopes
    yield "delete", "delete_object", {**envelopes, "Key": own}
    yield "read policy", "get_bucket_policy", envelopes
    yield "remove policy", "delete_bucket_policy", envelopes
    source = {"Bucket": event["envelopes"], "Key": own}
    copy = {"CopySource": source, "Key": "envelopes/copy", "IfNoneMatch": "*"}
    yield "copy", "copy_object", {**envelopes, **copy}
    yield "copy out", "copy_object", {"Bucket": event["replies"], **copy, "Key": "replies/copy"}
    yield "list mailboxes", "list_objects_v2", {"Bucket": event["replies"]}
    yield "write a mailbox", "put_object", {"Bucket": event["replies"], "Key": "replies/x", **new}
    yield "get a key", "get_object", {"Bucket": event["keys"], "Key": "keys/roster.txt"}
    yield "list keys", "list_objects_v2", {"Bucket": event["keys"]}
    yield "write a page", "put_object", {"Bucket": event["site"], "Key": "fi/index.html", **new}
    yield "write a keyring", "put_object", {"Bucket": event["site"], "Key": "keyring.txt", **new}
    yield "list the site", "list_objects_v2", {"Bucket": event["site"]}
    yield "get keyring", "get_object", {"Bucket": event["site"], "Key": "keyring.txt"}


def tries(event: Mapping[str, str], _context: object) -> dict[str, int]:
    """Return with which status each was answered."""
    import boto3  # noqa: PLC0415 (only where it is tried)
    from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # noqa: PLC0415

    s3: Any = boto3.client("s3")  # type: ignore[attr-defined]
    statuses: dict[str, int] = {}
    for title, call, arguments in _all(event):
        try:
            answer = getattr(s3, call)(**arguments)
        except ClientError as error:
            answer = error.response
        statuses[title] = answer["ResponseMetadata"]["HTTPStatusCode"]
    return statuses
