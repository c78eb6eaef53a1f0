"""The two functions by their names: `sealed` takes envelopes, `plain` the forms without script."""

from typing import Final, Literal, get_args

Function = Literal["sealed", "plain"]
FUNCTIONS: Final[tuple[Function, ...]] = get_args(Function)
