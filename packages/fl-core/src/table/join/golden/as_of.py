"""Golden joins from pandas.merge_asof: directions, tolerances, with and without subjects.

Run: python as_of.py  (writes as_of.json beside itself)
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

START = pd.Timestamp("2025-03-01T00:00:00Z")
rng = np.random.default_rng(11)


def readings(rows, step_seconds, jitter_seconds, subjects):
    """Rows in random order, with doubled times, so that nothing leans on the file's order."""
    at = np.arange(rows) * step_seconds + rng.integers(0, jitter_seconds + 1, rows)
    at[rng.integers(1, rows, rows // 10)] = at[rng.integers(0, rows, rows // 10)]
    frame = pd.DataFrame({"seconds": at, "subject": rng.choice(subjects, rows), "value": np.arange(rows) / 10})
    return frame.sample(frac=1, random_state=int(rng.integers(1, 1000))).reset_index(drop=True)


def case(name, base, source, direction, tolerance, by):
    keys = ["seconds", "subject"] if by else ["seconds"]
    # Of readings of one time the last in the file counts.
    right = source.drop_duplicates(keys, keep="last").sort_values("seconds", kind="stable")
    left = base.assign(row=np.arange(len(base))).sort_values("seconds", kind="stable")
    stamped = [f.assign(time=START + pd.to_timedelta(f.seconds, unit="s")) for f in (left, right)]
    joined = pd.merge_asof(
        stamped[0],
        stamped[1][["time", "value"] + (["subject"] if by else [])],
        on="time",
        by="subject" if by else None,
        direction=direction,
        tolerance=pd.Timedelta(seconds=tolerance),
        suffixes=("_base", ""),
    ).sort_values("row")
    cells = [None if np.isnan(v) else float(v) for v in joined.value]
    column = lambda f, c: f[c].tolist()
    return {
        "name": name,
        "direction": direction,
        "toleranceSeconds": tolerance,
        "by": by,
        "base": {c: column(base, c) for c in ("seconds", "subject")},
        "source": {c: column(source, c) for c in ("seconds", "subject", "value")},
        "joined": cells,
        "matched": int(joined.value.notna().sum()),
    }


people = ["P1", "P2", "17"]
hourly = readings(80, 3600, 0, people)
half_hourly = readings(140, 1800, 240, people)
three_hourly = readings(24, 10800, 900, people)
cases = [
    case(f"{direction}, {label}, {'by subject' if by else 'time alone'}, {tolerance} s", hourly, source, direction, tolerance, by)
    for direction in ("backward", "nearest")
    for label, source in (("half-hourly", half_hourly), ("three-hourly", three_hourly))
    for by in (False, True)
    for tolerance in (60, 1800, 16200)
]
Path(__file__).with_suffix(".json").write_text(
    json.dumps({"pandas": pd.__version__, "start": START.isoformat(), "cases": cases}, separators=(",", ":")) + "\n"
)
