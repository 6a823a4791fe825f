import os


def handler(event, context):
    try:
        arn = os.environ.get("ARN_X")  #= env-var-not-set
        return arn.lower()
    except Exception as error:
        print(error)
        return {"statusCode": 500}
