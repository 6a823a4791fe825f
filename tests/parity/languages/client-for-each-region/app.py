import boto3


def handler(event, context):
    for region in event["regions"]:
        boto3.client("s3", region_name=region).list_buckets()
