import boto3


def handler(event, context):
    s3 = boto3.client("s3", region_name=event["region"])
    return s3.head_object(Bucket="b", Key=event["key"])["ETag"]
