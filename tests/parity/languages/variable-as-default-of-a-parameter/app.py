import os


def table(name=os.environ["TABLE_X"]):  #= env-var-not-set
    return name


def handler(event, context):
    return table()
