import boto3
from aws_lambda_powertools import Logger

logger = Logger()


@logger.inject_lambda_context
def handler(event, context):
    return boto3.client("s3").list_buckets()  #= client-created-per-invocation
