"""Writes every order of a batch to the table and says which ones failed."""

import json
import os

from store import save


def handler(event, context):
    failures = []
    for record in event["Records"]:
        try:
            order = json.loads(record["body"])
            save(os.environ["ORDERS_TABLE"], order, os.environ["SHOP_REGION"])
        except Exception:
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
