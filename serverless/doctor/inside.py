"""All that the operator's rights show of a stage, one check after the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from serverless.cloud import Cloud
from serverless.doctor.account import alarms, logs, stack
from serverless.doctor.buckets import buckets
from serverless.doctor.finding import Finding, unseen
from serverless.doctor.roles import roles
from serverless.doctor.served import front, functions
from serverless.stack.errors import DeployError
from serverless.stack.names import Names

Check = Callable[[Cloud, Names], Iterable[Finding]]

CHECKS: Final[Mapping[str, Check]] = {
    "stack": stack,
    "buckets": buckets,
    "front": front,
    "roles": roles,
    "logs": logs,
    "alarms": alarms,
}


def account(stage: str, told: Mapping[str, str]) -> Iterator[Finding]:
    """Yield every finding on a stage; `told` is what the functions are told of the settings."""
    try:
        cloud = Cloud()
        names = cloud.names(stage)
    except DeployError as error:
        yield unseen("account", str(error).removesuffix("."))
        return
    yield from inside(cloud, names, told)


def inside(cloud: Cloud, names: Names, told: Mapping[str, str]) -> Iterator[Finding]:
    """Yield every finding; what these credentials may not see is never taken for health."""
    checks: Mapping[str, Check] = {**CHECKS, "functions": partial(functions, told=told)}
    for name, check in checks.items():
        try:
            yield from check(cloud, names)
        except DeployError as error:
            yield unseen(name, str(error).removesuffix("."))
