import boto3


def main(event, context):
    return boto3.client("s3").list_buckets()  #= client-created-per-invocation


handler = main
