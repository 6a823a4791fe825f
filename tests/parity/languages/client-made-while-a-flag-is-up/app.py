import boto3

verbose = False


def handler(event, context):
    global verbose
    if event.get("verbose"):
        verbose = True
    if verbose:
        return boto3.client("s3").list_buckets()  #= client-created-per-invocation
    return None
