"""The newest version of each form."""

from pathlib import Path

from app.forms.load import load_all

NEWEST = {
    form: each for (form, _), each in load_all(Path(__file__).parents[2] / "content/forms").items()
}
