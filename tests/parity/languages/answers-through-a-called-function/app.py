def handler(event, context):
    return work(event["Records"])


def work(records):
    return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in records]}
