"""Sampling with `generate` of transformers: temperature 1, a cache of keys and values, and always the full number of new tokens."""

import time

import torch

from protocol import serve
from qwen2 import qwen2

state = {}


def prepare(request):
    torch.set_num_threads(request["threads"])
    # Prompts of one length need no padding: a mask of ones.
    prompts = torch.tensor(request["prompts"])
    model = qwen2(request["shape"]).eval()
    settings = {"do_sample": True, "temperature": 1.0, "top_k": 0, "top_p": 1.0, "use_cache": True}
    # Without an end token no row ends early, and transformers need not look for it.
    model.generation_config.update(**settings, eos_token_id=None, pad_token_id=0, max_new_tokens=request["newTokens"])
    state.update(
        model=model,
        inputs={"input_ids": prompts, "attention_mask": torch.ones_like(prompts), "num_return_sequences": request["samples"]},
        columns=prompts.shape[1] + request["newTokens"],
    )
    return {}


def run(request):
    seconds = []
    for _ in range(request["steps"]):
        start = time.perf_counter()
        with torch.inference_mode():
            tokens = state["model"].generate(**state["inputs"])
        seconds.append(time.perf_counter() - start)
        if tokens.shape[1] != state["columns"]:
            raise RuntimeError(f"generate gave {tokens.shape[1]} columns instead of {state['columns']}")
    return {"seconds": seconds}


serve({"prepare": prepare, "run": run})
