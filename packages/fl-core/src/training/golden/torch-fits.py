"""Golden numbers for whole fits, from PyTorch in float64: its autograd, its optimizers, its gradient clipping.

One batch holds all rows, so no shuffle can change the result. Each fit is 200 steps; every activation with every
optimizer, then each option of a fit by itself and all together.

Run: python torch-fits.py  (needs torch and numpy; writes torch-fits.json beside itself)
"""

import json
from pathlib import Path

import numpy as np
import torch

ROWS, INPUTS, HIDDEN, STEPS = 24, 3, [5, 4], 200
rng = np.random.default_rng(11)
as_float32 = lambda a: a.astype(np.float32).astype(float)
features = as_float32(rng.normal(size=(ROWS, INPUTS)))
labels = (features[:, 0] * features[:, 1] > 0).astype(float)
widths = [INPUTS, *HIDDEN, 1]
shapes = [s for i, o in zip(widths, widths[1:]) for s in [(i, o), (o,)]]
start = as_float32(rng.normal(size=sum(int(np.prod(s)) for s in shapes)) * 0.6)
anchor = as_float32(start + rng.normal(size=start.size) * 0.1)
correction = as_float32(rng.normal(size=start.size) * 0.02)

x, y = torch.tensor(features), torch.tensor(labels)
ACTIVATIONS = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "linear": lambda z: z}


def logits(parameters, activation, rows):
    h = rows
    for layer in range(len(widths) - 1):
        h = h @ parameters[2 * layer] + parameters[2 * layer + 1]
        if layer < len(widths) - 2:
            h = ACTIVATIONS[activation](h)
    return h[:, 0]


def split(flat):
    parts, at = [], 0
    for shape in shapes:
        size = int(np.prod(shape))
        parts.append(torch.tensor(flat[at : at + size].reshape(shape), requires_grad=True))
        at += size
    return parts


def cross_entropy(parameters, fit, rows, targets):
    weight = torch.where(targets == 1, fit["classWeights"][1], fit["classWeights"][0])
    z = logits(parameters, fit["activation"], rows)
    return weight * torch.nn.functional.binary_cross_entropy_with_logits(z, targets, reduction="none")


def row_clipped_gradients(parameters, fit):
    """The mean over rows of each row's own gradient, scaled to at most perExampleClip."""
    sums = [torch.zeros_like(p) for p in parameters]
    for row in range(ROWS):
        loss = cross_entropy(parameters, fit, x[row : row + 1], y[row : row + 1]).sum()
        gradients = torch.autograd.grad(loss, parameters)
        norm = torch.sqrt(sum((g**2).sum() for g in gradients))
        factor = min(1.0, fit["perExampleClip"] / float(norm))
        sums = [s + factor * g for s, g in zip(sums, gradients)]
    return [s / ROWS for s in sums]


def train(fit):
    parameters = split(start)
    anchors, corrections = split(anchor), split(correction)
    rate = fit["learningRate"]
    optimizer = {
        "adam": lambda: torch.optim.Adam(parameters, lr=rate),
        "sgd": lambda: torch.optim.SGD(parameters, lr=rate),
        "momentum": lambda: torch.optim.SGD(parameters, lr=rate, momentum=0.9),
    }[fit["optimizer"]]()
    for _ in range(STEPS):
        rows = cross_entropy(parameters, fit, x, y)
        reported = float(rows.detach().mean())
        penalty = fit["l2"] / 2 * sum((p**2).sum() for p in parameters if p.ndim == 2)
        away = fit["mu"] / 2 * sum(((p - a.detach()) ** 2).sum() for p, a in zip(parameters, anchors))
        optimizer.zero_grad()
        if fit["perExampleClip"] > 0:
            (penalty + away).backward()
            for p, g in zip(parameters, row_clipped_gradients(parameters, fit)):
                p.grad = g if p.grad is None else p.grad + g
        else:
            (rows.mean() + penalty + away).backward()
        if fit["clipNorm"] > 0:
            torch.nn.utils.clip_grad_norm_(parameters, fit["clipNorm"])
        if fit["control"]:
            for p, c in zip(parameters, corrections):
                p.grad += c.detach()
        optimizer.step()
    flat = torch.cat([p.detach().reshape(-1) for p in parameters])
    return {**fit, "weights": flat.tolist(), "loss": reported}


plain = {"l2": 0.0, "classWeights": [1.0, 1.0], "mu": 0.0, "control": False, "clipNorm": 0.0, "perExampleClip": 0.0}
rates = {"adam": 0.005, "sgd": 0.05, "momentum": 0.02}
fits = [
    {**plain, "optimizer": optimizer, "learningRate": rate, "activation": activation}
    for optimizer, rate in rates.items()
    for activation in ACTIVATIONS
]
extras = [
    {"l2": 0.05},
    {"classWeights": [0.5, 2.0]},
    {"mu": 0.7},
    {"control": True},
    {"clipNorm": 0.05},
    {"perExampleClip": 0.3},
    {"l2": 0.01, "classWeights": [0.8, 1.5], "mu": 0.2, "control": True, "clipNorm": 0.3, "perExampleClip": 0.5},
]
fits += [
    {**plain, "optimizer": optimizer, "learningRate": rates[optimizer], "activation": "tanh", **extra}
    for optimizer in rates
    for extra in extras
]
result = {
    "rows": ROWS,
    "inputs": INPUTS,
    "hidden": HIDDEN,
    "steps": STEPS,
    "features": features.flatten().tolist(),
    "labels": labels.tolist(),
    "start": start.tolist(),
    "anchor": anchor.tolist(),
    "correction": correction.tolist(),
    "fits": [train(fit) for fit in fits],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
