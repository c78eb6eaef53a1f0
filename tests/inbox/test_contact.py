"""What staff see before they call: where a letter is silent or unread, nobody calls."""

from typing import Any

import pytest

from app.inbox.cases import Answer, Case
from app.inbox.contact import Contact, contacts
from app.inbox.reaching import REACHING
from tests.inbox.filled import LETTERS, filled
from tests.inbox.shelf import Shelf, letter, questionnaires


def case(shelf: Shelf, *letters: dict[str, Any]) -> Case:
    """Return the case that these letters make; each is its answers, in the order of writing."""
    for minute, fields in enumerate(letters):
        answers = {"message": "x", **fields.pop("answers", {})}
        shelf.keep(letter(answers=answers, written=f"2026-11-22T03:{minute:02}Z", **fields))
    (case,) = shelf.read().cases
    return case


def answers(**fields: object) -> dict[str, Any]:
    return {"answers": fields}


def reach(contact: Contact) -> list[Answer]:
    """Return what is told as the way, in the words of the letter."""
    told = dict(contact.told)
    return [told[key] for key in contact.way.keys if key in told] if contact.way else []


@pytest.mark.parametrize("leave", ["no", "call_back_only", "yes"])
def test_who_names_a_way_may_be_called_and_says_whether_to_leave_a_message(
    shelf: Shelf, leave: str
) -> None:
    found = contacts(case(shelf, answers(contact=" 040 1\n", leave_message=leave)))
    (said,) = found.each

    assert not found.do_not_call_now
    assert ([" 040 1\n"], leave) == (reach(said), said.leave)


@pytest.mark.parametrize("silent", [{}, {"contact": ""}, {"contact": " \n\t"}])
def test_who_names_no_way_is_not_called(shelf: Shelf, silent: dict[str, str]) -> None:
    found = contacts(case(shelf, answers(**silent, leave_message="yes")))

    assert found.do_not_call
    assert ["none"] == [each.known for each in found.each]


def test_an_unanswered_question_allows_no_message(shelf: Shelf) -> None:
    (said,) = contacts(case(shelf, answers(contact="040 1"))).each

    assert "" == said.leave


@pytest.mark.parametrize(
    "fields",
    [
        {"form": "unheard", **answers(contact="040 1")},
        {"form_version": 9, **answers(contact="040 1")},
        answers(contact="0" * 301),
        answers(contact=("040 1", "040 2")),
        answers(contact="040 1", leave_message="sing"),
    ],
    ids=["form", "version", "too long", "several", "message"],
)
def test_nobody_calls_before_reading_what_does_not_fit_the_form(
    shelf: Shelf, fields: dict[str, Any]
) -> None:
    found = contacts(case(shelf, fields))

    assert found.do_not_call
    assert ["unread"] == [each.known for each in found.each]


def test_an_unknown_letter_version_is_unread(shelf: Shelf) -> None:
    shelf.keep(b'{"wire":9,"contact":"040 1"}')
    (case,) = shelf.read().cases

    assert contacts(case).do_not_call


def test_another_part_that_is_shown_raw_is_told(shelf: Shelf) -> None:
    (said,) = contacts(case(shelf, answers(contact="040 1", writer="the_director"))).each

    assert said.raw
    assert ["040 1"] == reach(said)


@pytest.mark.parametrize(
    "later",
    [
        answers(),
        answers(contact="040 2"),
        answers(contact="040 1", leave_message="yes"),
        {"form": "call", **answers(phone="040 1")},
        {"form_version": 2, **answers(how_reply="phone", phone="040 1")},
    ],
    ids=["none", "another way", "another message", "another form", "another version"],
)
def test_versions_that_say_different_things_forbid_calling_and_are_all_shown(
    shelf: Shelf, later: dict[str, Any]
) -> None:
    found = contacts(case(shelf, answers(contact="040 1"), later))

    assert found.do_not_call
    assert not found.agreed
    assert ["040 1"] == reach(found.each[1])  # the one written last stands first


def test_versions_that_differ_elsewhere_agree(shelf: Shelf) -> None:
    found = contacts(
        case(shelf, answers(contact="040 1"), {"language": "so", **answers(contact="040 1")})
    )

    assert found.agreed
    assert not found.do_not_call


def test_a_letter_that_comes_back_takes_nothing_back(shelf: Shelf) -> None:
    for version in (1, 2):
        back = {"form": "follow", "form_version": version, **answers(message="again")}
        found = contacts(case(shelf, answers(contact="040 1"), back))

        assert not found.do_not_call


def test_no_repr_shows_a_way_to_reach_somebody(shelf: Shelf) -> None:
    found = contacts(case(shelf, answers(contact="040 1")))

    assert "040" not in repr(found)


# --- the table


@pytest.mark.parametrize("version", LETTERS)
def test_every_version_of_every_letter_stands_in_the_table(version: tuple[str, int]) -> None:
    assert version in REACHING


@pytest.mark.parametrize("version", [each for each in REACHING if REACHING[each]])
def test_the_table_names_only_what_its_form_asks(version: tuple[str, int]) -> None:
    form, reaching = questionnaires()[version].by_key, REACHING[version]
    assert reaching
    options = {key: {option.value for option in form[key].options} for key in form}
    ways = (*reaching.ways.values(), *reaching.beside)

    assert {key for way in ways for key in way.keys} <= form.keys()
    assert set(reaching.tells) <= form.keys()
    if reaching.chosen_by:
        assert {*reaching.ways, *reaching.unwanted} <= options[reaching.chosen_by]
    for mind in (*reaching.minds, *(mind for way in ways for mind in way.minds)):
        assert mind.answers <= options[mind.question]


@pytest.mark.parametrize(
    "key", [key for key in REACHING if REACHING[key] and key in LETTERS], ids=str
)
def test_a_letter_filled_in_whole_is_in_order(shelf: Shelf, key: tuple[str, int]) -> None:
    form, version = key
    shelf.keep(letter(form=form, form_version=version, answers=filled(form, version)))
    (one,) = shelf.read().cases

    assert "unread" != contacts(one).each[0].known
