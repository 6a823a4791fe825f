import os
import sys

FIRST = os.environ.get("FIRST_X")  #= env-var-not-set
assert FIRST is not None
if "SECOND_X" in os.environ:  #= env-var-not-set
    SECOND = os.environ["SECOND_X"]
else:
    sys.exit(1)


def fail(name):
    raise RuntimeError(name)


THIRD = os.environ.get("THIRD_X") or fail("THIRD_X")  #= env-var-not-set


def handler(event, context):
    return FIRST, SECOND, THIRD
