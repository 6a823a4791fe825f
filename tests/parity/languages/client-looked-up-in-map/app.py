import boto3

clients = {}


def get(region):
    if (known := clients.get(region)) is not None:
        return known
    made = boto3.client("s3", region_name=region)
    clients[region] = made
    return made


def named():
    if "S3" not in globals():
        globals()["S3"] = boto3.client("s3")
    return S3


def handler(event, context):
    return get("eu-west-1"), named()
