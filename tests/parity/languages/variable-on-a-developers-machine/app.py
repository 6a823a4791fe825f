import os

endpoint = None
if os.environ.get("AWS_SAM_LOCAL"):
    endpoint = os.environ["LOCAL_ENDPOINT"]


def handler(event, context):
    return endpoint
