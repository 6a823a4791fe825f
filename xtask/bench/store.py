"""Keeps items in DynamoDB."""

import boto3
from botocore.exceptions import ClientError


class Store:
    def __init__(self, table_name):
        self.table = boto3.resource("dynamodb").Table(table_name)

    def save(self, item):
        try:
            self.table.put_item(Item=item, ConditionExpression="attribute_not_exists(id)")
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise

    def load(self, key):
        return self.table.get_item(Key={"id": key}).get("Item")
