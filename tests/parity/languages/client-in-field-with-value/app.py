import boto3


class Store:
    def __init__(self):
        self.client = boto3.client("s3")  #= client-created-per-invocation


def handler(event, context):
    return Store().client.list_buckets()
