"""zappa_settings.json turns off, for every stage, what Zappa does by default and must not do."""

import json
from pathlib import Path
from typing import Any

import pytest

from serverless.functions import FUNCTIONS
from serverless.stack.names import STAGES

SETTINGS = json.loads((Path(__file__).parents[2] / "zappa_settings.json").read_text("utf-8"))

BOTH = [(stage, function) for stage in STAGES for function in FUNCTIONS]

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


def settings(name: str) -> dict[str, Any]:
    """Return a stage's settings as Zappa sees them: its own over those that it extends."""
    own = dict(SETTINGS[name])
    base = own.pop("extends", None)
    return {**settings(base), **own} if base else own


def test_each_stage_has_its_two_functions() -> None:
    assert {"base", *(f"{stage}_{function}" for stage, function in BOTH)} == set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_every_stage_has_the_safe_settings(name: str) -> None:
    assert settings(name).items() >= SAFE.items()


@pytest.mark.parametrize("name", SETTINGS)
def test_no_stage_has_a_setting_that_leaks(name: str) -> None:
    assert set() == RISKY & settings(name).keys()


@pytest.mark.parametrize(("stage", "function"), BOTH)
def test_every_function_runs_its_own_handler_with_a_role_of_its_own(
    stage: str, function: str
) -> None:
    made = settings(f"{stage}_{function}")
    assert f"serverless.entry.{function}" == made["lambda_handler"]
    assert f"turva-{stage}-{function}" == made["role_name"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_flood_on_the_plain_way_takes_no_more_than_its_share(stage: str) -> None:
    assert settings(f"{stage}_plain")["lambda_concurrency"] <= 10
    assert "lambda_concurrency" not in settings(f"{stage}_sealed")
