"""Golden numbers for classification metrics, from scikit-learn.

Run: python classification.py  (writes classification.json beside itself)
"""

import json
import math
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics

warnings.simplefilter("ignore")
CLIP = 2.0**-23
rng = np.random.default_rng(11)


def risky(n, decimals=None):
    labels = (rng.random(n) < 0.3).astype(int)
    scores = 1 / (1 + np.exp(-(rng.normal(size=n) * 1.5 + labels * 1.2 - 0.8)))
    return (scores if decimals is None else scores.round(decimals)), labels


cases = {
    "plain": (*risky(60), 0.5),
    "ties": (*risky(80, 1), 0.5),
    "high threshold": (*risky(50, 2), 0.8),
    "all scores equal": (np.full(9, 0.4), np.array([0, 1, 0, 0, 1, 1, 0, 1, 0]), 0.5),
    "only negatives": (np.array([0.1, 0.6, 0.3]), np.array([0, 0, 0]), 0.5),
    "only positives": (np.array([0.1, 0.6, 0.3]), np.array([1, 1, 1]), 0.5),
    "certain and wrong": (np.array([0.0, 1.0, 1.0, 0.0]), np.array([1, 0, 1, 0]), 0.5),
    "perfect": (np.array([0.9, 0.2, 0.7, 0.1]), np.array([1, 0, 1, 0]), 0.5),
}


def figures(scores, labels, threshold):
    decisions = (scores >= threshold).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(labels, decisions, labels=[0, 1]).ravel().tolist()
    both = 0 < labels.sum() < len(labels)
    undefined = lambda value: None if math.isnan(value) else float(value)
    fpr, tpr, thresholds = metrics.roc_curve(labels, scores, drop_intermediate=False)
    return {
        "n": len(labels),
        "accuracy": float(metrics.accuracy_score(labels, decisions)),
        "precision": undefined(metrics.precision_score(labels, decisions, zero_division=np.nan)),
        "recall": undefined(metrics.recall_score(labels, decisions, zero_division=np.nan)),
        "f1": undefined(metrics.f1_score(labels, decisions, zero_division=np.nan)),
        "auc": float(metrics.roc_auc_score(labels, scores)) if both else None,
        "logLoss": float(metrics.log_loss(labels, scores.clip(CLIP, 1 - CLIP), labels=[0, 1])),
        "brier": float(metrics.brier_score_loss(labels, scores, pos_label=1)),
        "confusion": {"tp": tp, "fp": fp, "tn": tn, "fn": fn},
        "roc": {
            "fpr": fpr.tolist() if both else [],
            "tpr": tpr.tolist() if both else [],
            # JSON has no infinity: the first threshold is left out.
            "thresholds": thresholds[1:].tolist() if both else [],
        },
    }


golden = [
    {
        "name": name,
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "threshold": threshold,
        "expected": figures(scores, labels, threshold),
    }
    for name, (scores, labels, threshold) in cases.items()
]
Path(__file__).with_name("classification.json").write_text(json.dumps(golden, indent=1) + "\n")
