import boto3


def connect():
    return boto3.client("s3")


s3 = connect()


def handler(event, context):
    return s3.head_object(Bucket="b", Key=event["key"])["ETag"]
