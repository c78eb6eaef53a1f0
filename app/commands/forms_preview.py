"""What `turva forms preview` serves, put together: the site with one questionnaire in it."""

from pathlib import Path

from flask import Flask

from app.forms.load import load_all
from app.forms.questionnaire import Questionnaire
from app.frame.assets import Assets
from app.site.preview import create_preview
from app.wire.constants import ROOT_NAME
from app.wire.note import SigningKey

PROJECT = Path(__file__).parents[2]


def create_form_preview(form: Questionnaire) -> Flask:
    """Return a site that shows one questionnaire as the public would see it, and sends nothing."""
    return create_preview(
        form,
        # Its private half is gone as soon as this returns.
        root=SigningKey.generate(ROOT_NAME).verifier.serialise(),
        questionnaires=load_all(PROJECT / "build" / "forms"),
        assets=Assets.read(PROJECT / "build" / "assets"),
        content=PROJECT / "content",
    )
