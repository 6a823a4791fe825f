import boto3


def handler(event, context):
    clients = {}
    client = clients.get("s3")
    if client is None:
        client = boto3.client("s3")  #= client-created-per-invocation
        clients["s3"] = client
    return client.head_object(Bucket="b", Key=event["key"])["ETag"]
