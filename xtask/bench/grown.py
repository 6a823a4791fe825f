import os, boto3
sqs = boto3.client("sqs")
def handler(event, context):
    sqs.send_message(QueueUrl=os.environ["SINK"], MessageBody=os.environ["PART_@"])
