"""The nodes of a YAML file, each with its place: what a form's reader asks of them.

It knows YAML and nothing of questionnaires.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar, cast

import yaml

from app.forms.errors import QuestionnaireMalformed

T = TypeVar("T", bound=str)

# As long as WIRE §4 lets a question's key be.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Entry:
    """One `key: value` of a mapping; the nodes know their places."""

    key: yaml.ScalarNode
    value: yaml.Node


Fields = dict[str, Entry]


class Nodes:
    """Reads nodes of one file; what is wrong raises QuestionnaireMalformed with its place."""

    def __init__(self, file: str) -> None:
        self._file = file

    def entries(self, node: yaml.Node, what: str) -> Fields:
        """Return the entries of a mapping that is not empty."""
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise self.wrong(node, f"{what} must hold 'name: value' lines")
        entries: Fields = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.wrong(key, f"{what} must hold 'name: value' lines")
            if key.value in entries:
                raise self.wrong(key, f"{key.value!r} stands here twice")
            entries[key.value] = Entry(key, value)
        return entries

    def check_fields(
        self,
        fields: Fields,
        what: str,
        place: yaml.Node,
        known: Iterable[str] | None = None,
        needed: Iterable[str] = (),
    ) -> None:
        """Refuse fields that are not `known`, and the lack of those that are `needed`."""
        for name, entry in fields.items():
            if known is not None and name not in known:
                raise self.wrong(entry.key, f"{what} has no field {name!r}")
        for name in needed:
            if name not in fields:
                raise self.wrong(place, f"{what} needs the field {name!r}")

    def key(self, entry: Entry, what: str) -> str:
        """Return the entry's key, which is a name."""
        name = str(entry.key.value)
        if not _NAME.fullmatch(name):
            raise self.wrong(entry.key, f"{what} must be a name of a-z, 0-9 and _, not {name!r}")
        return name

    def scalar(self, entry: Entry) -> str:
        """Return the entry's text, which is not empty."""
        if not isinstance(entry.value, yaml.ScalarNode) or not entry.value.value.strip():
            raise self.wrong(entry.value, f"{entry.key.value!r} needs a text")
        return str(entry.value.value).strip()

    def texts(self, entry: Entry) -> tuple[str, ...]:
        """Return the entry's text, or the texts of its list."""
        if not isinstance(entry.value, yaml.SequenceNode):
            return (self.scalar(entry),)
        return tuple(self.scalar(Entry(entry.key, each)) for each in self.items(entry))

    def items(self, entry: Entry) -> list[yaml.Node]:
        """Return the items of the entry's list, which is not empty."""
        if not isinstance(entry.value, yaml.SequenceNode) or not entry.value.value:
            raise self.wrong(entry.value, f"{entry.key.value!r} needs a list, such as [one, other]")
        return list(entry.value.value)

    def name(self, entry: Entry) -> str:
        """Return the entry's text, which is a name."""
        return self._matching(entry, _NAME, "a name of a-z, 0-9 and _")

    def number(self, entry: Entry) -> int:
        """Return the entry's number."""
        return int(self._matching(entry, _NUMBER, "a whole number above 0"))

    def flag(self, fields: Fields, name: str) -> bool:
        """Return whether the field is there and true."""
        return name in fields and self.one_of(fields[name], ("false", "true")) == "true"

    def one_of(self, entry: Entry, allowed: tuple[T, ...]) -> T:
        """Return the entry's text, one of those allowed."""
        choices = " or ".join(allowed)
        return cast("T", self._matching(entry, re.compile("|".join(allowed)), choices))

    def wrong(self, node: yaml.Node, sentence: str) -> QuestionnaireMalformed:
        """Return the error for a mistake at a node."""
        mark = node.start_mark
        return QuestionnaireMalformed(f"{self._file}:{mark.line + 1}:{mark.column + 1}: {sentence}")

    def _matching(self, entry: Entry, pattern: re.Pattern[str], what: str) -> str:
        text = self.scalar(entry)
        if not pattern.fullmatch(text):
            raise self.wrong(entry.value, f"{entry.key.value!r} must be {what}, not {text!r}")
        return text
