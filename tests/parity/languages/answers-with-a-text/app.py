def handler(event, context):
    answer = "done"
    return answer
