"""Compiled templates, as compiling them costs more than all else that a first answer does.

A process compiles each once for all its programs. A function, which starts often, has them as
Python modules: they are made with its package and never beside the templates, so that none is ever
out of date.
"""

from pathlib import Path

from flask import Flask
from jinja2 import BytecodeCache, ChoiceLoader, ModuleLoader
from jinja2.bccache import Bucket


class _Once(BytecodeCache):
    """What was compiled in this process, by template; one that has changed since is not taken."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_ONCE = _Once()


def compile_once(app: Flask) -> None:
    """Let the app share compiled templates with every app of the process.

    They share those of the same file, so whatever uses one must have the same settings of Jinja.
    """
    app.jinja_env.bytecode_cache = _ONCE


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
