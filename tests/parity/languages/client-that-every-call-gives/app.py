import boto3


def buckets(client=None):
    if client is None:
        client = boto3.client("s3")
    return client.list_buckets()


s3 = boto3.client("s3")


def handler(event, context):
    return buckets(s3)
