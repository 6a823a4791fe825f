def handler(event, context):
    failed = []
    for record in event["Records"]:
        try:
            print(record["body"])
        except ValueError:
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
