"""A large product of two float32 matrices: what this machine can reach at best."""

import time

import torch

from protocol import serve

state = {}


def prepare(request):
    torch.set_num_threads(request["threads"])
    size = request["size"]
    state["factors"] = torch.rand(size, size), torch.rand(size, size)
    return {}


def run(request):
    left, right = state["factors"]
    seconds = []
    for _ in range(request["steps"]):
        start = time.perf_counter()
        left @ right
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds}


serve({"prepare": prepare, "run": run})
