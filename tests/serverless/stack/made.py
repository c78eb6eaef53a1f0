"""A whole template as the tests look at it."""

from collections.abc import Iterator, Mapping
from typing import Any

from serverless.stack.front import Api, Host
from serverless.stack.names import Names
from serverless.stack.template import template

NAMES = Names("production", "123456789012", "eu-north-1")

APIS = {
    "sealed": Api("aaaa.execute-api.eu-north-1.amazonaws.com", "/production_sealed"),
    "plain": Api("bbbb.execute-api.eu-north-1.amazonaws.com", "/production_plain"),
}

HOST = Host(
    "turva.example",
    "arn:aws:acm:us-east-1:123456789012:certificate/0aa1ab3c-1111-2222-3333-444455556666",
)

FIRST = template(NAMES)
WHOLE = template(NAMES, {"sealed": APIS["sealed"], "plain": APIS["plain"]}, HOST)


def of_type(kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the name and the properties of every resource of one type."""
    for name, each in WHOLE["Resources"].items():
        if each["Type"] == kind:
            yield name, each["Properties"]


def config() -> Mapping[str, Any]:
    """Return the distribution's configuration."""
    found: Mapping[str, Any] = WHOLE["Resources"]["Distribution"]["Properties"]
    return found["DistributionConfig"]  # type: ignore[no-any-return]
