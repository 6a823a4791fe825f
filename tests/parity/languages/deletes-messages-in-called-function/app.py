import os

import boto3

jobs = boto3.resource("sqs").Queue(os.environ["JOBS"])


def handler(event, context):
    finish([record["receiptHandle"] for record in event["Records"]])


def finish(handles):
    entries = [{"Id": str(index), "ReceiptHandle": handle} for index, handle in enumerate(handles)]
    jobs.delete_messages(Entries=entries)  #= queue-message-deleted-by-hand
