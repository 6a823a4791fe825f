import json


def handler(event, context):
    for record in event["Records"]:
        try:
            json.loads(record["body"])
        except ValueError as error:
            print(error)
    answer = "done"
    return answer
