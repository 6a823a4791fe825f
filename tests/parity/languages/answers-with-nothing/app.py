import json


def read(body):
    try:
        return json.loads(body)
    except ValueError as error:
        print(error)


def handler(event, context):
    for record in event["Records"]:
        read(record["body"])
