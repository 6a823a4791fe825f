import os

bucket = os.environ["BUCKET"]
region = os.environ["AWS_REGION"]


def handler(event, context):
    return [bucket, region, os.environ["AWS_LAMBDA_FUNCTION_NAME"]]
