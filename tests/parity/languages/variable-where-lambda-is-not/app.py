import os

if os.environ.get("AWS_LAMBDA_FUNCTION_NAME") is None:
    print(os.environ["FIRST_X"])
if "AWS_REGION" not in os.environ:
    print(os.environ["SECOND_X"])
if os.environ.get("STAGE") == "local":
    print(os.environ["THIRD_X"])


def handler(event, context):
    return None
