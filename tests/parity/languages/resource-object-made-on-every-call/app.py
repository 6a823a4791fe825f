import boto3


def handler(event, context):
    table = boto3.resource("dynamodb").Table("orders")  #= client-created-per-invocation
    return table.get_item(Key={"id": event["id"]})
