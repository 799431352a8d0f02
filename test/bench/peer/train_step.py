"""Forward, backward and Adam in PyTorch, eager or compiled."""

import time

import torch
from safetensors.torch import load_file

from decoder import Decoder
from protocol import serve

state = {}


def prepare(request):
    torch.set_num_threads(request["threads"])
    rows, columns = request["rows"], request["columns"]
    tokens = torch.tensor(request["tokens"]).view(rows, columns + 1)
    model = Decoder(request["shape"], columns)
    model.load_state_dict(load_file(request["weights"]))
    # The fused kernel is the fastest of PyTorch's three implementations of Adam on a CPU.
    optimizer = torch.optim.Adam(model.parameters(), lr=request["learningRate"], fused=True)
    state.update(
        inputs=tokens[:, :-1].contiguous(),
        targets=tokens[:, 1:].contiguous(),
        loss=torch.compile(model) if request["compiled"] else model,
        optimizer=optimizer,
    )
    return {}


def step():
    loss = state["loss"](state["inputs"], state["targets"])
    loss.backward()
    state["optimizer"].step()
    state["optimizer"].zero_grad(set_to_none=True)
    return loss.item()


def run(request):
    seconds, losses = [], []
    for _ in range(request["steps"]):
        start = time.perf_counter()
        losses.append(step())
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds, "losses": losses}


serve({"prepare": prepare, "run": run})
