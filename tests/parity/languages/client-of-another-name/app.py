import boto3 as aws


def handler(event, context):
    return aws.client("s3").list_buckets()  #= client-created-per-invocation
