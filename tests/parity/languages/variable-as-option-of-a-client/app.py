import os

import boto3

REGION = os.environ.get("REGION_X")
session = boto3.Session(profile_name=os.environ.get("PROFILE_X"))
s3 = session.client("s3", region_name=REGION, endpoint_url=os.getenv("URL_X"))
sqs = boto3.client("sqs", REGION)


def handler(event, context):
    return s3, sqs
