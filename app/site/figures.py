"""The figures that we published: each file of `content/statistics` is one report.

    title: End of {year}          neutral, as a bystander may read it
    numbers:                      every number that the page prints, by name
      all: { fact: S01, value: 1132 }
    moments: { day: 2021-12-31 }  every day and year that it prints
    sections: [{ name, heading, text, chart }]

Texts name numbers and moments in braces and hold no digit themselves: what is printed is what
stands under `numbers`. `fact` is the row of the customer's table of facts; `exactness` says how the
source gave it. Only numbers that a source prints are here, and none is computed.
"""

import functools
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self, get_args

import yaml

from app.site.errors import ContentMalformed

Exactness = Literal["exact", "more than", "rounded", "inferred day"]
Unit = Literal["persons", "percent", "nationalities", "offices", "years"]
Kind = Literal["bar", "line", "share"]

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that the customer published: the seed that holds it, its language and its title."""

    seed: str
    language: str
    title: str


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a source; `end` is its day, or the last of a period that begins at `start`."""

    fact: str
    value: int
    unit: Unit = "persons"
    exactness: Exactness = "exact"
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a chart: its number, and its label, or none if its day is the label."""

    number: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, and told in a table: rows, and for shares the number that is the whole."""

    kind: Kind
    rows: tuple[Row, ...]
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report. `territories` are ISO 3166 codes in the order of the source."""

    name: str
    heading: str
    text: str
    chart: Chart | None = None
    territories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One page of figures. `notes` are texts by name on what was unclear in the sources."""

    name: str
    title: str
    heading: str
    lead: str
    sources: tuple[Source, ...]
    numbers: Mapping[str, Number]
    moments: Mapping[str, date | int]
    sections: tuple[Section, ...]
    notes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str, name: str) -> Self:
        """Read one report. Raises: ContentMalformed, saying what to change."""
        try:
            report = cls._of(yaml.safe_load(text), name)
            report.check()
        except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
            raise ContentMalformed(f"the report '{name}' cannot be used: {error!r}") from error
        return report

    @classmethod
    def _of(cls, raw: Mapping[str, Any], name: str) -> Self:
        return cls(
            name=name,
            title=raw["title"],
            heading=raw["heading"],
            lead=raw["lead"],
            sources=tuple(Source(**each) for each in raw["sources"]),
            numbers={key: _number(value) for key, value in raw["numbers"].items()},
            moments=dict(raw.get("moments", {})),
            sections=tuple(_section(each) for each in raw["sections"]),
            notes={each["name"]: each["text"] for each in raw.get("notes", ())},
        )

    def check(self) -> None:
        """Refuse a digit in a text and a name that stands for nothing. Raises: ContentMalformed."""
        known = self.numbers.keys() | self.moments.keys()
        for context, text in self.texts():
            if _DIGIT.search(PLACEHOLDER.sub("", text)):
                raise ContentMalformed(f"{context} holds a digit: give it a name under 'numbers'")
            _check_known(PLACEHOLDER.findall(text), known, context)
        for section in self.sections:
            if section.chart:
                used = [row.number for row in section.chart.rows]
                whole = [section.chart.whole] if section.chart.whole else []
                _check_known([*used, *whole], self.numbers.keys(), section.name)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (context, English text) of all to translate, such as `statistics.growth.lead`."""
        at = f"statistics.{self.name}"
        yield f"{at}.title", self.title
        yield f"{at}.heading", self.heading
        yield f"{at}.lead", self.lead
        for section in self.sections:
            yield f"{at}.{section.name}.heading", section.heading
            yield f"{at}.{section.name}.text", section.text
            for row in section.chart.rows if section.chart else ():
                if row.label:
                    yield f"{at}.{section.name}.{row.number}", row.label
        for name, note in self.notes.items():
            yield f"{at}.notes.{name}", note


def read_reports(folder: Path) -> Mapping[str, Report]:
    """Return every report of a folder by name. Raises: ContentMalformed."""
    return {
        path.stem: _parsed(path.read_text(encoding="utf-8"), path.stem)
        for path in sorted(folder.glob("*.yaml"))
    }


_parsed = functools.cache(Report.parse)


def _number(raw: Mapping[str, Any]) -> Number:
    unit, exactness = raw.get("unit", "persons"), raw.get("exactness", "exact")
    if unit not in get_args(Unit) or exactness not in get_args(Exactness):
        raise ContentMalformed(f"{raw['fact']} has an unknown unit or exactness")
    return Number(raw["fact"], raw["value"], unit, exactness, raw.get("start"), raw.get("end"))


def _section(raw: Mapping[str, Any]) -> Section:
    chart = raw.get("chart")
    return Section(
        name=raw["name"],
        heading=raw["heading"],
        text=raw["text"],
        chart=_chart(chart) if chart else None,
        territories=tuple(raw.get("territories", ())),
    )


def _chart(raw: Mapping[str, Any]) -> Chart:
    if raw["kind"] not in get_args(Kind):
        raise ContentMalformed(f"there is no chart of the kind {raw['kind']}")
    rows = tuple(Row(each["number"], each.get("label")) for each in raw["rows"])
    return Chart(raw["kind"], rows, raw.get("whole"))


def _check_known(names: Collection[str], known: Collection[str], where: str) -> None:
    if unknown := sorted(set(names) - set(known)):
        raise ContentMalformed(f"{where} names {', '.join(unknown)}, which has no value")
