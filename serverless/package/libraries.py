"""What of each library goes along: code and the few data it reads, and nothing that only weighs.

Left out are whole libraries that only staff's programs load, time zones, languages that we do not
offer, stubs, scripts, compilers' sources. What is neither code nor named here never goes along.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from babel import localedata
from babel.core import get_global

from app.frame.locale import LANGUAGES
from serverless.package.cldr import trim_global, trim_locale
from serverless.package.errors import WheelRefused
from serverless.package.wheels import Wheel

_CODE: Final = re.compile(r"[A-Za-z0-9_./-]+\.(py|so)")

_DATA: Final = re.compile(
    r"babel/global\.dat"
    r"|babel/locale-data/(?P<locale>\w+)\.dat"
    r"|wtforms/locale/(?P<language>\w+)/LC_MESSAGES/wtforms\.mo"
)

_LEFT_OUT: Final = (
    "babel/messages/",  # what extracts and compiles catalogues
    *("botocore/", "dateutil/", "jmespath/", "six.py"),  # staff's credentials; ours are told to us
    *("cffi/", "pycparser/"),  # only `_cffi_backend`, which lies beside them, is ever loaded
    "werkzeug/debug/",
)


def taken(wheel: Wheel) -> dict[str, bytes]:
    """Return the files of a library that go into the package, by path. Raises: WheelRefused."""
    return {name: _trimmed(name, data) for name, data in wheel.files().items() if _goes(name)}


def used(wheels: tuple[Wheel, ...]) -> tuple[Wheel, ...]:
    """Return the libraries of which anything goes into the package. Raises: WheelRefused."""
    return tuple(each for each in wheels if taken(each))


def merged(wheels: tuple[Wheel, ...]) -> dict[str, bytes]:
    """Return the files of all libraries. Raises: WheelRefused (also if two have the same)."""
    files: dict[str, bytes] = {}
    for wheel in wheels:
        own = taken(wheel)
        if twice := sorted(files.keys() & own.keys()):
            raise WheelRefused(f"{twice[0]} comes with two libraries: look at the lock.")
        files |= own
    return files


def _trimmed(name: str, data: bytes) -> bytes:
    if name == "babel/global.dat":
        return trim_global(data, _languages())
    return trim_locale(data) if name.startswith("babel/locale-data/") else data


def _goes(name: str) -> bool:
    if name.startswith(_LEFT_OUT) or ".dist-info/" in name or ".data/" in name:
        return False
    if _CODE.fullmatch(name):
        return True
    found = _DATA.fullmatch(name)
    if found is None:
        return False
    if found["locale"]:
        return found["locale"] in locales()
    return found["language"] is None or found["language"] in _languages()


@cache
def locales() -> frozenset[str]:
    """Return the locales that our languages are made of, those that they inherit from included."""
    return frozenset(each for language in _languages() for each in _with_parents(language))


def _languages() -> frozenset[str]:
    return frozenset(each.babel.partition("@")[0] for each in LANGUAGES)


def _with_parents(locale: str) -> Iterator[str]:
    """Yield a locale and those that it inherits from, up to the root, as Babel looks them up."""
    exceptions: Mapping[str, str] = get_global("parent_exceptions")
    while locale != "root":
        if not localedata.exists(locale):
            raise WheelRefused(f"Babel has no locale {locale}: look at the languages.")
        yield locale
        locale = exceptions.get(locale) or (locale.rpartition("_")[0] or "root")
    yield locale
