import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    key = event["Records"][0]["s3"]["object"]["key"]  #= s3-key-not-decoded
    found = s3.get_object(Bucket=os.environ["IMAGES"], Key=key)
    s3.put_object(Bucket=os.environ["SMALL"], Key=key, Body=found["Body"].read())
