"""The public pages: which view answers each of the site's addresses.

Reading needs no script and asks nothing of the reader. The pages for writing, checking oneself and
coming back hold sealed forms only, with what they may trust printed into them; they can post
nothing. These views must never read what a request carries but its address, so that each page is
the same for everyone and freezes.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask, Response, render_template

from app.addresses import LETTER_FORMS, WORDS, register
from app.forms.questionnaire import Questionnaire
from app.frame.assets import Assets
from app.frame.contacts import EXIT
from app.frame.dress import dress
from app.frame.locale import LANGUAGES, SOURCE, current_language
from app.site import cards, well_known
from app.site.anchor import TrustAnchor
from app.site.clips import Clips
from app.site.content import Text, read_texts
from app.site.figures import read_reports
from app.site.reports import Reports
from app.site.responsible import Responsible
from app.site.schemas import Schemas

FILES = "files"
"""Under this name the app's `extensions` keep, for the freezer, the files of each address that
serves some."""

_TEXTS = ("home", "before", "safety", "someone", "refer", "statistics", *WORDS)
"""The pages whose words are a Markdown file."""

Texts = Mapping[tuple[str, str], Text]
View = Callable[..., Any]


def create_site(  # noqa: PLR0913 (by name, all that there is to wire)
    *,
    anchor: TrustAnchor,
    questionnaires: Mapping[tuple[str, int], Questionnaire],
    assets: Assets,
    content: Path,
    name: str,
    leave_to: str = EXIT,
    responsible: Responsible | None = None,
) -> Flask:
    """Return the program that serves the public pages.

    `content` holds `<language>/<page>.md` and `<language>/audio/<page>.mp3`, `statistics/*.yaml`
    and `schemas/*.json`.

    Raises: ContentMalformed, ValueError (a form is missing).
    """
    texts = read_texts(content, [language.tag for language in LANGUAGES], _TEXTS)
    clips = Clips.read(content, texts)
    schemas = Schemas.read(content / "schemas")
    reports = Reports(read_reports(content / "statistics"), texts)
    responsible = responsible or Responsible()
    site = Flask(__name__, static_folder=None)
    dress(site, assets=assets, name=name, leave_to=leave_to)
    site.jinja_env.globals.update(origin=f"https://{anchor.site}", clip_of=clips.url)
    site.extensions[FILES] = {
        "asset": sorted([*assets.files.values(), *clips.paths]),
        "schema": list(schemas.texts),
        "report": reports.names,
        "sheet": reports.names,
    }
    views: Mapping[str, View] = {
        "languages": _languages,
        **_read(texts, anchor.site, responsible, schemas),
        "statistics": reports.list,
        "report": reports.page,
        "sheet": reports.sheet,
        "security": well_known.security(anchor.site, responsible),
        "robots": well_known.robots(anchor.site),
        "sitemap": well_known.sitemap(anchor.site, reports.names),
        "check": _sealed("check.html", anchor, _newest("check", questionnaires)),
        **{
            form: _sealed("letter.html", anchor, _newest(form, questionnaires))
            for form in LETTER_FORMS
        },
        "return": _sealed("return.html", anchor, _newest("follow", questionnaires)),
        "exit": _exit,
        "clear": _clear,
        "asset": _asset(assets, clips),
        "schema": schemas.view,
    }
    register(site, "site", views)
    return site


def _read(
    texts: Texts, host: str, responsible: Responsible, schemas: Schemas
) -> Mapping[str, View]:
    """Return the views of the pages to read whose words are one text each."""
    return {
        "home": _text("home", "home.html", texts),
        "before": _text("before", "before.html", texts),
        "safety": _text("safety", "page.html", texts),
        "someone": _text("someone", "someone.html", texts),
        "refer": _text("refer", "refer.html", texts, schemas=schemas.texts),
        **{page: _text(page, "page.html", texts) for page in WORDS},
        "help": _text("help", "help.html", texts),
        "privacy": _text("privacy", "privacy.html", texts, responsible=responsible),
        "translations": _text("translations", "translations.html", texts, source=SOURCE),
        "card": _card(texts, host),
    }


def _languages() -> str:
    return render_template("languages.html")


def _text(page: str, template: str, texts: Texts, **more: object) -> View:
    def text() -> str:
        return render_template(template, text=texts[current_language().tag, page], **more)

    return text


def _asset(assets: Assets, clips: Clips) -> View:
    return lambda file: clips.view(file) if file in clips.paths else assets.view(file)


def _card(texts: Texts, host: str) -> View:
    code = cards.code(f"https://{host}/")

    def card() -> str:
        text = texts[current_language().tag, "card"]
        return render_template("card.html", text=text, qr=code, host=host, phrases=cards.phrases())

    return card


def _sealed(template: str, anchor: TrustAnchor, questionnaire: Questionnaire) -> View:
    def sealed() -> str:
        return render_template(template, anchor=anchor, questionnaire=questionnaire)

    return sealed


def _exit() -> str:
    return render_template("exit.html")


def _clear() -> Response:
    """Answer with nothing: what this file does, its headers do."""
    return Response(mimetype="text/css")


def _newest(form: str, questionnaires: Mapping[tuple[str, int], Questionnaire]) -> Questionnaire:
    return questionnaires[max(key for key in questionnaires if key[0] == form)]
