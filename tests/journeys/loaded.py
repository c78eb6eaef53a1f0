"""Importing this loads, reads and compiles what a public process needs: `public` does so once.

Every page is asked for in English, as its templates are those of all languages.
"""

import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

from werkzeug.test import Client

import app.serve  # noqa: F401 (what it loads)
from app.addresses import ADDRESSES
from app.config import from_environment
from app.demo import make_demo_keys
from app.frame.locale import SOURCE
from app.programs import create_public

with tempfile.TemporaryDirectory() as home:
    make_demo_keys(Path(home), datetime.now(UTC).date(), None)
    visitor = Client(create_public(from_environment({"TURVA_HOME": home})))
    for address in ADDRESSES:
        if "{file}" not in address.path:
            for method in address.methods:
                visitor.open(address.path.format(lang=SOURCE.tag), method=method)
del visitor
assert threading.active_count() == 1, "a thread does not live on in a fork"
