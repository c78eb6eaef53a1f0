"""The gallery: every example of every component in every language, for whoever works on them.

A component's `examples.yaml` is a list of uses: `name`, `template` (of the component's macros), the
example's own words `texts` by name and language (English and Arabic: one of each direction), and
its `place`: "main", or "body" for what stands around a page's content. Each example has a page of
its own, which tests look at, and all examples of a component stand together on one. It must never
be part of a public program.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from flask import Flask, abort, redirect, render_template, render_template_string, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.addresses import BY_NAME, flask_rule
from app.forms.questionnaire import Questionnaire
from app.frame.assets import Assets
from app.frame.dress import FRAME, dress
from app.frame.locale import SOURCE, TRANSLATIONS, Language, current_language

COMPONENTS = FRAME / "components"

_WORDS = {"ltr": "en", "rtl": "ar"}
"""Whose words an example shows in a language that it has none for: a script of its direction."""


@dataclass(frozen=True)
class Example:
    """One use of one component."""

    component: str
    name: str
    template: str
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    place: Literal["main", "body"] = "main"

    @cached_property
    def slug(self) -> str:
        """Return the name as a part of an address: "two, chosen" -> "two-chosen"."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    def __str__(self) -> str:
        return f"{self.component}-{self.slug}"

    def path(self, language: Language) -> str:
        """Return the address of the example's own page."""
        return f"/{language.tag}/{self.component}/{self.slug}/"

    def words(self, language: Language) -> dict[str, str]:
        """Return the example's own words, in the language or in one of its direction."""
        other = _WORDS[language.direction]
        return {name: texts.get(language.tag, texts[other]) for name, texts in self.texts.items()}


def components() -> list[str]:
    """Return the name of every component."""
    return sorted(path.parent.name for path in COMPONENTS.glob("*/macro.html"))


def examples() -> Iterator[Example]:
    """Yield every example of every component. Raises: OSError (a component without examples)."""
    for component in components():
        yield from examples_of(component)


def examples_of(component: str) -> list[Example]:
    """Return the examples of a component, none if there is no such component. Raises: OSError."""
    if component not in components():
        return []
    source = (COMPONENTS / component / "examples.yaml").read_text(encoding="utf-8")
    return [Example(component=component, **each) for each in yaml.safe_load(source)]


def create_gallery(
    *,
    assets: Assets,
    forms: Mapping[str, Questionnaire],
    name: str,
    translations: Path = TRANSLATIONS,
) -> Flask:
    """Return the program that shows the gallery; `forms` by name are what the examples show.

    It shows what is in the files now: templates, examples, and the assets' folder as last built.
    """
    app = Flask("gallery", static_folder=None, template_folder=None)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(translations)
    app.config["TEMPLATES_AUTO_RELOAD"] = True
    dress(app, assets=assets, name=name)

    def newest() -> Assets:
        return Assets.read(assets.folder)

    app.jinja_env.globals.update(
        asset=lambda name: newest().url(name), forms=forms, same_page=_same_page, shown=render
    )
    app.add_url_rule("/", view_func=_first)
    app.add_url_rule("/<lang:lang>/", view_func=_index)
    app.add_url_rule("/<lang:lang>/<component>/", view_func=_component)
    app.add_url_rule("/<lang:lang>/<component>/<slug>/", view_func=_example)
    app.add_url_rule(flask_rule(BY_NAME["asset"]), "asset", lambda file: newest().view(file))
    return app


def render(example: Example) -> Markup:
    """Return the example's HTML in the language of the request."""
    path = f"components/{example.component}/macro.html"
    source = (FRAME / path).read_text(encoding="utf-8")
    macros = ", ".join(re.findall(r"{%-? macro (\w+)\(", source))
    template = f'{{% from "{path}" import {macros} %}}{example.template}'
    return Markup(  # noqa: S704 (it was rendered with everything escaped)
        render_template_string(template, **example.words(current_language()))
    )


def _first() -> Response:
    return redirect(f"/{SOURCE.tag}/")


def _index() -> str:
    return render_template("gallery/index.html", examples=list(examples()))


def _component(component: str) -> str:
    found = examples_of(component)
    if not found:
        abort(404)
    return render_template("gallery/component.html", component=component, examples=found)


def _example(component: str, slug: str) -> str:
    found = [each for each in examples_of(component) if each.slug == slug]
    if not found:
        abort(404)
    return render_template("gallery/example.html", example=found[0])


def _same_page(language: Language) -> str:
    """Return this page of the gallery in another language, as the real links do for real pages."""
    _, _, rest = request.path.lstrip("/").partition("/")
    return f"/{language.tag}/{rest}"
