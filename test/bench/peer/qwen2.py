"""Qwen2 of the benchmark's shapes with random weights."""

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM


def qwen2(shape):
    torch.manual_seed(1)
    config = Qwen2Config(
        vocab_size=shape["vocabulary"],
        hidden_size=shape["width"],
        num_hidden_layers=shape["layers"],
        num_attention_heads=shape["heads"],
        num_key_value_heads=shape["heads"],
        intermediate_size=shape["feedForward"],
        rope_parameters={"rope_type": "default", "rope_theta": shape["ropeBase"]},
        tie_word_embeddings=True,
        max_position_embeddings=1024,
        pad_token_id=0,
        bos_token_id=None,
        eos_token_id=None,
        dtype=torch.float32,
        attn_implementation="sdpa",
    )
    return Qwen2ForCausalLM(config)
