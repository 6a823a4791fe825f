import os

import boto3

sqs = boto3.resource("sqs")


def handler(event, context):
    sqs.get_queue_by_name(QueueName=os.environ["JOBS"]).send_message(MessageBody="again")
