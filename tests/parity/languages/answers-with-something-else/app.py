import json


def handler(event, context):
    done = 0
    for record in event["Records"]:
        try:
            done += json.loads(record["body"])["count"]
        except (KeyError, ValueError) as error:
            print(error)
    return {"statusCode": 200, "body": str(done)}
