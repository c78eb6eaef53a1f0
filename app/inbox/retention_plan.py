"""What is about to be destroyed, written down before anything is, and then carried out.

Once the plan is durable it needs no key to go on: whatever is cut, the next run ends the same. It
names objects and holds nothing of them. An epoch's file goes first, since with it all copies of
what was sealed to it go dark, wherever they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.inbox.desk import Desk
from app.inbox.errors import RetentionRefused
from app.inbox.keys.keychain import epoch_name
from app.inbox.mailboxes import waiting
from app.inbox.publishing import publish
from app.inbox.retention_places import Own, Shared
from app.store.errors import NotFound
from app.wire.json_object import parse_object, serialise_object

PLAN: Final = "plan"
"""The plan's name; it is put last, and names the parts that belong to it."""

PART: Final = 20_000
"""Most objects in one part: so many names fit into an object."""


@dataclass(frozen=True)
class Plan:
    """The epochs that go, and by name what was sealed to them; `mailboxes` by their ids (hex)."""

    epochs: tuple[int, ...]
    envelopes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()

    @property
    def objects(self) -> list[tuple[str, str]]:
        """Return each object with its kind."""
        return [
            *(("envelopes", name) for name in self.envelopes),
            *(("events", name) for name in self.events),
            *(("mailboxes", name) for name in self.mailboxes),
        ]


def put_plan(own: Own, plan: Plan) -> None:
    """Write the plan down, durably. Raises: StoreError."""
    drop_plan(own)
    objects, parts = plan.objects, list[str]()
    for start in range(0, len(objects), PART):
        parts.append(f"part-{len(parts)}")
        own.plans.put(parts[-1], serialise_object({"objects": objects[start : start + PART]}))
    own.plans.put(PLAN, serialise_object({"epochs": plan.epochs, "parts": parts}))


def get_plan(own: Own) -> Plan | None:
    """Return the plan that was cut, or None. Raises: RetentionRefused, StoreError."""
    try:
        plan = _object(own, PLAN)
        kinds: dict[str, list[str]] = {"envelopes": [], "events": [], "mailboxes": []}
        for part in plan["parts"]:
            for kind, name in _object(own, part)["objects"]:
                kinds[kind].append(str(name))
        epochs = tuple(map(int, plan["epochs"]))
    except NotFound:
        return None
    except (ValueError, KeyError, TypeError):
        raise RetentionRefused(
            "the plan of what was to be destroyed is damaged: remove the folder 'retention' from"
            " the folder of the inbox, then run this again"
        ) from None
    return Plan(epochs, **{kind: tuple(names) for kind, names in kinds.items()})


def drop_plan(own: Own) -> None:
    """Remove the plan, and parts that none names. Raises: StoreError."""
    own.plans.remove(PLAN)
    for name in list(own.plans.names()):
        own.plans.remove(name)


def carry_out(desk: Desk, shared: Shared, own: Own, plan: Plan) -> None:
    """Destroy what the plan names, and sign that it was done.

    Raises: StoreError, EpochUnopened, what `Desk.record` raises.
    """
    for number in plan.epochs:
        shared.keys.remove(epoch_name(number))
        own.keys.remove(epoch_name(number))
    for name in plan.envelopes:
        shared.envelopes.remove(name)
        own.envelopes.remove(name)
    for name in plan.events:
        shared.events.remove(name)
        own.events.remove(name)
    for mailbox in plan.mailboxes:
        shared.replies.remove(mailbox)
    for number in plan.epochs:
        sign_destroyed(desk, number)
    drop_plan(own)


def sign_destroyed(desk: Desk, number: int) -> None:
    """Sign that this computer holds nothing of the epoch, once. Raises: as `Desk.record`."""
    if desk.member.signing.verifier.public not in desk.ledger().destroyed.get(number, ()):
        desk.record("destroyed", "", {"epoch": str(number)})


def remove_old_mailboxes(desk: Desk, shared: Shared, today: date) -> int:
    """Remove the mailboxes in which no answer waits any more, and return how many.

    A colleague may be answering at this moment: their event is durable before their mailbox is, so
    it is looked for once more afterwards. Raises: StoreError, ReplyRefused.
    """
    old = {
        mailbox
        for mailbox, waits in _mailboxes(desk, today)
        if not waits and shared.replies.read(mailbox) is not None
    }
    for mailbox in old:
        shared.replies.remove(mailbox)
    if old:
        desk.pull()
        for mailbox, waits in _mailboxes(desk, today):
            if waits and mailbox in old:
                publish(desk, mailbox)
    return len(old)


def _mailboxes(desk: Desk, today: date) -> Iterator[tuple[str, bool]]:
    for case in desk.contents().cases:
        if case.way_back is not None:
            yield case.way_back.mailbox, bool(waiting(case.state, today))


def _object(own: Own, name: str) -> dict[str, Any]:
    return parse_object(own.plans.get(name))
