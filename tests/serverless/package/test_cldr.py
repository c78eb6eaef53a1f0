"""Babel's data in the package: less of it, and every date and number as with all of it."""

import json
import subprocess
import sys
from pathlib import Path

import babel

from app.frame.locale import LANGUAGES
from serverless.package.cldr import trim_locale

BABEL = Path(babel.__file__).parent

SAY = """
import json, sys
from datetime import date, datetime
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

said = []
for tag in TAGS:
    for month in range(1, 13):
        moment = datetime(2026, month, 2 * month, month, 59)
        said.append(format_date(moment.date(), "long", locale=tag))
        said += [format_skeleton(each, moment, locale=tag) for each in ("yMMMEd", "Hm")]
    said += [format_decimal(each, locale=tag) for each in (0, 7, 1234, 16000, 25000000)]
    locale = Locale.parse(tag)
    said += [locale.plural_form(each) for each in (0, 1, 2, 5, 11, 100)]
    said += [locale.text_direction, str(locale)]
print(json.dumps(said))
"""


def said(folder: Path) -> list[str]:
    """Return what the Babel of a folder says in our languages."""
    tags = [language.babel for language in LANGUAGES]
    code = f"import sys; sys.path.insert(0, {str(folder)!r})\nTAGS = {tags!r}\n{SAY}"
    command = [sys.executable, "-I", "-B", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    told: list[str] = json.loads(done.stdout)
    return told


def test_dates_and_numbers_are_as_with_all_of_it(package_folder: Path, tmp_path: Path) -> None:
    full = said(tmp_path)  # nothing lies there: the Babel of these tests
    assert full == said(package_folder)
    assert len(LANGUAGES) * (12 * 3 + 5 + 6 + 2) == len(full)


def test_it_is_smaller_by_most(package_folder: Path) -> None:
    for name in ("locale-data/ar.dat", "global.dat"):
        assert (package_folder / "babel" / name).stat().st_size < (BABEL / name).stat().st_size / 3


def test_the_same_data_give_the_same_bytes() -> None:
    data = (BABEL / "locale-data" / "fi.dat").read_bytes()
    assert trim_locale(data) == trim_locale(data)
