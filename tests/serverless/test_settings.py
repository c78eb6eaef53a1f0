"""zappa_settings.json turns off, for every stage, what Zappa does by default and must not do."""

import json
from pathlib import Path
from typing import Any

import pytest

SETTINGS = json.loads((Path(__file__).parents[2] / "zappa_settings.json").read_text("utf-8"))

SAFE = {
    "debug": False,  # else the whole request is logged, and a traceback goes into the answer
    "log_level": "WARNING",  # else each request is logged with address and user agent
    "keep_warm": False,
    "touch": False,
    "manage_roles": False,  # else a role is made that may read every bucket
    "apigateway_version": "v2",
    "use_precompiled_packages": False,  # else wheels are downloaded past the hashed lock
}

RISKY = {
    "attach_policy",
    "cloudwatch_data_trace",
    "cloudwatch_log_level",
    "environment_variables",  # they are written in clear into the package
    "extra_permissions",
    "exception_handler",
}


def stage(name: str) -> dict[str, Any]:
    """Return a stage's settings as Zappa sees them: its own over those that it extends."""
    own = dict(SETTINGS[name])
    base = own.pop("extends", None)
    return {**stage(base), **own} if base else own


def test_the_stages_are_dev_staging_and_production() -> None:
    assert {"dev", "staging", "production"} == set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_every_stage_has_the_safe_settings(name: str) -> None:
    assert stage(name).items() >= SAFE.items()


@pytest.mark.parametrize("name", SETTINGS)
def test_no_stage_has_a_setting_that_leaks(name: str) -> None:
    assert set() == RISKY & stage(name).keys()


@pytest.mark.parametrize("name", SETTINGS)
def test_every_stage_runs_our_own_handler_with_a_role_of_its_own(name: str) -> None:
    assert stage(name)["lambda_handler"].startswith("serverless.")
    assert stage(name)["role_name"] == f"turva-{name}-intake"
