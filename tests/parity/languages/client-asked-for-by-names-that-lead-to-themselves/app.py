import boto3


def handler(event, context):
    name = clean(event)
    name = clean(name)
    if not clean(name):
        return boto3.client("s3").list_buckets()  #= client-created-per-invocation
    return name


def clean(name):
    return name
