"""Figures: every number printed stands in the YAML, each number there in the table of facts."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.addresses import link
from app.frame.locale import LANGUAGES, Language
from app.site.errors import ContentMalformed
from app.site.figures import Number, Report, read_reports
from tests.page import Page

ROOT = Path(__file__).parents[2]
REPORTS = read_reports(ROOT / "content" / "statistics")
TABLE = (Path(__file__).parent / "seed_numbers.csv").read_text(encoding="utf-8")
FACTS = {row["id"]: row for row in csv.DictReader(io.StringIO(TABLE))}
UNITS = {"persons": "persons", "percent": "percent", "years": "years", "offices": "offices"}
EXACT = {"exact": "exact", "more than": "more than", "rounded": "rounded", "inferred day": "exact"}
ALSO = {"112", "+358 29 54 63 177", "2006", "2017", "2024"}

every_report = pytest.mark.parametrize("name", REPORTS)
every_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: str(each.tag))


def numbers() -> list[tuple[str, Number]]:
    return [(name, each) for name, report in REPORTS.items() for each in report.numbers.values()]


@pytest.mark.parametrize(
    ("name", "number"), numbers(), ids=lambda each: getattr(each, "fact", each)
)
def test_a_number_is_the_one_of_the_facts(name: str, number: Number) -> None:
    fact = FACTS[number.fact]

    assert fact["value"] == str(number.value)
    exactness = fact["exactness"].strip('"')
    assert exactness == "rule" or exactness.startswith(EXACT[number.exactness])
    if number.unit in UNITS:
        assert fact["unit"] in {number.unit, "persons"}
    seeds = {source.seed for source in REPORTS[name].sources}
    assert seeds & {each[:3] for each in fact["source_file"].split(";")} or fact["id"] == "S55"
    if number.end:
        assert (
            number.end.isoformat() in fact["as_of_or_period"] or number.exactness == "inferred day"
        )


@every_report
@every_language
def test_a_page_prints_no_number_but_those_of_its_report(
    client: FlaskClient, name: str, language: Language
) -> None:
    report = REPORTS[name]
    shown = Page(client.get(link("report", lang=language.tag, file=name)).text)
    known = {str(number.value) for number in report.numbers.values()} | {"100"}
    for moment in report.moments.values():
        known |= parts(moment)
    for number in report.numbers.values():
        known |= parts(number.end) if number.end else set()
    titles = " ".join(source.title for source in report.sources)
    known |= set(re.findall(r"\d+", titles))
    if any(section.chart and section.chart.kind == "line" for section in report.sections):
        days = [number.end for number in report.numbers.values() if number.end]
        known |= {str(year) for year in range(min(days).year, max(days).year + 1)}

    text = "\n".join(piece for piece, element in shown.pieces if "main" in element.inside)
    plain = re.sub(r"(?<=\d)[,. \u00a0\u202f\u066c](?=\d{3}\b)", "", text)
    printed = set(re.findall(r"\d+", plain))
    assert printed
    assert set() == printed - known


def parts(moment: date | int) -> set[str]:
    if isinstance(moment, int):
        return {str(moment)}
    return {str(moment.day), str(moment.year)}


@every_report
@every_language
def test_every_row_of_a_chart_stands_in_its_table(
    client: FlaskClient, name: str, language: Language
) -> None:
    shown = client.get(link("report", lang=language.tag, file=name)).text
    charts = [section.chart for section in REPORTS[name].sections if section.chart]
    rows = sum(len(chart.rows) + bool(chart.whole) for chart in charts)

    assert len(charts) == shown.count('class="chart"') == shown.count("<table")
    assert rows == shown.count('<th scope="row"')


@every_report
@every_language
def test_the_file_holds_the_numbers_of_the_charts(
    client: FlaskClient, name: str, language: Language
) -> None:
    answer = client.get(link("sheet", lang=language.tag, file=name))
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    report = REPORTS[name]
    drawn = [
        report.numbers[row.number]
        for section in report.sections
        for row in (section.chart.rows if section.chart else ())
    ]

    assert answer.mimetype == "text/csv"
    assert [(number.fact, str(number.value)) for number in drawn] == [
        (row["fact"], row["value"]) for row in rows
    ]
    assert all(row["label"] and row["section"] for row in rows)
    # P12: no cell is one that a spreadsheet would compute.
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell]


@every_report
def test_the_parts_of_a_whole_that_is_full_add_up(name: str) -> None:
    report = REPORTS[name]
    for section in report.sections:
        chart = section.chart
        if chart and chart.whole and len(chart.rows) > 1:
            whole = report.numbers[chart.whole].value
            assert whole == sum(report.numbers[row.number].value for row in chart.rows)


def test_what_counts_children_is_never_in_one_line_with_what_does_not() -> None:
    line = next(each for each in REPORTS["growth"].sections if each.name == "growth").chart
    assert line
    assert "ever" not in {row.number for row in line.rows}


@pytest.mark.parametrize("path", ["none/", "none.csv", "growth.csv/", "../home/"])
def test_a_report_that_is_not_ours_is_not_found(client: FlaskClient, path: str) -> None:
    assert 404 == client.get(f"/en/statistics/{path}").status_code


GOOD = (ROOT / "content" / "statistics" / "growth.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{ever} clients since", "2381 clients since", "holds a digit"),
        ("{ever} clients since", "{never} clients since", "names never"),
        ("number: at_2019", "number: at_2023", "names at_2023"),
        ("kind: line", "kind: pie", "kind pie"),
        ("value: 587,", "value: 587, unit: sheep,", "unknown unit"),
        ("lead:", "leader:", "lead"),
    ],
)
def test_a_report_with_a_mistake_is_refused(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(ContentMalformed, match=said):
        Report.parse(GOOD.replace(old, new), "growth")
