import boto3


class Store:
    only = None

    def __init__(self):
        self.client = boto3.client("s3")

    @classmethod
    def get(cls):
        if cls.only is None:
            cls.only = cls()
        return cls.only


def handler(event, context):
    return Store.get().client.head_object(Bucket="b", Key=event["key"])["ETag"]
