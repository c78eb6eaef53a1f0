"""Cases that staff merged, as they found that one person wrote them.

Merging only says what belongs together. Each case keeps its letters, its receipt and its mailbox:
who holds one receipt never reads what was answered to another, whoever wrote the letters. Wishes
count for the person; a check of whom staff talk to counts for the one receipt it was made with.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.inbox.cases import Case


def with_merged(cases: Sequence[Case]) -> Sequence[Case]:
    """Return the cases, each with the others of its person, as far as staff merged them."""
    heads = _heads(cases)
    if not heads:
        return cases
    people: dict[str, list[Case]] = {}
    for case in cases:
        head = heads.get(case.case_id, "")
        people.setdefault(head or case.case_id, []).append(replace(case, belongs_to=head))
    return [
        replace(case, same_person=tuple(each for each in same if each is not case))
        for same in people.values()
        for case in same
    ]


def _heads(cases: Sequence[Case]) -> Mapping[str, str]:
    """Return for each merged case, by its id, the one that it was merged into in the end.

    Merges that lead round in a circle count for nothing, so that no case is out of sight; nor does
    one into what is not there.
    """
    merged = [case for case in cases if case.state.merged]
    if not merged:
        return {}
    known = _by_id(cases)
    into = {
        case.case_id: known[case.state.merged_into]
        for case in merged
        if case.state.merged_into in known
    }
    return {each: head for each in into if (head := _end(into, each))}


def _by_id(cases: Sequence[Case]) -> Mapping[str, str]:
    """Return the id of the case that is meant by each id.

    A letter id that several conversations name means none of them, unless it is the id of one:
    nobody may draw a case under their own by writing a letter with its number.
    """
    named = Counter(each for case in cases for each in case.letter_ids)
    letters = {each: case.case_id for case in cases for each in case.letter_ids if named[each] == 1}
    return letters | {case.case_id: case.case_id for case in cases}


def _end(into: Mapping[str, str], start: str) -> str:
    """Return where the way from here ends; "" if it goes round in a circle."""
    seen, at = {start}, start
    while at in into:
        at = into[at]
        if at in seen:
            return ""
        seen.add(at)
    return at
