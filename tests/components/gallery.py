"""Every example of every component, and an app that renders them.

In the source's language texts stand as they are; in every other, each text that comes from the
catalogue stands between ‹ and ›, so that one can see which text does not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from flask import Flask, render_template_string

from app.addresses import ADDRESSES, register
from app.forms.load import load
from app.forms.questionnaire import Questionnaire
from app.frame.dress import FRAME, dress
from app.frame.locale import LANGUAGES, SOURCE, Language
from tests.frame.dressed import write_assets, write_catalogue

COMPONENTS = sorted(path.parent for path in (FRAME / "components").glob("*/macro.html"))
FORM = FRAME.parents[1] / "content" / "forms" / "write" / "1.yaml"


@dataclass(frozen=True)
class Example:
    """One use of one component; `texts` are its words, by name and language."""

    component: str
    name: str
    template: str
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.component}-{self.name}".replace(",", "").replace(" ", "-")

    def words(self, language: Language) -> dict[str, str]:
        """Return the example's own words in a language."""
        return {name: texts[language.tag] for name, texts in self.texts.items()}


def examples() -> Iterator[Example]:
    """Yield every example of every component."""
    for folder in COMPONENTS:
        for each in yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8")):
            yield Example(component=folder.name, **each)


def create_gallery(folder: Path) -> Flask:
    """Return an app with the site's addresses; it writes what it needs into the folder."""
    form = load(FORM)
    for language in LANGUAGES:
        if language != SOURCE:
            catalogue = _marked_catalogue(language, form)
            write_catalogue(folder / "translations", catalogue, language.babel)
    app = Flask("gallery", static_folder=None)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder / "translations")
    dress(app, assets=write_assets(folder / "assets"), name="Turva")
    sites = [each.name for each in ADDRESSES if each.program == "site"]
    register(app, "site", {name: lambda: "" for name in sites})
    app.jinja_env.globals["form"] = form
    return app


def render(app: Flask, example: Example, language: Language) -> str:
    """Return the example's HTML on the page for writing in a language."""
    macros = ", ".join(_macros(app, example.component))
    path = f"components/{example.component}/macro.html"
    template = f'{{% from "{path}" import {macros} %}}{example.template}'
    with app.test_request_context(f"/{language.tag}/write/"):
        return render_template_string(template, **example.words(language))


def _macros(app: Flask, component: str) -> list[str]:
    source = (FRAME / "components" / component / "macro.html").read_text(encoding="utf-8")
    parsed: Any = app.jinja_env.parse(source)
    return [node.name for node in parsed.body if type(node).__name__ == "Macro"]


def _marked_catalogue(language: Language, form: Questionnaire) -> Catalog:
    catalogue = Catalog(language.babel)
    method = [("**.html", "jinja2")]
    for _, _, message, _, context in extract_from_dir(FRAME, method_map=method):
        if isinstance(message, tuple):
            catalogue.add(message, [_marked(message[1])] * catalogue.num_plurals, context=context)
        else:
            catalogue.add(message, _marked(message), context=context)
    for text in form.texts():
        catalogue.add(text.source, _marked(text.source), context=text.context)
    return catalogue


def _marked(text: str) -> str:
    return f"‹{text}›"
