"""Golden numbers for the forward pass: dense networks in numpy float64.

Run: python forward.py  (writes forward.json beside itself)
"""

import json
from pathlib import Path

import numpy as np

ACTIVATIONS = {
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "linear": lambda z: z,
}
rng = np.random.default_rng(3)


def case(widths, activation, rows):
    layers, weights, h = [], [], rng.normal(size=(rows, widths[0])).astype(np.float32).astype(float)
    features = h
    for index, (inputs, units) in enumerate(zip(widths, widths[1:])):
        kind = "sigmoid" if index == len(widths) - 2 else activation
        kernel = rng.normal(size=(inputs, units)).astype(np.float32).astype(float)
        bias = rng.normal(size=units).astype(np.float32).astype(float)
        layers.append({"inputs": inputs, "units": units, "activation": kind})
        weights += [*kernel.ravel(), *bias]
        h = ACTIVATIONS[kind](h @ kernel + bias)
    return {
        "network": {"inputs": widths[0], "layers": layers},
        "rows": rows,
        "features": features.ravel().tolist(),
        "weights": weights,
        "scores": h.ravel().tolist(),
    }


golden = [
    case([3, 1], "relu", 5),
    case([4, 6, 1], "relu", 7),
    case([7, 5, 3, 1], "tanh", 35),
    case([2, 4, 4, 1], "sigmoid", 6),
    case([3, 4, 1], "linear", 4),
]
Path(__file__).with_name("forward.json").write_text(json.dumps(golden) + "\n")
