import os

table = os.environ.get("TABLE_X")
