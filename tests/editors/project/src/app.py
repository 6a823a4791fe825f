import os

import boto3


def handler(event, context):
    dynamodb = boto3.resource("dynamodb")
    labels = dynamodb.Table(os.environ["LABELS_TABLE"])
    labels.put_item(Item={"id": event["id"], "locale": os.environ["LOCALE"]})
    return {"id": event["id"]}
