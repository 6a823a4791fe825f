import boto3


class Store:
    @property
    def client(self):
        return boto3.client("s3")  #= client-created-per-invocation


store = Store()


def handler(event, context):
    return store.client.list_buckets()
