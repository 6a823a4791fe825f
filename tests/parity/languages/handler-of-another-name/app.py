def main(event, context):
    return event["key"]
