import os


def need(name):
    value = os.environ.get(name)
    if not value:
        raise ValueError(f"{name} is missing")
    return value


def setting(name, default=None):
    return os.environ.get(name, default)


table = need("TABLE_X")  #= env-var-not-set
bucket = setting("BUCKET_X")  #= env-var-not-set
mode = setting("MODE_X", "fast")
size = setting("SIZE_X") or "3"


def handler(event, context):
    return table, bucket, mode, size
