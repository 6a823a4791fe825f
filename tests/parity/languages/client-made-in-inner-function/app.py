import boto3


def handler(event, context):
    def connect():
        return boto3.client("s3")  #= client-created-per-invocation

    return connect().list_buckets()
