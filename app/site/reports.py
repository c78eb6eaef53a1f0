"""The pages of figures: each report told in the language of the request, with charts and file."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, abort, render_template

from app.frame.locale import (
    current_language,
    list_of,
    long_day,
    number,
    percent,
    template_text,
    territory,
    year,
)
from app.site import charts
from app.site.content import Text
from app.site.figures import PLACEHOLDER, Chart, Kind, Number, Report, Section

PERCENT = 100

_COLUMNS = ("section", "label", "value", "unit", "exactness", "start", "end", "fact")
_LINE_END = "\r\n"
"""RFC 4180, section 2."""


@dataclass(frozen=True, slots=True)
class Told:
    """One row of a chart in words: its label, and its number as the language writes it."""

    label: str
    shown: str
    number: Number

    @property
    def above(self) -> bool:
        """Tell whether the source says "more than" this number."""
        return self.number.exactness == "more than"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be shown: what it says, and where everything lies (component `chart`).

    `alternative` says it to who cannot see it. `full`: the parts are all of the whole.
    """

    kind: Kind
    caption: str
    rows: Sequence[Told]
    alternative: str
    whole: str | None
    spans: Sequence[charts.Span]
    full: bool
    line: charts.Line | None


class Teller:
    """Tells one report in the language of the request."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._values = {name: _shown(value) for name, value in report.numbers.items()}
        self._values |= {name: _moment(value) for name, value in report.moments.items()}

    def text(self, context: str, source: str) -> str:
        """Return a text of the report, its numbers and days filled in."""
        told = template_text(f"statistics.{self._report.name}.{context}", source)
        return PLACEHOLDER.sub(lambda found: self._values[found[1]], told)

    def title(self) -> str:
        """Return the title, which is neutral."""
        return self.text("title", self._report.title)

    def heading(self) -> str:
        """Return the heading of the page."""
        return self.text("heading", self._report.heading)

    def lead(self) -> str:
        """Return what the page says first."""
        return self.text("lead", self._report.lead)

    def section_heading(self, section: Section) -> str:
        """Return the heading of one part."""
        return self.text(f"{section.name}.heading", section.heading)

    def section_text(self, section: Section) -> str:
        """Return the words of one part."""
        return self.text(f"{section.name}.text", section.text)

    def notes(self) -> list[str]:
        """Return what was unclear in the sources."""
        return [self.text(f"notes.{name}", note) for name, note in self._report.notes.items()]

    def territories(self, section: Section) -> list[str]:
        """Return the countries of a part in the order of the source."""
        return [territory(code) for code in section.territories]

    def drawing(self, section: Section) -> Drawing | None:
        """Return the chart of a part, or none."""
        chart = section.chart
        if chart is None:
            return None
        rows = self._rows(section, chart)
        spans = self._spans(chart)
        return Drawing(
            kind=chart.kind,
            caption=self.section_heading(section),
            rows=rows,
            alternative=list_of([f"{row.label}: {row.shown}" for row in rows]),
            whole=self._values[chart.whole] if chart.whole else None,
            spans=spans,
            full=sum(span.width for span in spans) > charts.WIDTH - 1,
            line=self._line(chart) if chart.kind == "line" else None,
        )

    def rows(self, section: Section) -> list[Told]:
        """Return the rows of a part's chart, none if it has no chart."""
        return self._rows(section, section.chart) if section.chart else []

    def _rows(self, section: Section, chart: Chart) -> list[Told]:
        found = []
        for row in chart.rows:
            value = self._report.numbers[row.number]
            if row.label:
                label = self.text(f"{section.name}.{row.number}", row.label)
            else:
                label = long_day(_day_of(value))
            found.append(Told(label, self._values[row.number], value))
        return found

    def _spans(self, chart: Chart) -> Sequence[charts.Span]:
        values = [self._report.numbers[row.number].value for row in chart.rows]
        if chart.kind != "share":
            return charts.bars(values, mirrored=_mirrored())
        whole = self._report.numbers[chart.whole].value if chart.whole else PERCENT
        return charts.parts(values, whole, mirrored=_mirrored())

    def _line(self, chart: Chart) -> charts.Line:
        numbers = [self._report.numbers[row.number] for row in chart.rows]
        days = [_day_of(number) for number in numbers]
        return charts.line(days, [number.value for number in numbers], mirrored=_mirrored())


class Reports:
    """Answers for the pages of figures: the list, each report, and each report's file."""

    def __init__(
        self, reports: Mapping[str, Report], introductions: Mapping[tuple[str, str], Text]
    ) -> None:
        self._reports = reports
        self._introductions = introductions

    @property
    def names(self) -> list[str]:
        """Return the name of each report as it stands in its address."""
        return list(self._reports)

    def list(self) -> str:
        """Answer with the list of all reports, and what figures cannot tell."""
        tellers = {name: Teller(report) for name, report in self._reports.items()}
        return render_template("statistics.html", text=self._introduction(), tellers=tellers)

    def page(self, file: str) -> str:
        """Answer with one report; what is not ours is a 404."""
        report = self._find(file)
        return render_template(
            "report.html", report=report, tell=Teller(report), text=self._introduction()
        )

    def sheet(self, file: str) -> Response:
        """Answer with the numbers of one report as a table for programs (RFC 4180)."""
        report = self._find(file)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator=_LINE_END)
        writer.writerow(_COLUMNS)
        writer.writerows(_lines(report))
        # Spreadsheets read UTF-8 only behind a byte order mark.
        return Response(out.getvalue().encode("utf-8-sig"), mimetype="text/csv")

    def _find(self, file: str) -> Report:
        if file not in self._reports:
            abort(404)
        return self._reports[file]

    def _introduction(self) -> Text:
        return self._introductions[current_language().tag, "statistics"]


def _lines(report: Report) -> Iterator[Sequence[object]]:
    tell = Teller(report)
    for section in report.sections:
        for row in tell.rows(section):
            yield (
                tell.section_heading(section),
                row.label,
                row.number.value,
                row.number.unit,
                row.number.exactness,
                row.number.start or "",
                row.number.end or "",
                row.number.fact,
            )


def _mirrored() -> bool:
    return current_language().direction == "rtl"


def _shown(value: Number) -> str:
    return percent(value.value) if value.unit == "percent" else number(value.value)


def _moment(moment: date | int) -> str:
    return year(moment) if isinstance(moment, int) else long_day(moment)


def _day_of(value: Number) -> date:
    if value.end is None:
        raise ValueError(f"{value.fact} has no day and cannot be a point of a line")
    return value.end
