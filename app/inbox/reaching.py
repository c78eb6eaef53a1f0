"""What each form's questions say about reaching somebody, as a table: one entry for each version.

A version that asks the same in other words is understood as the one before (`app.inbox.versions`).
Whoever publishes one that asks something else adds its entry: until then staff are told that the
inbox cannot tell, and to call nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from app.forms.questionnaire import Condition
from app.inbox.meanings import marked

By = Literal["call", "any", "asker", "text", "email", "trusted", "referrer", "person"]

BY: Final[Mapping[By, str]] = {
    "call": marked("By phone:"),
    "any": marked("As the letter says:"),
    "asker": marked(
        "As the letter says. Nobody checked who asks: say nothing about any person, also not"
        " whether we know one."
    ),
    "text": marked("By text message only. Do not call this number:"),
    "email": marked("By e-mail only:"),
    "trusted": marked("Only through this person, whom the sender trusts:"),
    "referrer": marked(
        "Through who sent it. Call them by a number that their organisation publishes, never by one"
        " that stands here:"
    ),
    "person": marked("The person whom it is about. It is only what the writer says:"),
}
"""By what somebody is reached, in words for staff."""

LEAVE: Final = "leave_message"
"""The question whether a message may be left; forms that ask it use this key."""

SAY: Final = "say_if_answered"
"""The question what to do if somebody else answers; forms that ask it use this key."""

CALLABLE: Final = frozenset({"call", "any", "asker"})
"""By these a call may be made."""

DIRECT: Final = frozenset({*CALLABLE, "text", "email"})
"""These reach a phone or an address that others may see; the rest go through somebody else."""


@dataclass(frozen=True)
class Mind:
    """A sentence for staff where an answer is, or has, one of these; with `unless` where not.

    `stops`: then nobody calls, and nothing is sent directly. `beside`: only where another answer
    is, or has, one of those.
    """

    question: str
    answers: frozenset[str]
    says: str
    stops: bool = False
    unless: bool = False
    beside: Condition | None = None


@dataclass(frozen=True)
class Way:
    """One way: by what, the questions that hold it (one must be answered), and what to mind."""

    by: By
    keys: tuple[str, ...]
    minds: tuple[Mind, ...] = ()


@dataclass(frozen=True)
class Reaching:
    """How one version of a form asks about it.

    `ways` are chosen by the answer to `chosen_by`; a form that does not ask has one, under "".
    `beside` are told as well. `any_time`: the form says that without a choice any time is safe.
    `tells` are questions whose answers staff must know before they speak. `unwanted` are the
    answers to `chosen_by` with which somebody asks for no answer at all.
    """

    ways: Mapping[str, Way] = field(hash=False)
    chosen_by: str = ""
    beside: tuple[Way, ...] = ()
    minds: tuple[Mind, ...] = ()
    any_time: bool = False
    tells: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Return every question that bears on reaching somebody."""
        ways = (*self.ways.values(), *self.beside)
        minds = (*self.minds, *(mind for way in ways for mind in way.minds))
        return frozenset(
            {
                *(key for way in ways for key in way.keys),
                *(mind.question for mind in minds),
                *(mind.beside.question for mind in minds if mind.beside),
                *self.tells,
                *({self.chosen_by} - {""}),
                LEAVE,
                SAY,
            }
        )


def _mind(
    question: str, *answers: str, says: str, stops: bool = False, unless: bool = False
) -> Mind:
    return Mind(question, frozenset(answers), says, stops, unless)


_CONTROLLED: Final = marked(
    "Someone who controls the person can see the phone or the messages. Call and send nothing"
    " there: answer on the site only."
)


def _contradiction(question: str, *answers: str, consent: tuple[str, ...], says: str) -> Mind:
    """Return what is to be minded where an answer cannot be true beside who consented."""
    beside = Condition("consent", consent)
    return Mind(question, frozenset(answers), says, stops=True, beside=beside)


_AGES: Final = marked(
    "The person's age does not fit who consented. Find out whether it is a child, and who may"
    " consent, before anybody calls or writes to the person."
)
_GUARDIANS: Final = marked(
    "It says that a guardian or representative consented, and knows of none. Find out who may"
    " consent before anybody calls or writes to the person."
)
_ADULT: Final = (
    "from_18_to_29",
    "from_30_to_39",
    "from_40_to_49",
    "from_50_to_59",
    "from_60",
)
_CONTRADICTIONS: Final = (
    _contradiction(
        "age_group", "under_15", "from_15_to_17", consent=("written", "spoken"), says=_AGES
    ),
    _contradiction("age_group", "under_15", *_ADULT, consent=("child_15_to_17",), says=_AGES),
    _contradiction("age_group", "from_15_to_17", *_ADULT, consent=("child_under_15",), says=_AGES),
    _contradiction("guardian", "nobody", "unknown", consent=("child_under_15",), says=_GUARDIANS),
)
_REFERRER: Final = Way(
    "referrer",
    (
        "referrer_phone",
        "referrer_email",
        "referrer_name",
        "referrer_organisation",
        "referrer_standin",
    ),
)
_UNCHECKED: Final = _mind(
    "not_theirs",
    "checked",
    says=marked(
        "An exploiter may use this number or address: nobody said otherwise. Do not use it."
    ),
    stops=True,
    unless=True,
)
UNVERIFIED: Final = marked(
    "Nobody verified yet who sent this: the number or address may be another person's. First call"
    " the organisation by a number that it publishes, and write it down under 'Sender verified'."
)
"""What to mind about a way that somebody gave for another person, until they were verified."""

_KNOW: Final = ("who_else", "safe_times", "language", "interpreter", "interpreter_wish")

REACHING: Final[Mapping[tuple[str, int], Reaching | None]] = {
    ("write", 1): Reaching({"": Way("any", ("contact",))}),
    ("write", 2): Reaching(
        {
            "phone": Way("call", ("phone",)),
            "text_message": Way("text", ("phone",)),
            "email": Way("email", ("email",)),
            "person": Way(
                "trusted",
                ("person",),
                (
                    _mind(
                        "person_knows",
                        "yes",
                        says=marked("This person does not know yet that we may contact them."),
                        unless=True,
                    ),
                ),
            ),
        },
        chosen_by="how_reply",
        minds=(_mind("who_else", "controls_me", says=_CONTROLLED, stops=True),),
        tells=(*_KNOW, "safe_times_more", "interpreter_not", "communication"),
        unwanted=("no_reply",),
    ),
    ("call", 1): Reaching(
        {"": Way("call", ("phone",))}, any_time=True, tells=("safe_times", "language")
    ),
    ("worry", 1): Reaching(
        {"": Way("call", ("phone",))},
        beside=(
            Way(
                "person",
                ("who",),
                (
                    _mind(
                        "agreed",
                        "danger",
                        says=marked("The person did NOT agree to it. Do not call them by this."),
                    ),
                    _mind(
                        "agreed",
                        "yes",
                        says=marked("The writer says that the person agreed to it."),
                    ),
                ),
            ),
        ),
        tells=("language",),
    ),
    ("referral", 1): Reaching(
        {
            "through_you": _REFERRER,
            "phone": Way("call", ("phone",), (_UNCHECKED,)),
            "text_message": Way("text", ("phone",), (_UNCHECKED,)),
            "email": Way("email", ("email",), (_UNCHECKED,)),
        },
        chosen_by="reach",
        beside=(_REFERRER,),
        minds=(
            _mind(
                "consent",
                "written",
                "spoken",
                "child_15_to_17",
                "child_under_15",
                says=marked("The letter does not say that the person consented to be reached."),
                stops=True,
                unless=True,
            ),
            *_CONTRADICTIONS,
            _mind("who_else", "controls", says=_CONTROLLED, stops=True),
            _mind(
                "guardian",
                "guardian_suspected",
                says=marked(
                    "A guardian may be part of it. DO NOT CONTACT THE GUARDIAN, and do not call or"
                    " write to the child directly."
                ),
                stops=True,
            ),
            _mind(
                "may_tell",
                "yes",
                says=marked("Do NOT tell who referred whether the person was admitted."),
                unless=True,
            ),
            _mind(
                "may_tell",
                "yes",
                says=marked(
                    "Who referred may be told whether the person was admitted, yes or no, and"
                    " nothing more."
                ),
            ),
        ),
        tells=_KNOW,
    ),
    ("consultation", 1): Reaching({"": Way("asker", ("how_reply",))}),
    ("follow", 1): None,
    ("follow", 2): None,
}
"""None: that version asks nothing about it, and takes nothing back of what was said before."""
