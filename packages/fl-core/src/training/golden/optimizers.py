"""Golden numbers for whole fits: a small network trained in numpy float64.

One batch holds all rows, so no shuffle can change the result. The gradient is
worked out by hand; each optimizer is the formula of its paper. Adam: Kingma and
Ba 2015, algorithm 1, with epsilon outside the square root.

Run: python optimizers.py  (writes optimizers.json beside itself)
"""

import json
from pathlib import Path

import numpy as np

ROWS, WIDTHS, STEPS = 10, [3, 4, 1], 25
rng = np.random.default_rng(5)
as_float32 = lambda a: a.astype(np.float32).astype(float)
features = as_float32(rng.normal(size=(ROWS, WIDTHS[0])))
labels = (rng.random(ROWS) < 0.4).astype(float)
shapes = [(3, 4), (4,), (4, 1), (1,)]
start = as_float32(rng.normal(size=sum(int(np.prod(s)) for s in shapes)) * 0.7)


def split(flat):
    parts, at = [], 0
    for shape in shapes:
        size = int(np.prod(shape))
        parts.append(flat[at : at + size].reshape(shape))
        at += size
    return parts


def loss_and_gradient(flat, l2, class_weights):
    w1, b1, w2, b2 = split(flat)
    z1 = features @ w1 + b1
    h = np.maximum(z1, 0)
    z2 = (h @ w2 + b2)[:, 0]
    weight = np.where(labels == 1, class_weights[1], class_weights[0])
    loss = np.mean(weight * (np.logaddexp(0, z2) - z2 * labels))
    delta = ((1 / (1 + np.exp(-z2)) - labels) * weight / ROWS)[:, None]
    back = (delta @ w2.T) * (z1 > 0)
    parts = [features.T @ back + l2 * w1, back.sum(0), h.T @ delta + l2 * w2, delta.sum(0)]
    return loss, np.concatenate([p.ravel() for p in parts])


def sgd(rate):
    return lambda x, g, t: x - rate * g


def momentum(rate):
    u = np.zeros_like(start)

    def step(x, g, t):
        nonlocal u
        u = 0.9 * u + g
        return x - rate * u

    return step


def adam(rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, v = np.zeros_like(start), np.zeros_like(start)

    def step(x, g, t):
        nonlocal m, v
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        return x - rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)

    return step


def fit(make, rate, l2=0.0, class_weights=(1.0, 1.0)):
    x, step = start, make(rate)
    for t in range(1, STEPS + 1):
        loss, gradient = loss_and_gradient(x, l2, class_weights)
        x = step(x, gradient, t)
    return {
        "optimizer": make.__name__,
        "learningRate": rate,
        "l2": l2,
        "classWeights": class_weights,
        "weights": x.tolist(),
        "loss": float(loss),
    }


golden = {
    "rows": ROWS,
    "hidden": WIDTHS[1:-1],
    "steps": STEPS,
    "features": features.ravel().tolist(),
    "labels": labels.tolist(),
    "start": start.tolist(),
    "fits": [
        fit(sgd, 0.5),
        fit(momentum, 0.1),
        fit(adam, 0.01),
        fit(adam, 0.05, l2=0.1, class_weights=(0.6, 2.5)),
    ],
}
Path(__file__).with_name("optimizers.json").write_text(json.dumps(golden, indent=1) + "\n")
