"""Templates as Python modules: read at every start of a function, where compiling costs the most.

They are made with a package and never beside the templates, so that none is ever out of date.
"""

from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, ModuleLoader


def compile_templates(app: Flask, folder: Path) -> None:
    """Write a module for every template of the app into the folder.

    Raises: TemplateSyntaxError, OSError.
    """
    app.jinja_env.compile_templates(folder, extensions=["html"], zip=None, ignore_errors=False)


def use_compiled(app: Flask, folder: Path) -> None:
    """Let the app take its templates from the folder; what is not there is compiled as always."""
    always = app.jinja_env.loader
    found = ModuleLoader(folder)
    app.jinja_env.loader = ChoiceLoader([found, always] if always else [found])
