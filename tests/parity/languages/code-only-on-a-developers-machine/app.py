import os

import boto3


def handler(event, context):
    return event["key"]


def print_tag(key):
    print(boto3.client("s3").head_object(Bucket=os.environ["LOCAL_BUCKET"], Key=key))


if __name__ == "__main__":
    print_tag("k")
