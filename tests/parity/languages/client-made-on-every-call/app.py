import os

import boto3


def handler(event, context):
    s3 = boto3.client("s3")  #= client-created-per-invocation
    return s3.get_object(Bucket=os.environ["BUCKET"], Key=event["key"])["ETag"]
