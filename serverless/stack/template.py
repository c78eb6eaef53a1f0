"""The whole stack of one stage as CloudFormation's data: the only place that puts it together.

The functions themselves are no part of it: Zappa deploys them under the roles made here. Until
their addresses are known there is no distribution, so nothing half-made is ever public.
"""

import json
from collections.abc import Mapping
from typing import Any

from serverless.stack.alarms import alarms
from serverless.stack.front import Apis, Host, front
from serverless.stack.names import Names
from serverless.stack.places import places
from serverless.stack.roles import roles


def template(names: Names, apis: Apis | None = None, host: Host | None = None) -> dict[str, Any]:
    """Return the template; with `apis` also what stands before everything."""
    fronted = apis is not None
    resources = {**places(names, fronted=fronted), **roles(names), **alarms(names)}
    outputs: dict[str, Any] = {}
    if apis is not None:
        resources |= front(names, apis, host)
        outputs["Host"] = {"Value": {"Fn::GetAtt": ["Distribution", "DomainName"]}}
        outputs["Distribution"] = {"Value": {"Ref": "Distribution"}}
    made = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": f"Turva, {names.stage}",
        "Resources": resources,
    }
    return {**made, "Outputs": outputs} if outputs else made


def serialise(made: Mapping[str, Any]) -> str:
    """Return a template as text, without a space: 51,200 bytes are all that the cloud takes."""
    return json.dumps(made, separators=(",", ":"), sort_keys=True)
