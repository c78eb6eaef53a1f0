"""The stack through CloudFormation's change sets: what would change, and then exactly that.

A change set that is only looked at is removed again. Nothing is ever deleted but what the template
no longer names, and buckets stay even then.
"""

import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from serverless.cloud import Cloud, told
from serverless.stack.errors import CloudRefused, StackFailed
from serverless.stack.names import Names

_PATIENCE_S: Final = 1800
_CAPABILITIES: Final = ["CAPABILITY_NAMED_IAM"]
_NONE: Final = ("didn't contain changes", "No updates are to be performed")
_BROKEN: Final = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED")


@dataclass(frozen=True, slots=True)
class Change:
    """One resource that a deployment adds, changes, replaces or removes."""

    action: str
    resource: str
    kind: str


@dataclass
class StackDeployer:
    """One stage's stack. Every method raises CloudRefused or StackFailed."""

    cloud: Cloud
    names: Names
    pause: Callable[[float], None] = time.sleep
    _client: Any = field(init=False)
    _changes: str = field(init=False)

    def __post_init__(self) -> None:
        """Open the client."""
        self._client = self.cloud.client("cloudformation")
        self._changes = ""

    def plan(self, template: str) -> tuple[Change, ...]:
        """Return what this template would change; nothing is changed."""
        is_new = self._status() is None
        changes = self._prepare(template)
        with told("forget the plan"):
            self._client.delete_change_set(StackName=self.names.stack, ChangeSetName=self._changes)
            if is_new:
                self._client.delete_stack(StackName=self.names.stack)
        if is_new:
            self._wait(None)
        return changes

    def apply(self, template: str) -> tuple[Change, ...]:
        """Make the stack as the template says and return what changed."""
        changes = self._prepare(template)
        with told("change the stack"):
            if not changes:
                self._client.delete_change_set(
                    StackName=self.names.stack, ChangeSetName=self._changes
                )
                return ()
            self._client.execute_change_set(StackName=self.names.stack, ChangeSetName=self._changes)
        self._wait(("CREATE_COMPLETE", "UPDATE_COMPLETE"))
        return changes

    def outputs(self) -> dict[str, str]:
        """Return what the stack says of itself, such as its host."""
        found = self._stack() or {}
        return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", ())}

    def _prepare(self, template: str) -> tuple[Change, ...]:
        status = self._status()
        if status in _BROKEN:
            raise StackFailed(
                f"The stack {self.names.stack} is left over from a failed attempt ({status}): look"
                " why in CloudFormation, delete the stack there, and deploy again."
            )
        new = status in (None, "REVIEW_IN_PROGRESS")
        self._changes = f"turva-{secrets.token_hex(8)}"
        with told("plan the stack"):
            self._client.create_change_set(
                StackName=self.names.stack,
                ChangeSetName=self._changes,
                ChangeSetType="CREATE" if new else "UPDATE",
                TemplateBody=template,
                Capabilities=_CAPABILITIES,
            )
        return self._planned()

    def _planned(self) -> tuple[Change, ...]:
        for _ in range(_PATIENCE_S):
            with told("read the plan"):
                found = self._client.describe_change_set(
                    StackName=self.names.stack, ChangeSetName=self._changes
                )
            if found["Status"] == "CREATE_COMPLETE":
                return _changes(found["Changes"])
            if found["Status"] == "FAILED":
                reason = found.get("StatusReason", "")
                if any(none in reason for none in _NONE):
                    return ()
                raise StackFailed(f"The plan of the stack was refused: {reason}.")
            self.pause(1)
        raise StackFailed("The plan of the stack took too long: look in CloudFormation.")

    def _wait(self, wanted: Sequence[str] | None) -> None:
        for _ in range(_PATIENCE_S):
            status = self._status()
            if status is None or (wanted is None and status == "DELETE_COMPLETE"):
                if wanted is None:
                    return
                break
            if wanted and status in wanted:
                return
            if not status.endswith("_IN_PROGRESS"):
                break
            self.pause(1)
        raise StackFailed(
            f"The stack {self.names.stack} could not be changed: {self._reason().rstrip('.')}."
        )

    def _reason(self) -> str:
        with suppress(CloudRefused), told("read why"):
            events = self._client.describe_stack_events(StackName=self.names.stack)["StackEvents"]
            for event in reversed(events):
                if event["ResourceStatus"].endswith("FAILED"):
                    why = event.get("ResourceStatusReason", "no reason")
                    return f"{event['LogicalResourceId']}: {why}"
        return "look in CloudFormation why"

    def _status(self) -> str | None:
        found = self._stack()
        return None if found is None else str(found["StackStatus"])

    def _stack(self) -> dict[str, Any] | None:
        try:
            with told("look for the stack"):
                found = self._client.describe_stacks(StackName=self.names.stack)["Stacks"]
        except CloudRefused as error:
            if "ValidationError" in str(error):
                return None
            raise
        return found[0] if found else None


def _changes(found: Sequence[dict[str, Any]]) -> tuple[Change, ...]:
    told_of = [each["ResourceChange"] for each in found]
    made = [
        Change(
            "Replace" if each.get("Replacement") == "True" else each["Action"],
            each["LogicalResourceId"],
            each["ResourceType"],
        )
        for each in told_of
    ]
    return tuple(sorted(made, key=lambda each: each.resource))
