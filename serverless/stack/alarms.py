"""What rings: errors, silence, and more bytes than people send.

Alarms count; they never hold what was sent or by whom. Whoever is on duty subscribes to the topic.
"""

from typing import Any, Final

from serverless.functions import FUNCTIONS
from serverless.stack.names import Names
from serverless.stack.places import Resource

HOUR: Final = 3600
DAY: Final = 86400

SILENT_DAYS: Final = 1
"""So long without one request to the sealed function: people may not be able to reach it."""

MOST_BYTES: Final = 20 * 2**30
"""More envelopes than this at once are a flood, or nobody removes what was collected."""


def alarms(names: Names) -> dict[str, Resource]:
    """Return the topic and every alarm."""
    made: dict[str, Resource] = {
        "Duty": {
            "Type": "AWS::SNS::Topic",
            "Properties": {"TopicName": f"{names.stack}-duty"},
        },
        "Silence": _alarm(
            names,
            "silence",
            _metric("AWS/Lambda", "Invocations", FunctionName=names.function("sealed")),
            ComparisonOperator="LessThanThreshold",
            Period=DAY,
            EvaluationPeriods=SILENT_DAYS,
            TreatMissingData="breaching",
        ),
        "Bytes": _alarm(
            names,
            "bytes",
            _metric(
                "AWS/S3",
                "BucketSizeBytes",
                BucketName=names.bucket("envelopes"),
                StorageType="StandardStorage",
            ),
            Statistic="Maximum",
            Threshold=MOST_BYTES,
            Period=DAY,
        ),
    }
    for function in FUNCTIONS:
        for metric in ("Errors", "Throttles"):
            made[f"{function.capitalize()}{metric}"] = _alarm(
                names,
                f"{function}-{metric.lower()}",
                _metric("AWS/Lambda", metric, FunctionName=names.function(function)),
            )
    return made


def _metric(namespace: str, metric: str, **dimensions: str) -> Resource:
    return {
        "Namespace": namespace,
        "MetricName": metric,
        "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
    }


def _alarm(names: Names, title: str, metric: Resource, **other: Any) -> Resource:
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmName": f"{names.stack}-{title}",
            **metric,
            "Statistic": "Sum",
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "Threshold": 1,
            "Period": HOUR,
            "EvaluationPeriods": 1,
            "TreatMissingData": "notBreaching",
            **other,
            "AlarmActions": [{"Ref": "Duty"}],
        },
    }
