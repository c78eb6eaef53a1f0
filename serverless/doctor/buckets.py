"""Is each bucket exactly as the template made it? What was added counts as much as what was lost.

It only reads. A bucket that tells others who puts and gets, or that gives its objects on, breaks P5
and P9 as surely as an open one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from serverless.cloud import Cloud, told
from serverless.doctor.finding import Finding, fault, ok
from serverless.stack.errors import CloudRefused
from serverless.stack.names import BUCKETS, Bucket, Names
from serverless.stack.places import BLOCKED, places

_AGAIN: Final = "deploy again, take away what was added, and find out who changed it"
_NEVER_SET: Final = re.compile(
    "NoSuch(Bucket)?(PublicAccessBlock|Lifecycle|Policy)|Replication.*Not"
)
_READERS: Final = "ReadByTheDistribution"


def buckets(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield how each bucket differs from the template. Raises: CloudRefused."""
    s3, template = cloud.client("s3"), places(names, fronted=False)
    for kind in BUCKETS:
        bucket = names.bucket(kind)
        wrong = [*_closed(s3, bucket), *_policy(s3, names, kind, template)]
        wrong += [*_ends(s3, bucket, template[f"{kind.capitalize()}Bucket"]["Properties"])]
        for said in wrong:
            yield fault("buckets", f"{bucket} {said}", _AGAIN)
        if not wrong:
            yield ok("buckets", f"{bucket} is as it was made: closed, and keeping what it should")


def _closed(s3: Any, bucket: str) -> Iterator[str]:
    if _told(s3, "get_public_access_block", bucket, "PublicAccessBlockConfiguration") != BLOCKED:
        yield "may be made public"
    if _told(s3, "get_bucket_versioning", bucket, "Status"):
        yield "keeps versions, so that what was removed is not gone"
    if _told(s3, "get_bucket_logging", bucket, "LoggingEnabled"):
        yield "writes down who asks for what"
    if _told(s3, "get_bucket_replication", bucket, "ReplicationConfiguration"):
        yield "copies what it holds elsewhere"
    kinds = ("Topic", "Queue", "LambdaFunction", "EventBridge")
    heard = (
        _told(s3, "get_bucket_notification_configuration", bucket, f"{kind}Configuration{end}")
        for kind in kinds
        for end in ("", "s")
    )
    if any(each is not None for each in heard):
        yield "tells others of what is put"


def _policy(
    s3: Any, names: Names, kind: Bucket, template: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    wanted = template[f"{kind.capitalize()}Policy"]["Properties"]["PolicyDocument"]["Statement"]
    found = _told(s3, "get_bucket_policy", names.bucket(kind), "Policy")
    there = json.loads(found)["Statement"] if found else []
    for each in wanted:
        if each not in there:
            yield f"has lost the statement {each['Sid']} of its policy"
    for each in there:
        if each not in wanted and not (kind == "site" and _is_the_distributions(names, each)):
            yield "has a statement in its policy that we never made"


def _is_the_distributions(names: Names, statement: Mapping[str, Any]) -> bool:
    source = statement.get("Condition", {}).get("StringEquals", {}).get("AWS:SourceArn", "")
    mine = f"arn:aws:cloudfront::{names.account}:distribution/"
    given = {key: value for key, value in statement.items() if key != "Condition"}
    return str(source).startswith(mine) and given == {
        "Sid": _READERS,
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{names.bucket('site')}/*",
    }


def _ends(s3: Any, bucket: str, made: Mapping[str, Any]) -> Iterator[str]:
    wanted = {
        (rule["Id"], rule.get("Prefix", ""), rule.get("ExpirationInDays", 0))
        for rule in made["LifecycleConfiguration"]["Rules"]
    }
    rules = _told(s3, "get_bucket_lifecycle_configuration", bucket, "Rules") or ()
    there = {_rule(each) for each in rules if each.get("Status") == "Enabled"}
    for name, _, _ in sorted(wanted - there):
        yield f"no longer ends what it keeps ({name})"
    for name, _, days in sorted(there - wanted):
        yield f"ends what it keeps by a rule that we never made ({name}, {days} days)"


def _rule(rule: Mapping[str, Any]) -> tuple[str, str, int]:
    chosen = rule.get("Filter", {})
    prefix = chosen.get("Prefix", chosen.get("And", {}).get("Prefix", rule.get("Prefix", "")))
    return str(rule.get("ID")), str(prefix), int(rule.get("Expiration", {}).get("Days", 0))


def _told(s3: Any, call: str, bucket: str, field: str) -> Any:
    """Return what a bucket says of itself; None where nothing of it was ever set."""
    try:
        with told(f"look at {bucket}"):
            return getattr(s3, call)(Bucket=bucket).get(field)
    except CloudRefused as error:
        if _NEVER_SET.search(str(error)):
            return None
        raise
