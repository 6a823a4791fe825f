import os

import boto3

jobs = boto3.resource("sqs").Queue(os.environ["JOBS"])


def handler(event, context):
    jobs.send_message(MessageBody="again")
