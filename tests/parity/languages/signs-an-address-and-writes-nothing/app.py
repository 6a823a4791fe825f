import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    target = {"Bucket": os.environ["IMAGES"], "Key": "latest"}
    return s3.generate_presigned_url("put_object", Params=target)
