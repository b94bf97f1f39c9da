"""Golden numbers for FedAvg and FedAdam: their formulas in numpy float64.

Run: python server_steps.py  (writes server-steps.json beside itself)
"""

import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(7)
LENGTH = 6
start = rng.normal(size=LENGTH).astype(np.float32).astype(float)
rounds = [
    [
        {
            "weights": rng.normal(size=LENGTH).astype(np.float32).astype(float),
            "examples": int(rng.integers(1, 500)),
        }
        for _ in range(4)
    ]
    for _ in range(3)
]


def mean(updates):
    return np.average(
        [u["weights"] for u in updates], axis=0, weights=[u["examples"] for u in updates]
    )


def fed_avg(eta):
    x = start
    for updates in rounds:
        x = x + eta * (mean(updates) - x)
        yield x.tolist()


def fed_adam(eta=0.1, beta1=0.9, beta2=0.99, tau=1e-9):
    x, m, v = start, np.zeros(LENGTH), np.zeros(LENGTH)
    for updates in rounds:
        delta = mean(updates) - x
        m = beta1 * m + (1 - beta1) * delta
        v = beta2 * v + (1 - beta2) * delta**2
        x = x + eta * m / (np.sqrt(v) + tau)
        yield x.tolist()


golden = {
    "global": start.tolist(),
    "rounds": [[{**u, "weights": u["weights"].tolist()} for u in r] for r in rounds],
    "expected": {
        "fedAvg": list(fed_avg(1.0)),
        "fedAvgHalf": list(fed_avg(0.5)),
        "fedAdam": list(fed_adam()),
    },
}
Path(__file__).with_name("server-steps.json").write_text(json.dumps(golden, indent=1) + "\n")
