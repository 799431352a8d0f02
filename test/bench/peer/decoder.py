"""The architecture of Lode's transformer in PyTorch, as one would write it there: RMSNorm, rotary positions, SwiGLU, SDPA, tied embeddings."""

import torch
from torch import nn
from torch.nn import functional


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q_proj = nn.Linear(width, width, bias=False)
        self.k_proj = nn.Linear(width, width, bias=False)
        self.v_proj = nn.Linear(width, width, bias=False)
        self.o_proj = nn.Linear(width, width, bias=False)

    def forward(self, x, cosines, sines):
        rows, columns, width = x.shape
        by_head = lambda states: states.view(rows, columns, self.heads, width // self.heads).transpose(1, 2)
        queries = rotate(by_head(self.q_proj(x)), cosines, sines)
        keys = rotate(by_head(self.k_proj(x)), cosines, sines)
        mixed = functional.scaled_dot_product_attention(queries, keys, by_head(self.v_proj(x)), is_causal=True)
        return self.o_proj(mixed.transpose(1, 2).reshape(rows, columns, width))


class FeedForward(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.gate_proj = nn.Linear(width, inner, bias=False)
        self.up_proj = nn.Linear(width, inner, bias=False)
        self.down_proj = nn.Linear(inner, width, bias=False)

    def forward(self, x):
        return self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.input_layernorm = nn.RMSNorm(width, eps=1e-6)
        self.self_attn = Attention(width, heads)
        self.post_attention_layernorm = nn.RMSNorm(width, eps=1e-6)
        self.mlp = FeedForward(width, inner)

    def forward(self, x, cosines, sines):
        x = x + self.self_attn(self.input_layernorm(x), cosines, sines)
        return x + self.mlp(self.post_attention_layernorm(x))


class Trunk(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.embed_tokens = nn.Embedding(shape["vocabulary"], shape["width"])
        self.layers = nn.ModuleList(Layer(shape["width"], shape["heads"], shape["feedForward"]) for _ in range(shape["layers"]))
        self.norm = nn.RMSNorm(shape["width"], eps=1e-6)


class Decoder(nn.Module):
    """Mean cross-entropy of the next tokens; the parameters have the names of Hugging Face's Llama, which are Lode's too."""

    def __init__(self, shape, columns):
        super().__init__()
        self.model = Trunk(shape)
        half = shape["width"] // shape["heads"] // 2
        angles = torch.outer(torch.arange(columns).float(), shape["ropeBase"] ** (-torch.arange(half) / half)).repeat(1, 2)
        self.register_buffer("cosines", angles.cos(), persistent=False)
        self.register_buffer("sines", angles.sin(), persistent=False)

    def forward(self, inputs, targets):
        states = self.model.embed_tokens(inputs)
        for layer in self.model.layers:
            states = layer(states, self.cosines, self.sines)
        logits = functional.linear(self.model.norm(states), self.model.embed_tokens.weight)
        return functional.cross_entropy(logits.flatten(0, 1), targets.flatten())


def rotate(x, cosines, sines):
    first, second = x.chunk(2, dim=-1)
    return x * cosines + torch.cat((-second, first), dim=-1) * sines
