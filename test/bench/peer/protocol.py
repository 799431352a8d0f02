"""JSON lines with the driver: one request a line on standard input, one reply a line on standard output."""

import json
import os
import sys
import traceback

# What libraries print must not be taken for a reply: from now on it goes to standard error.
_replies = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)


def receive():
    """The next request, or None when the driver has closed its end."""
    line = sys.stdin.readline()
    return json.loads(line) if line else None


def reply(message):
    _replies.write(json.dumps(message) + "\n")


def serve(commands):
    """Answers requests until there are no more; `commands` has a function of the request for each command. A failure is a reply too."""
    while (request := receive()) is not None:
        try:
            reply(commands[request["command"]](request))
        except Exception as error:
            traceback.print_exc()
            reply({"error": f"{type(error).__name__}: {error}".split("\n")[0]})
