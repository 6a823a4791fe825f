import os

import boto3

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    put = {"TableName": os.environ["ORDERS"], "Item": {"id": {"S": "a"}}}
    dynamodb.transact_write_items(TransactItems=[{"Put": put}])
