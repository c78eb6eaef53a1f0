"""What answers: the two functions as they were deployed, and what stands before them.

It only reads, and shows no value of a setting.
"""

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any, Final

from serverless.cloud import Cloud, told
from serverless.deploy_functions import SETTINGS, function_environment
from serverless.deploy_stack import StackDeployer
from serverless.doctor.finding import Finding, fault, ok
from serverless.functions import FUNCTIONS, Function
from serverless.stack.names import Names

_AGAIN: Final = "deploy again, and find out who changed it"
_KEYS: Final = ("lambda_handler", "runtime", "timeout_seconds", "memory_size")


def functions(cloud: Cloud, names: Names, *, told: Mapping[str, str]) -> Iterator[Finding]:
    """Yield how each function differs from what is deployed with these settings."""
    client, codes = cloud.client("lambda"), set()
    for function in FUNCTIONS:
        name = names.function(function)
        with _looking(name):
            found = client.get_function_configuration(FunctionName=name)
            held = client.get_function_concurrency(FunctionName=name)
        codes.add(b64decode(found["CodeSha256"]).hex())
        wrong = list(_differs(names, function, found, told))
        most = _settings(names, function).get("lambda_concurrency")
        if held.get("ReservedConcurrentExecutions") != most:
            wrong.append("how many run at once")
        if wrong:
            yield fault("functions", f"{name} has changed: {', '.join(wrong)}", _AGAIN)
        else:
            yield ok("functions", f"{name} runs {found['Handler']} under its own role")
    if len(codes) == 1:
        (code,) = codes
        yield ok("functions", f"both run the package {code}: 'turva package' tells what it must be")
    else:
        yield fault("functions", "they do not run the same package", _AGAIN)


def front(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield whether what stands before the functions writes down who asks. Raises: CloudRefused."""
    outputs = StackDeployer(cloud, names).outputs()
    with _looking("the distribution"):
        found = cloud.client("cloudfront").get_distribution_config(Id=outputs.get("Distribution"))
    wrong = []
    if found["DistributionConfig"].get("Logging", {}).get("Enabled"):
        wrong.append("the distribution")
    gateway = cloud.client("apigatewayv2")
    with _looking("the functions' addresses"):
        pages = gateway.get_paginator("get_apis").paginate()
        apis = {each["Name"]: each["ApiId"] for page in pages for each in page["Items"]}
        for function in FUNCTIONS:
            name = names.function(function)
            stages = gateway.get_stages(ApiId=apis.get(name, name))["Items"]
            wrong += [name for each in stages if each.get("AccessLogSettings")]
    if wrong:
        said = f"{', '.join(wrong)} writes down who asks"
        yield fault("front", said, "switch these logs off, delete what they hold, deploy again")
    else:
        yield ok("front", "neither distribution nor addresses write down who asks")


def _differs(
    names: Names, function: Function, found: Mapping[str, Any], settings: Mapping[str, str]
) -> Iterator[str]:
    base = _settings(names, function)
    given = tuple(found[key] for key in ("Handler", "Runtime", "Timeout", "MemorySize"))
    if given != tuple(base[key] for key in _KEYS):
        yield "handler, runtime, time or memory"
    if not str(found["Role"]).endswith(f":role/{names.role(function)}"):
        yield "its role"
    environment = found.get("Environment", {}).get("Variables", {})
    wanted = function_environment(names, settings)
    ours = {key: value for key, value in environment.items() if key.startswith("TURVA_")}
    other = sorted(key for key in ours.keys() | wanted.keys() if ours.get(key) != wanted.get(key))
    yield from other
    if found.get("TracingConfig", {}).get("Mode") == "Active":
        yield "it is traced"
    if found.get("Layers"):
        yield "it has layers"


def _settings(names: Names, function: Function) -> dict[str, Any]:
    """Return what zappa_settings.json says of a function, what it extends included."""
    all_of_them = json.loads(SETTINGS.read_text("utf-8"))
    made: dict[str, Any] = {}
    stage: str | None = names.zappa_stage(function)
    while stage is not None:
        made = {**all_of_them[stage], **made}
        stage = all_of_them[stage].get("extends")
    return made


def _looking(what: str) -> Any:
    return told(f"look at {what}")
