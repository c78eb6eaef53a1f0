"""Writes the browser's copy of the constants: `python -m app.wire.generate`.

The copy is never edited by hand; a test fails when it lags behind.
"""

import ast
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.wire import constants

TARGET = Path(__file__).parents[1] / "browser" / "constants.generated.mjs"

_HEAD = "// Written by `python -m app.wire.generate` from app/wire/constants.py: do not edit.\n"
_WIDTH = 100
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def documented() -> Iterator[tuple[str, str, Any]]:
    """Yield every constant as (name, what it is, value), in the order of the module."""
    body = ast.parse(inspect.getsource(constants)).body
    for statement, text in pairwise(body):
        match statement, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(about))),
            ):
                yield name, about, getattr(constants, name)


def source() -> str:
    """Return the text of the generated module, as the formatter would leave it."""
    exports = (
        f"\n/** {about} */\n{_declaration(name, value)}\n" for name, about, value in documented()
    )
    return _HEAD + "".join(exports)


def _declaration(name: str, value: Any) -> str:
    start = f"export const {name} = "
    if isinstance(value, Mapping):
        lines = [f"{_key(key)}: {json.dumps(item)}" for key, item in value.items()]
        return start + _frozen("{", lines, "}")
    if isinstance(value, tuple):
        items = [json.dumps(item) for item in value]
        line = f"{start}Object.freeze([{', '.join(items)}]);"
        return line if len(line) <= _WIDTH else start + _frozen("[", items, "]")
    line = f"{start}{json.dumps(value)};"
    return line if len(line) <= _WIDTH else f"{start.rstrip()}\n  {json.dumps(value)};"


def _frozen(opening: str, lines: list[str], closing: str) -> str:
    return f"Object.freeze({opening}\n" + "".join(f"  {line},\n" for line in lines) + f"{closing});"


def _key(key: str) -> str:
    return key if _IDENTIFIER.fullmatch(key) else json.dumps(key)


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
