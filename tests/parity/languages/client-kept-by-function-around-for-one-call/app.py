import boto3


def maker():
    client = None

    def get():
        nonlocal client
        if client is None:
            client = boto3.client("s3")  #= client-created-per-invocation
        return client

    return get


def handler(event, context):
    return maker()().list_buckets()
