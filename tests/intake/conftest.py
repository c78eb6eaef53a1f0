"""An intake of a test's own."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.intake.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.fixture
def client(stage: Stage) -> FlaskClient:
    return stage.intake.test_client(use_cookies=False)
