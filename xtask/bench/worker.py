"""Keeps what the queue brings, and archives what is large."""

import json
import logging
import os
from decimal import Decimal

import boto3

from store import Store

logger = logging.getLogger()
logger.setLevel(os.environ.get("LOG_LEVEL", "INFO"))

LARGEST = 256 * 1024
s3 = boto3.client("s3")
store = Store(os.environ["TABLE_NAME"])


class Refused(Exception):
    """The message can never be worked on."""


def parse(record):
    body = json.loads(record["body"], parse_float=Decimal)
    if "id" not in body:
        raise Refused(f"message {record['messageId']} has no id")
    return body


def archive(item):
    key = f"items/{item['id']}.json"
    text = json.dumps(item, default=str)
    if len(text) <= LARGEST:
        return None
    s3.put_object(Bucket=os.environ["ARCHIVE"], Key=key, Body=text.encode())
    return key


def work(record):
    item = parse(record)
    key = archive(item)
    if key is not None:
        item = {"id": item["id"], "archived": key}
    store.save(item)
    logger.info("kept %s", item["id"])


def lambda_handler(event, context):
    failures = []
    for record in event["Records"]:
        try:
            work(record)
        except Refused as refusal:
            logger.warning("refused: %s", refusal)
        except Exception:
            logger.exception("failed on %s", record["messageId"])
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
