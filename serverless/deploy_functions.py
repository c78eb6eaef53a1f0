"""The two functions by Zappa: from our own package, under our own roles, in a folder of its own.

Zappa runs where nothing lies but its settings, so it can pack nothing by itself. What it is told
beside `zappa_settings.json` belongs to the account; no value of it is a secret.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from serverless.cloud import Cloud, told
from serverless.functions import FUNCTIONS, Function
from serverless.stack.errors import CloudRefused, FunctionsRefused
from serverless.stack.front import Api, Apis
from serverless.stack.names import Names

SETTINGS: Final = Path(__file__).parents[1] / "zappa_settings.json"

_PATIENCE_S: Final = 900


@dataclass
class FunctionDeployer:
    """One stage's functions. Methods raise CloudRefused and FunctionsRefused."""

    cloud: Cloud
    names: Names
    environment: Mapping[str, str]
    _lambda: Any = field(init=False)
    _gateway: Any = field(init=False)

    def __post_init__(self) -> None:
        """Open the clients."""
        self._lambda = self.cloud.client("lambda")
        self._gateway = self.cloud.client("apigatewayv2")

    def exists(self, function: Function) -> bool:
        """Say whether the function was deployed before."""
        try:
            with told("look for a function"):
                self._lambda.get_function(FunctionName=self.names.function(function))
        except CloudRefused as error:
            if "ResourceNotFoundException" in str(error):
                return False
            raise
        return True

    def apply(self, package: Path) -> None:
        """Deploy or update both functions from one package."""
        verbs = {each: "update" if self.exists(each) else "deploy" for each in FUNCTIONS}
        with ThreadPoolExecutor() as both:
            works = [
                both.submit(self._zappa, verb, self.names.zappa_stage(each), package)
                for each, verb in verbs.items()
            ]
        for work in works:
            work.result()

    def apis(self) -> Apis | None:
        """Return where the functions are reached; None while one of them is not deployed."""
        with told("look for the addresses of the functions"):
            pages = self._gateway.get_paginator("get_apis").paginate()
            named = {each["Name"]: each for page in pages for each in page["Items"]}
        found: Apis = {}
        for function in FUNCTIONS:
            api = named.get(self.names.function(function))
            if api is None:
                return None
            host = f"{api['ApiId']}.execute-api.{self.names.region}.amazonaws.com"
            stage = self.names.zappa_stage(function)
            found[function] = Api(host, f"/{stage}")
        return found

    def settings(self) -> dict[str, Any]:
        """Return the settings for Zappa: the project's, and what belongs to this account."""
        made: dict[str, Any] = json.loads(SETTINGS.read_text("utf-8"))
        for function in FUNCTIONS:
            stage = self.names.zappa_stage(function)
            if stage not in made:
                raise FunctionsRefused(f"zappa_settings.json has no stage {stage}: add it.")
            role = f"arn:aws:iam::{self.names.account}:role/{self.names.role(function)}"
            made[stage] |= {
                "aws_region": self.names.region,
                "aws_environment_variables": dict(self.environment),
                "role_arn": role,
                "s3_bucket": self.names.bucket("deploy"),
            }
        return made

    def _zappa(self, verb: str, stage: str, package: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="turva-zappa-") as folder:
            Path(folder, SETTINGS.name).write_text(json.dumps(self.settings()), "utf-8")
            try:
                done = subprocess.run(  # noqa: S603 (our own tool, with our own arguments)
                    [sys.executable, "-m", "zappa.cli", verb, stage, "--zip", str(package)],
                    cwd=folder,
                    env={**os.environ, "VIRTUAL_ENV": sys.prefix},
                    capture_output=True,
                    text=True,
                    timeout=_PATIENCE_S,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                raise FunctionsRefused(
                    f"Zappa's {verb} of {stage} took too long: look at the function, deploy again."
                ) from None
        if done.returncode:
            lines = [line.strip() for line in (done.stdout + done.stderr).splitlines()]
            last = next((line for line in reversed(lines) if line), "it said nothing")
            raise FunctionsRefused(f"Zappa's {verb} of {stage} failed: {last}.")


def function_environment(names: Names, settings: Mapping[str, str]) -> dict[str, str]:
    """Return what both functions are told: the store, and what the site says of itself."""
    return {
        "TURVA_STORE": names.store,
        "TURVA_KEYRING": f"s3://{names.bucket('site')}/keyring.txt",
        "TURVA_NOTICE": f"s3://{names.bucket('site')}/notice.txt",
        **settings,
    }
