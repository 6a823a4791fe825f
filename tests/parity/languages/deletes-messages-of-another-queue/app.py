import os

import boto3

sqs = boto3.client("sqs")


def handler(event, context):
    sqs.delete_message(QueueUrl=os.environ["OTHER"], ReceiptHandle=event["Records"][0]["body"])
