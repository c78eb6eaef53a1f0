"""All that the operator's rights show of a stage, one check after the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from serverless.cloud import Cloud
from serverless.doctor.account import alarms, buckets, functions, logs, stack
from serverless.doctor.finding import Finding, unseen
from serverless.doctor.roles import roles
from serverless.stack.errors import CloudRefused
from serverless.stack.names import Names

Check = Callable[[Cloud, Names], Iterable[Finding]]

CHECKS: Final[Mapping[str, Check]] = {
    "stack": stack,
    "buckets": buckets,
    "functions": functions,
    "roles": roles,
    "logs": logs,
    "alarms": alarms,
}


def inside(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield every finding; what these credentials may not see is never taken for health."""
    for name, check in CHECKS.items():
        try:
            yield from check(cloud, names)
        except CloudRefused as error:
            yield unseen(name, str(error).removesuffix("."))
