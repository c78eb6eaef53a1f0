"""The Babel extractor for figures: `app.site.extract:extract` in babel.cfg.

Each text of a report comes out under its context, such as `statistics.growth.lead`.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePath
from typing import IO, Any

from app.site.figures import PLACEHOLDER, Report

Message = tuple[int, str, tuple[str, str], list[str]]

_TITLE = "In the title, which others may see: it tells nothing."


def extract(
    fileobj: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001 - Babel's signature; every text is a message
    comment_tags: Collection[str],  # noqa: ARG001 - Babel's signature
    options: Mapping[str, Any],  # noqa: ARG001 - Babel's signature
) -> Iterator[Message]:
    """Yield (line, "pgettext", (context, text), notes) for every text of one report.

    Raises:
        ContentMalformed: the file is no report.
    """
    report = Report.parse(fileobj.read().decode(), PurePath(fileobj.name).stem)
    for context, text in report.texts():
        yield 1, "pgettext", (context, text), list(_notes(report, context, text))


def _notes(report: Report, context: str, text: str) -> Iterator[str]:
    if context.endswith(".title"):
        yield _TITLE
    told = [f"{{{name}}} is {_told(report, name)}" for name in PLACEHOLDER.findall(text)]
    if told:
        yield "; ".join(dict.fromkeys(told)) + "."


def _told(report: Report, name: str) -> str:
    if name in report.moments:
        moment = report.moments[name]
        return f"the year {moment}" if isinstance(moment, int) else f"the day {moment:%-d %B %Y}"
    number = report.numbers[name]
    return f"{number.value} %" if number.unit == "percent" else f"the number {number.value}"
