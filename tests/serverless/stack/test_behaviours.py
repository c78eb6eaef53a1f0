"""Every address has its behaviour, made of the table and of nothing else."""

from fnmatch import fnmatchcase

import pytest

from app.addresses import ADDRESSES, Address, link
from app.frame.locale import LANGUAGES
from serverless.stack.behaviours import MOST, behaviours, treat, treatment_of
from serverless.stack.errors import AddressesRefused

PATHS = [
    (address, link(address.name, lang=language.tag, file="a.js"))
    for address in ADDRESSES
    for language in LANGUAGES
]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda each: each.name)
def test_every_address_is_treated_as_the_table_says_in_every_language(address: Address) -> None:
    paths = [path for each, path in PATHS if each == address]
    assert {treatment_of(address)} == {treat(path) for path in paths}


def test_no_address_meets_two_patterns_that_differ() -> None:
    for address, path in PATHS:
        met = {each.treatment for each in behaviours() if fnmatchcase(path, each.pattern)}
        assert len(met) <= 1, address.name


def test_what_is_sent_goes_to_the_function_of_its_way() -> None:
    assert "sealed" == treat("/api/envelopes").origin
    assert "sealed" == treat("/api/unknown").origin
    assert "plain" == treat("/fi/write/plain/send").origin
    assert "plain" == treat("/ar/return/plain/unknown").origin
    assert not treat("/fi/write/").sends


def test_there_are_no_more_behaviours_than_a_distribution_may_have() -> None:
    assert len(behaviours()) < MOST


def test_a_program_that_no_function_runs_is_refused() -> None:
    with pytest.raises(AddressesRefused, match="No function of the cloud answers for /odd"):
        treatment_of(Address("odd", "/odd", ("GET",), "intake", "page"))


def test_addresses_that_no_pattern_can_tell_apart_are_refused() -> None:
    two = (
        Address("a", "/{lang}/x/", ("GET",), "site", "sealed"),
        Address("b", "/{lang}/x/", ("POST",), "intake", "plain"),
    )
    with pytest.raises(AddressesRefused, match=r"/\{lang\}/x/"):
        behaviours(two)
