import boto3


def handler(event, context):
    try:
        return event["Records"][0]
    except Exception as error:
        boto3.client("sns").publish(TopicArn="t", Message=str(error))
        raise
