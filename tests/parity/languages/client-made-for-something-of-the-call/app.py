import boto3


def handler(event, context):
    item = event.get("item")
    if item is None:
        client = boto3.client("s3")  #= client-created-per-invocation
        item = client.head_object(Bucket="b", Key=event["key"])
    return item["ETag"]
