"""Golden numbers for every strategy: the formulas of their papers in numpy float64.

Run: python strategies.py  (writes strategies.json beside itself; needs numpy)
With flwr 1.42 installed, each strategy that Flower has is also run there and compared.
"""

import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(7)
LENGTH, ROUNDS = 6, 3


def float32(values):
    return np.asarray(values).astype(np.float32).astype(float)


start = float32(rng.normal(size=LENGTH))
# Eleven sites, the last two of them far off; strategies that need fewer take the first ones.
rounds = [
    [
        {
            "weights": float32(rng.normal(size=LENGTH) * (20 if site > 8 else 1)),
            "examples": int(rng.integers(1, 500)),
            "steps": int(rng.integers(1, 40)),
        }
        for site in range(11)
    ]
    for _ in range(ROUNDS)
]


def stack(updates):
    return np.array([u["weights"] for u in updates])


def mean(updates, by="examples"):
    weights = None if by == "uniform" else [u[by] for u in updates]
    return np.average(stack(updates), axis=0, weights=weights)


class FedAvg:
    def __init__(self, eta=1.0, by="examples"):
        self.eta, self.by = eta, by

    def __call__(self, x, updates):
        return x + self.eta * (mean(updates, self.by) - x)


class FedAvgM:
    def __init__(self, eta, beta):
        self.eta, self.beta, self.v = eta, beta, np.zeros(LENGTH)

    def __call__(self, x, updates):
        self.v = self.beta * self.v + (mean(updates) - x)
        return x + self.eta * self.v


class FedOpt:
    """Reddi et al. 2021, algorithm 2. `ahead`: rounds that the bias correction is ahead; None: no correction."""

    def __init__(self, kind, eta, beta1, beta2, tau, v0=0.0, ahead=None):
        self.kind, self.eta, self.beta1, self.beta2, self.tau = kind, eta, beta1, beta2, tau
        self.m, self.v = np.zeros(LENGTH), np.full(LENGTH, v0)
        self.ahead, self.t = ahead, 0

    def __call__(self, x, updates):
        d = mean(updates) - x
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * d
        if self.kind == "adam":
            self.v = self.beta2 * self.v + (1 - self.beta2) * d**2
        elif self.kind == "yogi":
            self.v = self.v - (1 - self.beta2) * d**2 * np.sign(self.v - d**2)
        else:
            self.v = self.v + d**2
        eta = self.eta
        if self.ahead is not None:
            t = self.t + self.ahead
            eta = eta * np.sqrt(1 - self.beta2**t) / (1 - self.beta1**t)
        return x + eta * self.m / (np.sqrt(self.v) + self.tau)


class Scaffold:
    """Karimireddy et al. 2020, algorithm 1, option II: sites keep c_i, the server c; |S| of N answer."""

    def __init__(self, eta_g, eta_l, total):
        self.eta_g, self.eta_l, self.total = eta_g, eta_l, total
        self.c, self.c_i = np.zeros(LENGTH), {}

    def __call__(self, x, updates):
        deltas = []
        for i, u in enumerate(updates):
            own = self.c_i.get(i, np.zeros(LENGTH))
            new = own - self.c + (x - u["weights"]) / (u["steps"] * self.eta_l)
            deltas.append(new - own)
            self.c_i[i] = new
        next_x = x + self.eta_g * np.mean(stack(updates) - x, axis=0)
        self.c = self.c + len(updates) / self.total * np.mean(deltas, axis=0)
        return next_x


def fed_median(x, updates):
    return np.median(stack(updates), axis=0)


def trimmed_mean(beta):
    def step(x, updates):
        cut = int(beta * len(updates))
        return np.sort(stack(updates), axis=0)[cut : len(updates) - cut].mean(axis=0)

    return step


def krum_scores(vectors, f):
    distances = ((vectors[:, None] - vectors[None]) ** 2).sum(axis=2)
    nearest = max(1, len(vectors) - f - 2)
    return np.array([np.sort(np.delete(row, i))[:nearest].sum() for i, row in enumerate(distances)])


def krum(f):
    return lambda x, updates: stack(updates)[np.argmin(krum_scores(stack(updates), f))]


def multi_krum(f, m, by="examples"):
    def step(x, updates):
        best = np.argsort(krum_scores(stack(updates), f), kind="stable")[:m]
        return mean([updates[i] for i in best], by)

    return step


def bulyan(f):
    def step(x, updates):
        left, chosen = list(stack(updates)), []
        for _ in range(len(updates) - 2 * f):
            chosen.append(left.pop(int(np.argmin(krum_scores(np.array(left), f)))))
        chosen = np.array(chosen)
        nearest = np.argsort(np.abs(chosen - np.median(chosen, axis=0)), axis=0)
        around = nearest[: len(chosen) - 2 * f]
        return np.take_along_axis(chosen, around, axis=0).mean(axis=0)

    return step


ADAPTIVE = {"eta": 0.1, "beta1": 0.9, "beta2": 0.99, "tau": 1e-3}
YOGI = {**ADAPTIVE, "eta": 0.01}
ADAGRAD = {**ADAPTIVE, "beta1": 0.0}
# Name, configuration, sites, the paper's step.
CASES = [
    ("FedAvg", {"kind": "fedAvg"}, 4, FedAvg()),
    ("FedAvg, η ½", {"kind": "fedAvg", "eta": 0.5}, 4, FedAvg(0.5)),
    ("FedAvg by steps", {"kind": "fedAvg", "weighting": "steps"}, 4, FedAvg(by="steps")),
    ("FedAvg, all alike", {"kind": "fedAvg", "weighting": "uniform"}, 4, FedAvg(by="uniform")),
    (
        "FedAvgM",
        {"kind": "fedAvgM", "server_momentum": 0.9, "server_learning_rate": 0.7},
        4,
        FedAvgM(0.7, 0.9),
    ),
    ("FedProx", {"kind": "fedProx", "mu": 0.1}, 4, FedAvg()),
    ("FedAdam, Flower’s defaults", {"kind": "fedAdam"}, 4, FedOpt("adam", **ADAPTIVE, ahead=1)),
    (
        "FedAdam of the paper",
        {"kind": "fedAdam", "biasCorrection": False, "tau": 1e-9},
        4,
        FedOpt("adam", **{**ADAPTIVE, "tau": 1e-9}),
    ),
    (
        "FedAdam, Adam’s correction, v₀",
        {"kind": "fedAdam", "biasCorrection": "adam", "v_0": 0.5},
        4,
        FedOpt("adam", **ADAPTIVE, v0=0.5, ahead=0),
    ),
    ("FedYogi, Flower’s defaults", {"kind": "fedYogi"}, 4, FedOpt("yogi", **YOGI)),
    (
        "FedYogi, v₀ and β",
        {"kind": "fedYogi", "eta": 0.3, "beta_1": 0.5, "beta_2": 0.8, "tau": 0.01, "v0": 1e-6},
        4,
        FedOpt("yogi", 0.3, 0.5, 0.8, 0.01, v0=1e-6),
    ),
    ("FedAdagrad, Flower’s defaults", {"kind": "fedAdagrad"}, 4, FedOpt("adagrad", **ADAGRAD)),
    (
        "FedAdagrad, momentum and v₀",
        {"kind": "fedAdagrad", "beta1": 0.9, "initialAccumulator": 0.1},
        4,
        FedOpt("adagrad", **{**ADAGRAD, "beta1": 0.9}, v0=0.1),
    ),
    (
        "SCAFFOLD",
        {"kind": "scaffold", "eta_g": 0.8, "eta_l": 0.05, "totalClients": 6},
        4,
        Scaffold(0.8, 0.05, 6),
    ),
    ("FedMedian, even", {"kind": "fedMedian"}, 4, fed_median),
    ("FedMedian, odd", {"kind": "fedMedian"}, 11, fed_median),
    ("Trimmed mean", {"kind": "trimmedMean", "beta": 0.2}, 11, trimmed_mean(0.2)),
    ("Trimmed mean that cuts nothing", {"kind": "trimmedMean", "beta": 0.2}, 4, trimmed_mean(0.2)),
    ("Krum", {"kind": "krum", "f": 2}, 11, krum(2)),
    ("Multi-Krum", {"kind": "multiKrum", "f": 2, "m": 5}, 11, multi_krum(2, 5)),
    (
        "Multi-Krum of the paper",
        {"kind": "multiKrum", "numMalicious": 2, "weighting": "uniform"},
        11,
        multi_krum(2, 9, "uniform"),
    ),
    ("Bulyan", {"kind": "bulyan", "f": 2}, 11, bulyan(2)),
    ("Bulyan with f 1", {"kind": "bulyan", "byzantine": 1}, 9, bulyan(1)),
    ("Ditto", {"kind": "ditto", "lambda": 0.5}, 4, FedAvg()),
]


def in_flower(name):
    """Flower's own run of a case: round, updates → x; None where Flower has no such strategy."""
    from flwr.common import Code, FitRes, Status, ndarrays_to_parameters, parameters_to_ndarrays
    from flwr.server import strategy as fl
    from flwr.server.strategy.aggregate import (
        aggregate_bulyan,
        aggregate_krum,
        aggregate_median,
        aggregate_trimmed_avg,
    )

    first = ndarrays_to_parameters([start.copy()])
    classes = {
        "FedAvg": lambda: fl.FedAvg(inplace=False),
        "FedAvgM": lambda: fl.FedAvgM(
            initial_parameters=first, server_learning_rate=0.7, server_momentum=0.9
        ),
        # The newer classes have the same defaults but for τ, which is 1e-3 in all of them.
        "FedAdam, Flower’s defaults": lambda: fl.FedAdam(initial_parameters=first, tau=1e-3),
        "FedYogi, Flower’s defaults": lambda: fl.FedYogi(initial_parameters=first),
        "FedAdagrad, Flower’s defaults": lambda: fl.FedAdagrad(initial_parameters=first, tau=1e-3),
    }
    functions = {
        "FedMedian, even": aggregate_median,
        "FedMedian, odd": aggregate_median,
        "Trimmed mean": lambda results: aggregate_trimmed_avg(results, 0.2),
        "Trimmed mean that cuts nothing": lambda results: aggregate_trimmed_avg(results, 0.2),
        "Krum": lambda results: aggregate_krum(results, 2, 0),
        "Multi-Krum": lambda results: aggregate_krum(results, 2, 5),
        "Bulyan": lambda results: aggregate_bulyan(results, 2, aggregate_krum, to_keep=0),
        "Bulyan with f 1": lambda results: aggregate_bulyan(results, 1, aggregate_krum, to_keep=0),
    }
    if name in functions:
        return lambda number, updates: functions[name](
            [([u["weights"]], u["examples"]) for u in updates]
        )[0]
    if name not in classes:
        return None
    strategy = classes[name]()

    def run(number, updates):
        results = [
            (
                None,
                FitRes(
                    Status(Code.OK, ""), ndarrays_to_parameters([u["weights"]]), u["examples"], {}
                ),
            )
            for u in updates
        ]
        return parameters_to_ndarrays(strategy.aggregate_fit(number, results, [])[0])[0]

    return run


cases, compared = [], []
for name, config, sites, step in CASES:
    try:
        flower = in_flower(name)
    except ImportError:
        flower = None
    x, expected = start, []
    for number, updates in enumerate(rounds, 1):
        x = step(x, updates[:sites])
        if flower is not None:
            np.testing.assert_allclose(x, flower(number, updates[:sites]), rtol=1e-9, atol=1e-12)
        expected.append(x.tolist())
    if flower is not None:
        compared.append(name)
    case = {"name": name, "config": config, "sites": sites, "expected": expected}
    if isinstance(step, Scaffold):
        case["control"] = step.c.tolist()
    cases.append(case)

golden = {
    "global": start.tolist(),
    "rounds": [[{**u, "weights": u["weights"].tolist()} for u in r] for r in rounds],
    "cases": cases,
}
Path(__file__).with_name("strategies.json").write_text(
    json.dumps(golden, indent=1, ensure_ascii=False) + "\n"
)
print(f"{len(cases)} cases; as Flower has it: {', '.join(compared) or 'Flower is not installed'}")
