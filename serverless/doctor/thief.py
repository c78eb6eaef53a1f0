"""What a thief of a function's credentials would try; it runs as a function under its role.

It is packed alone, so it imports nothing of ours. What it tries to read is never returned.
"""

from collections.abc import Iterator, Mapping
from typing import Any

ONCE = "If-None-Match"
"""A header of its own: the cloud's library may be too old to know it as an argument."""

Try = tuple[str, str, Mapping[str, Any]]


def _all(event: Mapping[str, str]) -> Iterator[Try]:
    """Yield what is tried: its name, the call, its arguments."""
    envelopes, own = {"Bucket": event["envelopes"]}, f"envelopes/{event['own']}"
    replies, keys, site = ({"Bucket": event[kind]} for kind in ("replies", "keys", "site"))
    new = {"Body": b"x", ONCE: "*"}
    yield "put once", "put_object", {**envelopes, "Key": own, **new}
    yield "put again", "put_object", {**envelopes, "Key": own, **new}
    yield "put over", "put_object", {**envelopes, "Key": own, "Body": b"y"}
    yield "put elsewhere", "put_object", {**envelopes, "Key": f"other/{event['own']}", **new}
    yield "get", "get_object", {**envelopes, "Key": own}
    yield "head", "head_object", {**envelopes, "Key": own}
    yield "list", "list_objects_v2", envelopes
    yield "list versions", "list_object_versions", envelopes
    yield "delete", "delete_object", {**envelopes, "Key": own}
    yield "read policy", "get_bucket_policy", envelopes
    source = {"Bucket": event["envelopes"], "Key": own}
    copy = {"CopySource": source, ONCE: "*"}
    yield "copy", "copy_object", {**envelopes, **copy, "Key": f"{own}-copy"}
    yield "copy out", "copy_object", {**replies, **copy, "Key": f"replies/{event['own']}"}
    yield "list mailboxes", "list_objects_v2", replies
    yield "write a mailbox", "put_object", {**replies, "Key": f"replies/{event['own']}", **new}
    yield "get a key", "get_object", {**keys, "Key": "keys/roster.txt"}
    yield "list keys", "list_objects_v2", keys
    yield "write a page", "put_object", {**site, "Key": event["own"], **new}
    yield "write a keyring", "put_object", {**site, "Key": "keyring.txt", **new}
    yield "list the site", "list_objects_v2", site
    yield "get keyring", "get_object", {**site, "Key": "keyring.txt"}
    yield "get mailbox", "get_object", {**replies, "Key": f"replies/{event['own']}-mailbox"}


def _add(request: Any, headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        request.headers[name] = value


def tries(event: Mapping[str, str], _context: object) -> dict[str, int]:
    """Return with which status each was answered."""
    import boto3  # noqa: PLC0415 (only where it is tried)
    from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # noqa: PLC0415

    s3: Any = boto3.client("s3")  # type: ignore[attr-defined]
    headers: dict[str, str] = {}
    s3.meta.events.register("before-sign.s3", lambda request, **_: _add(request, headers))
    statuses: dict[str, int] = {}
    for title, call, arguments in _all(event):
        headers.clear()
        if ONCE in arguments:
            headers[ONCE] = arguments[ONCE]
        known = {key: value for key, value in arguments.items() if key != ONCE}
        try:
            answer = getattr(s3, call)(**known)
        except ClientError as error:
            answer = error.response
        statuses[title] = answer["ResponseMetadata"]["HTTPStatusCode"]
    return statuses
