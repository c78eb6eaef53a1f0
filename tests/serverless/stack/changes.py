"""Each thing that somebody could change in a deployment: each returns what puts it back."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tests.serverless.stack.deployed import NAMES, Deployed

Change = Callable[[Deployed], Callable[[], object]]


def let_in(deployed: Deployed) -> Callable[[], object]:
    s3, bucket = deployed.client("s3"), NAMES.bucket("envelopes")
    before = s3.get_bucket_policy(Bucket=bucket)["Policy"]
    policy = json.loads(before)
    other = {"Sid": "Other", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:root"}}
    policy["Statement"].append(
        {**other, "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    )
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    return lambda: s3.put_bucket_policy(Bucket=bucket, Policy=before)


def short_lived(deployed: Deployed) -> Callable[[], object]:
    s3, bucket = deployed.client("s3"), NAMES.bucket("envelopes")
    before = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    tidy = {"ID": "tidy", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}
    s3.put_bucket_lifecycle_configuration(
        Bucket=bucket, LifecycleConfiguration={"Rules": [*before, tidy]}
    )
    return lambda: s3.put_bucket_lifecycle_configuration(
        Bucket=bucket, LifecycleConfiguration={"Rules": before}
    )


def watched(deployed: Deployed) -> Callable[[], object]:
    s3, bucket = deployed.client("s3"), NAMES.bucket("replies")
    target = {"TargetBucket": NAMES.bucket("deploy"), "TargetPrefix": "log/"}
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": target})
    return lambda: s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={})


def told_of(deployed: Deployed) -> Callable[[], object]:
    s3, bucket = deployed.client("s3"), NAMES.bucket("envelopes")
    s3.put_bucket_notification_configuration(
        Bucket=bucket, NotificationConfiguration={"EventBridgeConfiguration": {}}
    )
    return lambda: s3.put_bucket_notification_configuration(
        Bucket=bucket, NotificationConfiguration={}
    )


def no_longer_closed(deployed: Deployed) -> Callable[[], object]:
    s3, bucket = deployed.client("s3"), NAMES.bucket("envelopes")
    before = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    s3.delete_public_access_block(Bucket=bucket)
    return lambda: s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=before)


def keeping_versions(deployed: Deployed) -> Callable[[], object]:
    """Versions that were kept once are never unkept, so the bucket is made anew afterwards."""
    s3, bucket = deployed.client("s3"), NAMES.bucket("deploy")
    block = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    policy = s3.get_bucket_policy(Bucket=bucket)["Policy"]
    rules = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})

    def made_anew() -> None:
        s3.delete_bucket(Bucket=bucket)
        s3.create_bucket(Bucket=bucket)
        s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=block)
        s3.put_bucket_policy(Bucket=bucket, Policy=policy)
        s3.put_bucket_lifecycle_configuration(
            Bucket=bucket, LifecycleConfiguration={"Rules": rules}
        )

    return made_anew


def overwritable(deployed: Deployed) -> Callable[[], object]:
    s3, bucket = deployed.client("s3"), NAMES.bucket("envelopes")
    before = s3.get_bucket_policy(Bucket=bucket)["Policy"]
    policy = json.loads(before)
    policy["Statement"] = [each for each in policy["Statement"] if each["Sid"] != "OnceOnly"]
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    return lambda: s3.put_bucket_policy(Bucket=bucket, Policy=before)


def endless(deployed: Deployed) -> Callable[[], object]:
    s3, bucket = deployed.client("s3"), NAMES.bucket("replies")
    before = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    s3.delete_bucket_lifecycle(Bucket=bucket)
    return lambda: s3.put_bucket_lifecycle_configuration(
        Bucket=bucket, LifecycleConfiguration={"Rules": before}
    )


def kept_logs(deployed: Deployed) -> Callable[[], object]:
    logs, group = deployed.client("logs"), NAMES.log_group("plain")
    logs.put_retention_policy(logGroupName=group, retentionInDays=365)
    return lambda: logs.put_retention_policy(logGroupName=group, retentionInDays=14)


def talkative_logs(deployed: Deployed) -> Callable[[], object]:
    logs, group = deployed.client("logs"), NAMES.log_group("sealed")
    logs.create_log_stream(logGroupName=group, logStreamName="talk")
    said = {"timestamp": int(datetime.now(UTC).timestamp() * 1000), "message": "from 2001:db8::9"}
    logs.put_log_events(logGroupName=group, logStreamName="talk", logEvents=[said])
    return lambda: logs.delete_log_stream(logGroupName=group, logStreamName="talk")


def silent(deployed: Deployed) -> Callable[[], object]:
    watch, name = deployed.client("cloudwatch"), f"{NAMES.stack}-silence"
    (before,) = watch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
    watch.delete_alarms(AlarmNames=[name])
    wanted = ("AlarmName", "MetricName", "Namespace", "Statistic", "Period", "EvaluationPeriods")
    kept = {key: before[key] for key in (*wanted, "Threshold", "ComparisonOperator")}
    return lambda: watch.put_metric_alarm(**kept)


def logged_at_the_address(deployed: Deployed) -> Callable[[], object]:
    gateway, name = deployed.client("apigatewayv2"), NAMES.function("plain")
    (api,) = [each["ApiId"] for each in gateway.get_apis()["Items"] if each["Name"] == name]
    (stage,) = [each["StageName"] for each in gateway.get_stages(ApiId=api)["Items"]]
    group = f"arn:aws:logs:us-east-1:000000000000:log-group:{NAMES.log_group('plain')}"
    there = {"DestinationArn": group, "Format": "$context.identity.sourceIp"}
    gateway.update_stage(ApiId=api, StageName=stage, AccessLogSettings=there)
    # The emulated gateway takes the deletion of these settings for that of the stage.
    return lambda: gateway.update_stage(ApiId=api, StageName=stage, AccessLogSettings={})


def set_otherwise(deployed: Deployed, **changed: Any) -> Callable[[], object]:
    client, name = deployed.client("lambda"), NAMES.function("plain")
    found = client.get_function_configuration(FunctionName=name)
    before = {key: found[key] for key in changed}
    client.update_function_configuration(FunctionName=name, **changed)
    return lambda: client.update_function_configuration(FunctionName=name, **before)


def another_handler(deployed: Deployed) -> Callable[[], object]:
    return set_otherwise(deployed, Handler="other.handler")


def another_root(deployed: Deployed) -> Callable[[], object]:
    client, name = deployed.client("lambda"), NAMES.function("plain")
    now = client.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    other = {"Variables": {**now, "TURVA_ROOT": "turva-root+00000000+other", "TURVA_MORE": "1"}}
    client.update_function_configuration(FunctionName=name, Environment=other)
    before = {"Variables": now}
    return lambda: client.update_function_configuration(FunctionName=name, Environment=before)


def as_many_as_come(deployed: Deployed) -> Callable[[], object]:
    client, name = deployed.client("lambda"), NAMES.function("plain")
    most = client.get_function_concurrency(FunctionName=name)["ReservedConcurrentExecutions"]
    client.delete_function_concurrency(FunctionName=name)
    return lambda: client.put_function_concurrency(
        FunctionName=name, ReservedConcurrentExecutions=most
    )
