"""Keeps orders in DynamoDB."""

import boto3


def save(table_name, order, region):
    table = boto3.resource("dynamodb").Table(table_name)
    table.put_item(Item={**order, "region": region})
