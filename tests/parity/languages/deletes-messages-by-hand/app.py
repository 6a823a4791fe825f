import os

import boto3

sqs = boto3.client("sqs")


def handler(event, context):
    for record in event["Records"]:
        sqs.delete_message(QueueUrl=os.environ["JOBS"], ReceiptHandle=record["receiptHandle"])  #= queue-message-deleted-by-hand
