"""Prints what TensorBoard holds of the runs under a folder: one object, scalars by run and tag, each a list of [step, value, time]."""

import json
import sys

from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer

EVERY = 0
runs = EventMultiplexer(size_guidance={"scalars": EVERY}).AddRunsFromDirectory(sys.argv[1])
runs.Reload()


def scalars(run, tag):
    return [[event.step, event.value, event.wall_time] for event in runs.Scalars(run, tag)]


print(json.dumps({run: {tag: scalars(run, tag) for tag in tags["scalars"]} for run, tags in runs.Runs().items()}))
