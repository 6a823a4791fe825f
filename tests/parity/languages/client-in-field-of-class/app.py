import boto3


class Store:
    client = boto3.client("s3")


class Kept:
    def __init__(self):
        self.client = boto3.client("sqs")


kept = Kept()


def handler(event, context):
    return Store().client.list_buckets(), kept.client
