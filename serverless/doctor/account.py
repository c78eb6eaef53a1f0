"""The account from inside: is everything of a stage as the template made it, and does it tell?

It only reads. Logs are searched for what must never be in them, and nothing of them is shown.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from serverless.cloud import Cloud, told
from serverless.doctor.finding import Finding, fault, ok
from serverless.functions import FUNCTIONS
from serverless.stack.alarms import alarms as wanted_alarms
from serverless.stack.names import Names
from serverless.stack.roles import LOG_DAYS

_AGAIN: Final = "deploy again, and find out who changed it"
_HEALTHY: Final = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
_OURS: Final = re.compile(
    r"(INIT_START|INIT_REPORT|START|END|REPORT) .*"
    r"|(\[ERROR\]\t\S+\t\S*\t)?[A-Za-z]+ in [a-z_.]+, reference [0-9A-Za-z-]+",
    re.DOTALL,
)
"""What may stand in a log: the platform's own lines, and a fault's type, place and reference."""


def stack(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield whether the stack was made to its end. Raises: CloudRefused."""
    with told("look at the stack"):
        found = cloud.client("cloudformation").describe_stacks(StackName=names.stack)["Stacks"]
    status = found[0]["StackStatus"]
    if status in _HEALTHY:
        yield ok("stack", f"{names.stack} is {status}")
    else:
        yield fault("stack", f"{names.stack} is {status}", "see why in CloudFormation")


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
        strange = sum(not _OURS.fullmatch(line.strip()) for line in lines if line.strip())
        if strange:
            yield fault(
                "logs",
                f"{group} holds {strange} lines that none of ours writes",
                "look at them: if they tell of anybody, delete the group's streams; see what"
                " writes there",
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
