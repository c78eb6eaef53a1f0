"""The account from inside: is everything of a stage as the template made it, and does it tell?

It only reads. Logs are searched for what must never be in them, and nothing of them is shown.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from serverless.cloud import Cloud, told
from serverless.deploy_functions import SETTINGS
from serverless.doctor.finding import Finding, fault, ok
from serverless.stack.alarms import alarms as wanted_alarms
from serverless.stack.errors import CloudRefused
from serverless.stack.names import BUCKETS, FUNCTIONS, Bucket, Names
from serverless.stack.places import BLOCKED, places
from serverless.stack.roles import LOG_DAYS

_AGAIN: Final = "deploy again, and find out who changed it"
_HEALTHY: Final = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
_TRACES: Final = re.compile(
    r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])|Mozilla/|AGE-SECRET-KEY|\"headers\"",
)
"""An address, a browser's name, a key, a whole request."""


def stack(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield whether the stack was made to its end. Raises: CloudRefused."""
    with told("look at the stack"):
        found = cloud.client("cloudformation").describe_stacks(StackName=names.stack)["Stacks"]
    status = found[0]["StackStatus"]
    if status in _HEALTHY:
        yield ok("stack", f"{names.stack} is {status}")
    else:
        yield fault("stack", f"{names.stack} is {status}", "see why in CloudFormation")


def buckets(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield whether each bucket is closed, keeps no versions, and ends what it should."""
    s3, template = cloud.client("s3"), places(names, fronted=False)
    for kind in BUCKETS:
        wrong = list(_of_bucket(s3, names, kind, template))
        for said in wrong:
            yield fault("buckets", f"{names.bucket(kind)} {said}", _AGAIN)
        if not wrong:
            yield ok("buckets", f"{names.bucket(kind)} is closed and keeps what it should")


def _of_bucket(
    s3: Any, names: Names, kind: Bucket, template: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    bucket = names.bucket(kind)
    made = template[f"{kind.capitalize()}Bucket"]["Properties"]
    policy = template[f"{kind.capitalize()}Policy"]["Properties"]["PolicyDocument"]
    if _told(s3, "get_public_access_block", bucket, "PublicAccessBlockConfiguration") != BLOCKED:
        yield "may be made public"
    if _told(s3, "get_bucket_versioning", bucket, "Status"):
        yield "keeps versions, so that what was removed is not gone"
    found = _told(s3, "get_bucket_policy", bucket, "Policy")
    statements = json.loads(found)["Statement"] if found else []
    named = {each.get("Sid"): each for each in statements}
    for each in policy["Statement"]:
        if named.get(each["Sid"]) != each:
            yield f"has lost the statement {each['Sid']} of its policy"
    ends = {
        each["ID"]: _days(each)
        for each in _told(s3, "get_bucket_lifecycle_configuration", bucket, "Rules") or ()
    }
    for rule in made["LifecycleConfiguration"]["Rules"]:
        if ends.get(rule["Id"], 0) != rule.get("ExpirationInDays", 0):
            yield f"no longer ends what it keeps ({rule['Id']})"


def _days(rule: Mapping[str, Any]) -> int:
    enabled = rule.get("Status") == "Enabled"
    return int(rule.get("Expiration", {}).get("Days", 0)) if enabled else -1


def _told(s3: Any, call: str, bucket: str, field: str) -> Any:
    """Return what a bucket says of itself; None where nothing of it was ever set."""
    try:
        with told(f"look at {bucket}"):
            return getattr(s3, call)(Bucket=bucket).get(field)
    except CloudRefused as error:
        if re.search("NoSuch(Bucket)?(PublicAccessBlock|Lifecycle|Policy)", str(error)):
            return None
        raise


def functions(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield whether each function is the one that was deployed, with its own role."""
    client = cloud.client("lambda")
    wanted = json.loads(SETTINGS.read_text("utf-8"))
    for function in FUNCTIONS:
        name = names.function(function)
        with told(f"look at {name}"):
            found = client.get_function_configuration(FunctionName=name)
        base = {**wanted["base"], **wanted[f"dev_{function}"]}
        given = (found["Handler"], found["Runtime"], found["Timeout"], found["MemorySize"])
        expected = tuple(
            base[key] for key in ("lambda_handler", "runtime", "timeout_seconds", "memory_size")
        )
        own_role = str(found["Role"]).endswith(f":role/{names.role(function)}")
        store = found.get("Environment", {}).get("Variables", {}).get("TURVA_STORE")
        if given != expected or not own_role or store != names.store:
            yield fault("functions", f"{name} is not as it was deployed", _AGAIN)
        else:
            yield ok("functions", f"{name} runs {found['Handler']} under its own role")


def logs(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield whether the logs end in time and hold nothing of anybody."""
    client = cloud.client("logs")
    for function in FUNCTIONS:
        group = names.log_group(function)
        with told(f"look at {group}"):
            groups = client.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
            pages = client.get_paginator("filter_log_events").paginate(logGroupName=group)
            lines = [event["message"] for page in pages for event in page["events"]]
        kept: dict[str, Any] = next((each for each in groups if each["logGroupName"] == group), {})
        if kept.get("retentionInDays") != LOG_DAYS:
            yield fault("logs", f"{group} is kept for another time than {LOG_DAYS} days", _AGAIN)
        if any(_TRACES.search(line) for line in lines):
            yield fault(
                "logs",
                f"{group} holds what looks like an address, a browser or a request",
                "delete the log group's streams, and see what writes there",
            )
        else:
            yield ok("logs", f"{group}: {len(lines)} lines, nothing of anybody")


def alarms(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield which alarms are missing or ringing, and whether anybody hears them."""
    with told("look at the alarms"):
        pages = cloud.client("cloudwatch").get_paginator("describe_alarms")
        there = {
            each["AlarmName"]: each
            for page in pages.paginate(AlarmNamePrefix=names.stack)
            for each in page["MetricAlarms"]
        }
    wanted = [
        str(each["Properties"]["AlarmName"])
        for each in wanted_alarms(names).values()
        if "AlarmName" in each["Properties"]
    ]
    for name in wanted:
        if name not in there:
            yield fault("alarms", f"{name} is not there", _AGAIN)
        elif there[name].get("StateValue") == "ALARM":
            yield fault("alarms", f"{name} rings", "see why, by its name")
    yield _duty(cloud, names, len(wanted))


def _duty(cloud: Cloud, names: Names, wanted: int) -> Finding:
    topic = f"arn:aws:sns:{names.region}:{names.account}:{names.stack}-duty"
    with told("see who hears the alarms"):
        heard = cloud.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    if not heard:
        return fault(
            "alarms",
            "nobody hears them",
            f"subscribe whoever is on duty to the topic {names.stack}-duty",
        )
    return ok("alarms", f"{wanted} alarms, heard by {len(heard)}")
