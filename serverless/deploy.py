"""A whole deployment: stack, functions, what stands before both, and the site; a plan first.

The order lets it be cut anywhere and begun again: places and logs exist before a function, the
functions before anything leads to them, and pages come last.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.store.s3 import make_place
from app.store.s3_address import S3Address
from app.store.s3_client import open_s3
from serverless.cloud import Cloud
from serverless.deploy_functions import FunctionDeployer, function_environment
from serverless.deploy_site import SiteDeployer, SitePlan
from serverless.deploy_stack import Change, StackDeployer
from serverless.functions import FUNCTIONS
from serverless.stack.errors import StackFailed
from serverless.stack.front import Apis, Host
from serverless.stack.names import Names
from serverless.stack.template import serialise, template

Say = Callable[[str], None]

KINDS = ("envelopes", "events", "replies", "keys", "statistics")
"""What the store holds; each has a mark by which an empty place is told from a wrong name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be deployed: the built site, the functions' package, what they are told."""

    site: Path
    package: Path
    settings: Mapping[str, str]
    host: Host | None = None


def deploy_places(cloud: Cloud, names: Names, say: Say, *, only_plan: bool = False) -> None:
    """Make the places alone: keys are put in force there before anything can be deployed.

    Raises: DeployError, and Unavailable of the store. A whole deployment is never taken back to
    places: it is refused.
    """
    stack, wanted = StackDeployer(cloud, names), serialise(template(names, None, None))
    if stack.outputs().get("Host"):
        raise StackFailed(f"{names.stack} is deployed whole: its places are there already.")
    tell_changes(say, names, stack.plan(wanted) if only_plan else stack.apply(wanted))
    if not only_plan:
        mark_places(names)
        say(f"TURVA_STORE={names.store}")
        for text in ("keyring", "notice"):
            say(f"TURVA_{text.upper()}=s3://{names.bucket('site')}/{text}.txt")


class Deployment:
    """One stage in one account. Methods raise DeployError, and Unavailable of the store."""

    def __init__(self, cloud: Cloud, names: Names, wanted: Wanted, say: Say) -> None:
        self._names, self._wanted, self._say = names, wanted, say
        self._stack = StackDeployer(cloud, names)
        environment = function_environment(names, wanted.settings)
        self._functions = FunctionDeployer(cloud, names, environment)
        self._site = SiteDeployer(cloud, names)

    def plan(self) -> None:
        """Say all that `apply` would do, and change nothing."""
        apis = self._functions.apis()
        changes = self._stack.plan(self._template(apis))
        tell_changes(self._say, self._names, changes)
        if apis is None:
            self._say("  then add  what stands before the functions, once they have addresses")
        self._say("Functions:")
        for function in FUNCTIONS:
            verb = "update" if self._functions.exists(function) else "deploy"
            self._say(f"  {verb}  {self._names.function(function)}")
        fresh = any((each.action, each.resource) == ("Add", "SiteBucket") for each in changes)
        self._tell_site(self._site.plan(self._wanted.site, fresh=fresh))

    def apply(self) -> str:
        """Deploy all and return the host at which it answers."""
        apis = self._functions.apis()
        tell_changes(self._say, self._names, self._stack.apply(self._template(apis)))
        mark_places(self._names)
        self._say("Functions: deploying both, this takes a minute.")
        self._functions.apply(self._wanted.package)
        if apis is None:
            apis = self._functions.apis()
            self._say("What stands before them: this takes some minutes.")
            tell_changes(self._say, self._names, self._stack.apply(self._template(apis)))
        plan = self._site.plan(self._wanted.site)
        self._tell_site(plan)
        self._site.apply(plan)
        return self._stack.outputs().get("Host", "")

    def _template(self, apis: Apis | None) -> str:
        return serialise(template(self._names, apis, self._wanted.host))

    def _tell_site(self, plan: SitePlan) -> None:
        if plan.empty:
            self._say("Site: nothing changed, nothing is uploaded.")
            return
        size = sum(len(each.body) for each in plan.put)
        self._say(
            f"Site: {len(plan.put)} objects to upload ({size} bytes), {len(plan.remove)} to remove."
        )


def mark_places(names: Names) -> None:
    """Put the mark of each kind's place, by which an empty one is told from a wrong name."""
    s3 = open_s3({**os.environ, "AWS_REGION": names.region})
    for kind in KINDS:
        make_place(s3, S3Address.parse(names.store).of(kind))


def tell_changes(say: Say, names: Names, changes: tuple[Change, ...]) -> None:
    """Say what changes in the stack."""
    say(f"Stack {names.stack}:" + ("" if changes else " nothing changes."))
    for each in changes:
        say(f"  {each.action.lower()}  {each.resource} ({each.kind})")
