"""TRL's GRPO step at its fastest settings on a CPU. The trainer runs its own loop; the driver's requests are awaited between its optimizer steps."""

import tempfile
import time

import torch
from datasets import Dataset
from tokenizers import Regex, Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, TrainerCallback
from transformers.trainer_callback import PrinterCallback
from trl import GRPOConfig, GRPOTrainer

from protocol import receive, reply
from qwen2 import qwen2


def character_tokenizer(alphabet):
    """Lode's: 0 is padding, 1 the end, and from 2 on the alphabet in its order."""
    vocabulary = {token: number for number, token in enumerate(["<pad>", "<end>", *alphabet])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<pad>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("[\\s\\S]"), "isolated")
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<end>", padding_side="left")


def first_character_is_even(completions, **_):
    """The reward of both sides: about half of all completions of an untrained policy are right."""
    return [1.0 if completion and ord(completion[0]) % 2 == 0 else -1.0 for completion in completions]


class Phases:
    """Seconds spent inside methods of the trainer and of its model."""

    def __init__(self):
        self.seconds = {}

    def time(self, owner, name, phase):
        method = getattr(owner, name)

        def timed(*arguments, **keywords):
            start = time.perf_counter()
            try:
                return method(*arguments, **keywords)
            finally:
                self.seconds[phase] = self.seconds.get(phase, 0.0) + time.perf_counter() - start

        setattr(owner, name, timed)

    def take(self):
        taken, self.seconds = self.seconds, {}
        return taken


class Gate(TrainerCallback):
    """After each optimizer step: notes its time, and when all that were asked for are done, answers and waits for the next request."""

    def __init__(self, phases, completion_tokens):
        self.phases = phases
        self.completion_tokens = completion_tokens
        self.wanted = 0
        self.result = {}

    def on_train_begin(self, args, state, control, **_):
        self.await_request(control)

    def on_step_end(self, args, state, control, **_):
        now = time.perf_counter()
        self.result["seconds"].append(now - self.start)
        self.result["phases"].append(split(now - self.start, self.phases.take()))
        self.result["tokens"].append(self.completion_tokens())
        self.wanted -= 1
        if self.wanted == 0:
            reply(self.result)
            self.await_request(control)
        else:
            self.start = now

    def await_request(self, control):
        request = receive()
        if request is None:
            control.should_training_stop = True
            return
        self.wanted = request["steps"]
        self.result = {"seconds": [], "phases": [], "tokens": []}
        self.start = time.perf_counter()


def split(total, spent):
    """The step by what it does: sampling, what surrounds it (rewards, padding, advantages), forward, backward, and all else (optimizer, loop)."""
    generation, rollouts, forward, backward = (spent.get(phase, 0.0) for phase in ("generation", "rollouts", "forward", "backward"))
    around = rollouts - generation
    return {"generation": generation, "around it": around, "forward": forward, "backward": backward, "rest": total - rollouts - forward - backward}


def settings(request, folder):
    return GRPOConfig(
        output_dir=folder,
        use_cpu=True,
        seed=1,
        # The work: one optimizer step on P·G completions.
        num_generations=request["groupSize"],
        max_completion_length=request["maxTokens"],
        temperature=1.0,
        top_k=0,
        top_p=1.0,
        learning_rate=request["learningRate"],
        lr_scheduler_type="constant",
        max_steps=1_000_000,
        shuffle_dataset=False,
        # One micro-batch: two take 2 % longer, four 4 %, eight 9 % (and four hold 250 MB less).
        per_device_train_batch_size=request["promptsPerStep"] * request["groupSize"],
        gradient_accumulation_steps=1,
        # No reference model, and no second pass over the rollouts: old log-probabilities are those of the training pass itself.
        beta=0.0,
        num_iterations=1,
        # On by default, it computes the forward pass twice.
        gradient_checkpointing=False,
        # On by default. bfloat16 would be another computation than ours.
        bf16=False,
        tf32=False,
        disable_dropout=True,
        # As our recipe has it; a step without it takes 2 % less.
        max_grad_norm=1.0,
        optim="adamw_torch_fused",
        # Compiling gains nothing once the lengths that occur have been compiled; nor does a cache of fixed size in `generate`, or eager attention.
        torch_compile=False,
        # Nothing beside training.
        logging_strategy="no",
        save_strategy="no",
        eval_strategy="no",
        report_to=[],
        disable_tqdm=True,
        log_completions=False,
        # No worker processes beside the two threads, and no pinned memory without a GPU.
        dataloader_num_workers=0,
        dataloader_pin_memory=False,
        use_vllm=False,
        # On a CPU it takes many times as long, and 12 GB.
        use_transformers_continuous_batching=False,
    )


def train(request):
    torch.set_num_threads(request["threads"])
    with tempfile.TemporaryDirectory() as folder:
        trainer = GRPOTrainer(
            model=qwen2(request["shape"]),
            reward_funcs=first_character_is_even,
            args=settings(request, folder),
            train_dataset=Dataset.from_dict({"prompt": request["prompts"]}),
            processing_class=character_tokenizer(request["alphabet"]),
        )
        phases = Phases()
        phases.time(trainer.model, "generate", "generation")
        phases.time(trainer, "_get_per_token_logps_and_entropies", "forward")
        phases.time(trainer.accelerator, "backward", "backward")
        phases.time(trainer, "_generate_and_score_completions", "rollouts")
        rows = request["promptsPerStep"] * request["groupSize"]
        gate = Gate(phases, lambda: trainer._metrics["train"]["completions/mean_length"][-1] * rows)
        trainer.remove_callback(PrinterCallback)
        trainer.add_callback(gate)
        reply({})
        trainer.train()


request = receive()
if request is not None:
    train(request)
