# What app/frame/locale.py uses of Flask-Babel 4.0.0, which ships no types.
from collections.abc import Callable

from babel.support import NullTranslations
from flask import Flask

class Babel:
    def __init__(
        self,
        app: Flask,
        *,
        configure_jinja: bool = ...,
        default_domain: str = ...,
        locale_selector: Callable[[], str] | None = ...,
    ) -> None: ...

def get_translations() -> NullTranslations: ...
def refresh() -> None: ...
def format_decimal(number: int) -> str: ...
