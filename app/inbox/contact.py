"""How a letter says that its sender can be reached: what staff must see before they call.

It never guesses: where a letter is silent, ambiguous or cannot be read in order, the answer is not
to call. What one copy forbids, another does not allow. What the forms ask is `app.inbox.reaching`.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.inbox.asked import lacking, unread
from app.inbox.cases import Answer, Case, Reading
from app.inbox.reaching import CALLABLE, DIRECT, LEAVE, REACHING, SAY, Mind, Reaching, Way
from app.inbox.safe_times import QUESTION, Now, at_this_time
from app.inbox.status import is_verified
from app.inbox.wishes import wishes

TIMED = frozenset({*CALLABLE, "text"})
"""What is done only at a safe time."""

Known = Literal["given", "none", "unread"]


@dataclass(frozen=True)
class Contact:
    """What one content says. `told` are its answers to whatever bears on reaching somebody.

    `unread` means that such an answer is shown raw or lacks where it has to be, or that the form's
    version is not known: nobody may call before reading it. `raw` means that some other part is.
    """

    known: Known
    reaching: Reaching | None = None
    told: tuple[tuple[str, Answer], ...] = field(default=(), repr=False)
    raw: bool = False
    reading: Reading | None = field(default=None, compare=False, repr=False)

    @property
    def way(self) -> Way | None:
        """Return the way that was chosen and filled in; None if there is none."""
        chosen = self._chosen() if self.known == "given" else None
        return chosen if chosen and self._fills(chosen) else None

    @property
    def beside(self) -> tuple[Way, ...]:
        """Return what is told beside that way."""
        ways = self.reaching.beside if self.reaching else ()
        return tuple(way for way in ways if way != self.way and self._fills(way))

    @property
    def minds(self) -> tuple[Mind, ...]:
        """Return what is to be minded, whatever the way, then about that way."""
        minds = self.reaching.minds if self.reaching else ()
        return self._minded((*minds, *(self.way.minds if self.way else ())))

    def minds_of(self, way: Way) -> tuple[Mind, ...]:
        """Return what is to be minded about a way that is told beside."""
        return self._minded(way.minds)

    @property
    def stopped(self) -> bool:
        """Tell whether something that the letter says forbids what is direct."""
        return any(mind.stops for mind in self.minds)

    @property
    def shown(self) -> bool:
        """Tell whether the way is to be used, or only to be found in the letter."""
        return self.way is not None and not (self.stopped and self.way.by in DIRECT)

    @property
    def callable(self) -> bool:
        """Tell whether a call may be made at all."""
        return self.way is not None and self.way.by in CALLABLE and not self.stopped

    @property
    def by_referrer(self) -> bool:
        """Tell whether the way leads directly to a person of whom a referrer wrote."""
        beside = self.reaching.beside if self.reaching else ()
        direct = self.way is not None and self.way.by in DIRECT
        return direct and any(way.by == "referrer" for way in beside)

    @property
    def times(self) -> tuple[str, ...]:
        """Return the times that the letter calls safe; of no way but a telephone."""
        return _several(dict(self.told).get(QUESTION, ()))

    @property
    def any_time(self) -> bool:
        """Tell whether a letter that names no time means any."""
        return bool(self.reaching and self.reaching.any_time)

    @property
    def asks_times(self) -> bool:
        """Tell whether the form asked when it is safe."""
        return bool(self.reaching and QUESTION in self.reaching.tells)

    @property
    def leave(self) -> str:
        """Return the answer to LEAVE, "" if there is none."""
        return "".join(_several(dict(self.told).get(LEAVE, ())))

    @property
    def say(self) -> str:
        """Return the answer to SAY, "" if there is none."""
        return "".join(_several(dict(self.told).get(SAY, ())))

    def _chosen(self) -> Way | None:
        if self.reaching is None:
            return None
        choice = dict(self.told).get(self.reaching.chosen_by, "")
        return self.reaching.ways.get("".join(_several(choice)))

    def _fills(self, way: Way) -> bool:
        told = dict(self.told)
        return any("".join(_several(told.get(key, ""))).strip() for key in way.keys)

    def _minded(self, minds: Collection[Mind]) -> tuple[Mind, ...]:
        return tuple(
            mind
            for mind in minds
            if self._has(mind.question, mind.answers) != mind.unless
            and (mind.beside is None or self._has(mind.beside.question, mind.beside.answers))
        )

    def _has(self, question: str, answers: Collection[str]) -> bool:
        answered = _several(dict(self.told).get(question, ()))
        return any(each in answers for each in answered)


@dataclass(frozen=True)
class Contacts:
    """Every different thing that the letters of a case say, the one that came last first.

    `unwanted` once the sender asked not to be contacted. `now` is this minute in Finland, by the
    one that came last. `verified`: staff verified whoever referred, since the last letter.
    """

    each: tuple[Contact, ...]
    unwanted: bool
    now: Now
    verified: bool = False

    @property
    def agreed(self) -> bool:
        """Whether all copies say the same."""
        return len(self.each) == 1

    def unverified(self, contact: Contact) -> bool:
        """Tell whether a way to be used was given by a referrer whom nobody verified."""
        return contact.by_referrer and contact.shown and not self.verified

    @property
    def do_not_call(self) -> bool:
        """Whether nobody may call at any time, as far as can be known."""
        return self.unwanted or not self.agreed or not self.each[0].callable

    @property
    def not_now(self) -> bool:
        """Whether the letter names safe times, and now is not certainly one of them."""
        way = self.each[0].way
        return bool(way and way.by in TIMED) and self.now.safe in ("no", "unknown")

    @property
    def do_not_call_now(self) -> bool:
        """Whether nobody may call at this minute."""
        return self.do_not_call or self.not_now


def contacts(case: Case, now: datetime | None = None) -> Contacts:
    """Return what the letters of a case say about reaching the sender."""
    asked = [reading for reading in reversed(case.readings) if _asks(reading)]
    each = tuple(dict.fromkeys(map(_contact, asked or case.readings[-1:])))
    unwanted, verified = wishes(case).do_not_contact, is_verified(case)
    return Contacts(each, unwanted, at_this_time(each[0].times, now), verified)


def _asks(reading: Reading) -> bool:
    """Tell whether a letter could say how to reach its sender; one that comes back is not asked."""
    return reading.understood is None or REACHING[reading.understood] is not None


def _contact(reading: Reading) -> Contact:
    raw = reading.raw_code is not None
    if reading.understood is None:
        return Contact("unread", raw=raw, reading=reading)
    reaching = REACHING[reading.understood]
    if reaching is None:
        return Contact("none", raw=raw, reading=reading)
    keys = reaching.keys
    if not keys.isdisjoint({*unread(reading), *lacking(reading)}):
        return Contact("unread", raw=raw, reading=reading)
    told = tuple((key, reading.answers[key]) for key in sorted(keys & reading.answers.keys()))
    found = Contact("given", reaching, told, raw, reading)
    return found if found.way else Contact("none", reaching, told, raw, reading)


def _several(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, str):
        return (answer,) if answer else ()
    return tuple(answer)
