import settings


def handler(event, context):
    if settings.table is None:
        return None
    return settings.table
