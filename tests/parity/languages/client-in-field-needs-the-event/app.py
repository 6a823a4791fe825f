import boto3


class Store:
    def __init__(self, region):
        self.client = boto3.client("s3", region_name=region)


def handler(event, context):
    return Store(event["region"]).client.list_buckets()
