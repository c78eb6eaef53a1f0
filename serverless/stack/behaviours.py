"""Which path goes to which origin under which headers: made of the table of addresses alone.

The cloud's patterns know only `*`, for any characters. Each pattern here covers as many addresses
as it can that are treated alike, and never one that is treated otherwise, so their order means
nothing. What no pattern covers is a page of the site.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Final, Literal

from app.addresses import ADDRESSES, Address, PolicyName
from serverless.stack.errors import AddressesRefused

Origin = Literal["site", "sealed", "plain"]

MOST: Final = 25
"""How many behaviours a distribution may have for certain, the default one included."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """Who answers, under which policy of headers, and whether anything may be sent there."""

    origin: Origin
    policy: PolicyName
    sends: bool


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One pattern of paths, and how what it covers is treated."""

    pattern: str
    treatment: Treatment


def treatment_of(address: Address) -> Treatment:
    """Return how an address is treated; the signed texts are files of the site in the cloud."""
    if address.program == "site" or address.policy == "text":
        return Treatment("site", address.policy, sends=False)
    if address.policy == "api":
        return Treatment("sealed", "api", sends=True)
    if address.policy == "plain":
        return Treatment("plain", "plain", sends=True)
    raise AddressesRefused(
        f"No function of the cloud answers for {address.path}: say in serverless/stack which."
    )


DEFAULT: Final = Treatment("site", "page", sends=False)


@cache
def behaviours(addresses: tuple[Address, ...] = ADDRESSES) -> tuple[Behaviour, ...]:
    """Return the patterns with which every address is treated as the table says.

    Raises: AddressesRefused (two addresses cannot be told apart, or there are too many patterns).
    """
    left = [each for each in addresses if treatment_of(each) != DEFAULT]
    chosen: list[Behaviour] = []
    while left:
        best = max(
            _patterns(left, addresses), key=lambda each: (_covered(each, left), each.pattern)
        )
        chosen.append(best)
        left = [each for each in left if not covers(best.pattern, each)]
    if len(chosen) >= MOST:
        raise AddressesRefused(f"The addresses need more than {MOST} behaviours: join some.")
    return tuple(sorted(chosen, key=lambda each: each.pattern))


def covers(pattern: str, address: Address) -> bool:
    """Say whether a pattern covers an address, whatever stands in its open segments."""
    return fnmatchcase(_sample(address), pattern)


def treat(path: str) -> Treatment:
    """Return how a path is treated."""
    for each in behaviours():
        if fnmatchcase(path, each.pattern):
            return each.treatment
    return DEFAULT


def _sample(address: Address) -> str:
    """Return a path of the address; what stands in an open segment never meets a fixed one."""
    return address.path.replace("{lang}", "~lang~").replace("{file}", "~file~")


def _patterns(left: list[Address], table: tuple[Address, ...]) -> list[Behaviour]:
    found = [each for address in left for each in _of(address, table)]
    reached = [address for address in left if any(covers(p.pattern, address) for p in found)]
    if reached != left:
        lost = next(address for address in left if address not in reached)
        raise AddressesRefused(f"No pattern tells {lost.path} from other addresses: rename it.")
    return found


def _of(address: Address, table: tuple[Address, ...]) -> Iterator[Behaviour]:
    """Yield the patterns that cover an address and nothing that is treated otherwise."""
    own = treatment_of(address)
    for pattern in _candidates(address):
        if all(treatment_of(other) == own for other in table if covers(pattern, other)):
            yield Behaviour(pattern, own)


def _candidates(address: Address) -> Iterator[str]:
    path = address.path.replace("{lang}", "*").replace("{file}", "*")
    yield path + "*" if not address.methods else path
    segments = path.strip("/").split("/")
    tail = "/" if path.endswith("/") else ""
    for first in range(1, len(segments)):
        yield f"/*/{'/'.join(segments[first:])}{tail}"
        yield f"/*/{segments[first]}/*"


def _covered(behaviour: Behaviour, left: list[Address]) -> int:
    return sum(covers(behaviour.pattern, address) for address in left)
