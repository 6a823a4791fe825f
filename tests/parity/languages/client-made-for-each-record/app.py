import boto3


def handler(event, context):
    return list(map(lambda record: boto3.client("s3").head_object(**record), event["Records"]))  #= client-created-per-invocation
