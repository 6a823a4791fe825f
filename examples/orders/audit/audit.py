"""Keeps an audit trail of every change to an order."""

import json
import os
from datetime import date

import boto3

s3 = boto3.client("s3")
BUCKET = os.environ["AUDIT_BUCKET"]


def handler(event, context):
    for record in event["Records"]:
        s3.put_object(
            Bucket=BUCKET,
            Key=f"changes/{date.today()}/{record['eventID']}.json",
            Body=json.dumps(record["dynamodb"]),
        )


def report(event, context):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=f"changes/{date.today()}/")
    print(sum(page["KeyCount"] for page in pages), "changes today")
