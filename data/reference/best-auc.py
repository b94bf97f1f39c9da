"""What different models reach on the sample data, against the best that any model can reach.

    pip install numpy pandas scikit-learn
    python data/reference/best-auc.py [--data DIR] [--seed 0]

Prints base rates, missing and glitch shares, and AUC on a fifth of each hospital's rows that was
kept from training: logistic regression, gradient boosting, the network of the default study
trained on all rows together, by each hospital alone, and by FedAvg. Takes about half a minute.
"""

import argparse
import json
import os
import warnings
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.neural_network import MLPClassifier

from network import federated, fit, initial_weights, scores

RANGES = {
    "heart_rate": (30, 220),
    "spo2": (70, 100),
    "steps": (0, 5000),
    "pm25": (0, 500),
    "co2": (350, 5000),
    "temp": (-30, 50),
    "humidity": (0, 100),
}
FEATURES = list(RANGES)
NODES = ("A", "B", "C")
TEST_SHARE = 0.2
ROUNDS = 20
LOCAL_EPOCHS = 2


def read(path):
    """The rows of a file with implausible values set to missing, and the shares of both."""
    frame = pd.read_csv(path)
    missing = frame[FEATURES].isna().to_numpy().mean()
    glitches = 0
    for name, (low, high) in RANGES.items():
        outside = (frame[name] < low) | (frame[name] > high)
        glitches += outside.sum()
        frame.loc[outside, name] = np.nan
    return frame, missing, glitches / frame[FEATURES].size


def preprocessing(train):
    """Median imputation and z-scores, fitted on the training rows of all hospitals."""
    median = train[FEATURES].median()
    filled = train[FEATURES].fillna(median)
    mean, spread = filled.mean(), filled.std()
    return lambda frame: ((frame[FEATURES].fillna(median) - mean) / spread).to_numpy()


def row(name, score, tests):
    """One line: AUC on all test rows together, then by hospital."""
    labels = {node: y for node, (_, y) in tests.items()}
    found = {node: score(x) for node, (x, _) in tests.items()}
    pooled = roc_auc_score(np.concatenate(list(labels.values())), np.concatenate(list(found.values())))
    single = [f"{node} {roc_auc_score(labels[node], found[node]):.4f}" for node in tests]
    print(f"{name:<38} combined {pooled:.4f}   {'   '.join(single)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warnings.simplefilter("ignore", ConvergenceWarning)
    rng = np.random.default_rng(options.seed)

    manifest = json.loads((options.data / "manifest.json").read_text(encoding="utf-8"))
    trains, held = {}, {}
    for node in NODES:
        frame, missing, glitches = read(options.data / f"node_{node}_data.csv")
        print(f"node {node}: rows {len(frame)}  risk {frame.risk.mean():.2%}"
              f"  missing {missing:.2%}  glitches {glitches:.2%}")
        order = rng.permutation(len(frame))
        cut = int(TEST_SHARE * len(frame))
        held[node], trains[node] = frame.iloc[order[:cut]], frame.iloc[order[cut:]]
    validation = read(options.data / "validation.csv")[0]

    print("\nbest possible (manifest, all rows)")
    for entry in [manifest["pooled"] | {"name": "three hospitals"}, *manifest["files"][:4]]:
        print(f"  {entry['name']:<20} {entry['bestAuc']:.4f}   as seen in the file {entry['bestAucAsSeen']:.4f}")

    prepare = preprocessing(pd.concat(trains.values()))
    pair = lambda frame: (prepare(frame), frame.risk.to_numpy().astype(float))
    sites = {node: pair(frame) for node, frame in trains.items()}
    tests = {node: pair(frame) for node, frame in held.items()} | {"validation": pair(validation)}
    shown = {node: tests[node] for node in NODES}
    x = np.concatenate([x for x, _ in sites.values()])
    y = np.concatenate([y for _, y in sites.values()])

    def report(name, score):
        row(name, score, shown)
        print(f"{'':<38} validation {roc_auc_score(tests['validation'][1], score(tests['validation'][0])):.4f}")

    print("\nAUC on held-out rows")
    linear = LogisticRegression(max_iter=1000).fit(x, y)
    report("logistic regression", linear.decision_function)
    boosted = HistGradientBoostingClassifier(random_state=options.seed).fit(x, y)
    report("gradient boosting", lambda rows: boosted.predict_proba(rows)[:, 1])
    library = MLPClassifier((64, 32), batch_size=32, max_iter=ROUNDS * LOCAL_EPOCHS, alpha=0,
                            n_iter_no_change=1000, random_state=options.seed).fit(x, y)
    report("network, centralised (scikit-learn)", lambda rows: library.predict_proba(rows)[:, 1])

    start = initial_weights(len(FEATURES), rng)
    central = fit(start, x, y, ROUNDS * LOCAL_EPOCHS, rng)
    report("network, centralised", lambda rows: scores(central, rows))
    for node, (own_x, own_y) in sites.items():
        local = fit(start, own_x, own_y, ROUNDS * LOCAL_EPOCHS, rng)
        report(f"network, hospital {node} alone", lambda rows: scores(local, rows))
    shared = federated(start, list(sites.values()), ROUNDS, LOCAL_EPOCHS, rng)
    report(f"network, FedAvg {ROUNDS} × {LOCAL_EPOCHS} epochs", lambda rows: scores(shared, rows))


if __name__ == "__main__":
    main()
