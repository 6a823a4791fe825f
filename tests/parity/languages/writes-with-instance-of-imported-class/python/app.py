from store import Store

store = Store()


def handler(event, context):
    store.save("x")
