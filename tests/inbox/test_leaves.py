"""A long list, one leaf at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbox.leaves import Leaf, leaf


@given(st.lists(st.integers(), max_size=40), st.integers(1, 9))
def test_the_leaves_of_a_list_are_the_list(items: list[int], size: int) -> None:
    first = leaf(items, 1, size)
    assert first
    leaves = [leaf(items, number, size) for number in range(1, first.count + 1)]

    assert items == [item for each in leaves if each for item in each.items]
    assert [each.before for each in leaves if each] == list(range(0, max(1, len(items)), size))


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_there_is_no_leaf_outside_the_list(number: int) -> None:
    assert leaf("abcd", number, 2) is None


def test_an_empty_list_has_one_leaf() -> None:
    assert Leaf("", 0, 1, 1, 0) == leaf("", 1, 5)
