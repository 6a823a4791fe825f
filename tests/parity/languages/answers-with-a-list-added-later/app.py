def handler(event, context):
    answer = {}
    answer["batchItemFailures"] = [{"itemIdentifier": event["Records"][0]["messageId"]}]
    return answer
