"""A questionnaire for the eyes of whoever writes it, before it is published, on this machine only.

It is the site's own sealed page with one form in it. Nothing can be sent from there: no intake
answers beside it, no keyring to seal under, and no key that could have signed one.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, render_template

from app.addresses import BY_NAME, LETTER_FORMS, link
from app.forms.questionnaire import Questionnaire
from app.frame.assets import Assets
from app.frame.links import link_here
from app.site.anchor import TrustAnchor
from app.site.pages import create_site

NAME = "Preview: nothing is sent"
"""Stands for the service's name on every page."""

_HOST = "preview.invalid"


def create_preview(
    form: Questionnaire,
    *,
    root: str,
    questionnaires: Mapping[tuple[str, int], Questionnaire],
    assets: Assets,
    content: Path,
) -> Flask:
    """Return a site in which one form stands in place of its published version.

    `root` is a public key whose private half nobody has. Raises: ContentMalformed, ValueError.
    """
    others = {key: each for key, each in questionnaires.items() if key[0] != form.form}
    known = others if form.form in _published(questionnaires) else questionnaires
    anchor = TrustAnchor(root, 1, _HOST)
    site = create_site(
        anchor=anchor,
        questionnaires={**known, (form.form, form.version): form},
        assets=assets,
        content=content,
        name=NAME,
    )

    def preview() -> str:
        return render_template("letter.html", anchor=anchor, questionnaire=form)

    # A form without a page of its own is seen where the first of them stands.
    site.view_functions[_place(form)] = preview
    site.jinja_env.globals["link"] = _link
    return site


def preview_path(form: Questionnaire, language: str) -> str:
    """Return where a form is seen."""
    return link(_place(form), lang=language)


def _place(form: Questionnaire) -> str:
    return form.form if form.form in LETTER_FORMS else next(iter(LETTER_FORMS))


def _published(questionnaires: Mapping[tuple[str, int], Questionnaire]) -> set[str]:
    return {name for name, _ in questionnaires}


def _link(name: str, **values: Any) -> str:
    """Return a link; one to a page that this form does not have leads nowhere."""
    return link_here(name, **values) if name in BY_NAME else "#"
