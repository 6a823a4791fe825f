import boto3


def may_see(user, is_admin):
    if is_admin:
        return True
    return boto3.client("s3").get_object(Bucket="b", Key=user)  #= client-created-per-invocation


def handler(event, context):
    item = event["item"]
    if item["status"] != "done":
        raise ValueError(item)
    item["status"] = "seen"
    return may_see(event["user"], event["admin"])
