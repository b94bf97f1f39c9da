"""Golden profiles, from pandas and SciPy: node A of the sample data, and a CSV with everything nasty.

Run: python profile.py  (writes nasty.csv and profile.json beside itself)
"""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

here = Path(__file__).parent
repository = here.parents[5]
SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]


def write_nasty():
    rng = np.random.default_rng(42)
    n = 400
    label = (rng.random(n) < 0.3).astype(int)
    ward = rng.choice(["east", "west", "north, upper"], n, p=[0.5, 0.3, 0.2])
    frame = pd.DataFrame(
        {
            "exact": rng.normal(size=n),
            "offset": 1e6 + rng.normal(size=n) * 0.01,
            "skewed": np.exp(rng.normal(size=n) * 2),
            "ties": rng.integers(0, 4, n),
            "gaps": np.where(rng.random(n) < 0.3, np.nan, rng.normal(50, 10, n).round(1)),
            "more_gaps": np.where(rng.random(n) < 0.6, np.nan, (label * 2 + rng.normal(size=n)).round(2)),
            "negative": -rng.gamma(2, 3, n),
            "zeros": np.where(rng.random(n) < 0.8, 0, rng.integers(1, 9, n)),
            "tiny": rng.normal(size=n) * 1e-9,
            "wide": rng.normal(size=n) * 10.0 ** rng.integers(-5, 6, n),
            "constant": np.full(n, 3.7),
            "nothing": np.full(n, np.nan),
            "one_value": [7.5] + [np.nan] * (n - 1),
            "two_values": [1.0, 2.0] + [np.nan] * (n - 2),
            "mad_is_zero": np.where(np.arange(n) % 10 == 0, np.arange(n), 5),
            "ward": ward,
            "shift": np.where(ward == "east", "day", rng.choice(["day", "night"], n)),
            "risk": label,
        }
    )
    frame.loc[frame.index % 7 == 0, "exact"] = np.nan
    frame.iloc[200:205] = frame.iloc[0:5].to_numpy()
    frame.to_csv(here / "nasty.csv", index=False)


def number(value):
    return None if value is None or math.isnan(value) else float(value)


def column(series):
    values = pd.to_numeric(series, errors="coerce")
    q1, q3 = values.quantile(0.25), values.quantile(0.75)
    low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
    mad = stats.median_abs_deviation(values, nan_policy="omit") if values.count() else math.nan
    z = (0.6745 * (values - values.median()) / mad).abs() if mad and not math.isnan(mad) else None
    return {
        "count": int(values.count()),
        "missing": int(values.isna().sum()),
        "distinct": int(values.nunique()),
        "mean": number(values.mean()),
        "std": number(values.std()),
        "min": number(values.min()),
        "max": number(values.max()),
        "quantiles": [number(values.quantile(share)) for share in SHARES],
        "skewness": number(values.skew()),
        "kurtosis": number(values.kurt()),
        "zeros": int((values == 0).sum()),
        "mad": number(mad),
        "iqrOutliers": int(((values < low) | (values > high)).sum()),
        "robustZ": None if z is None else int((z > 3.5).sum()),
    }


def correlation_ratio(groups, values):
    both = groups.notna() & values.notna()
    groups, values = groups[both], values[both]
    if values.nunique() < 2:
        return None
    means = values.groupby(groups).transform("mean")
    return float(np.sqrt(((means - values.mean()) ** 2).sum() / ((values - values.mean()) ** 2).sum()))


def cramers_v(a, b):
    table = pd.crosstab(a, b).to_numpy()
    n, (r, k) = table.sum(), table.shape
    phi2 = stats.chi2_contingency(table, correction=False).statistic / n
    phi2 = max(0, phi2 - (r - 1) * (k - 1) / (n - 1))
    return float(np.sqrt(phi2 / (min(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1)))


def golden(path):
    frame = pd.read_csv(path)
    numeric = frame.select_dtypes("number")
    matrix = lambda method: [[number(x) for x in row] for row in numeric.corr(method).to_numpy()]
    result = {
        "rows": len(frame),
        "duplicates": int(frame.duplicated().sum()),
        "columns": {name: column(numeric[name]) for name in numeric},
        "order": list(numeric),
        "pearson": matrix("pearson"),
        "spearman": matrix("spearman"),
        "together": {
            "columns": [c for c in frame if 0 < frame[c].isna().sum() < len(frame)],
        },
    }
    gone = frame[result["together"]["columns"]].isna().astype(float)
    result["together"]["matrix"] = [[number(x) for x in row] for row in gone.corr().to_numpy()]
    # One pair from SciPy itself: pandas and SciPy rank alike.
    first, last = numeric.iloc[:, 0], numeric.iloc[:, -1]
    both = first.notna() & last.notna()
    result["scipySpearman"] = float(stats.spearmanr(first[both], last[both]).statistic)
    if "timestamp" in frame:
        time = pd.to_datetime(frame["timestamp"], utc=True)
        parts = {"hour": time.dt.hour, "weekday": time.dt.day_of_week, "month": time.dt.month - 1}
        result["time"] = {
            part: {
                "rows": frame.groupby(keys).size().tolist(),
                "means": {name: frame.groupby(keys)[name].mean().tolist() for name in numeric},
            }
            for part, keys in parts.items()
        }
    if "ward" in frame:
        result["mixed"] = {
            "wardShift": cramers_v(frame["ward"], frame["shift"]),
            "shiftRisk": cramers_v(frame["shift"], frame["risk"]),
            "wardGaps": correlation_ratio(frame["ward"], frame["gaps"]),
            "shiftOffset": correlation_ratio(frame["shift"], frame["offset"]),
        }
    return result


write_nasty()
cases = {"nodeA": repository / "data" / "node_A_data.csv", "nasty": here / "nasty.csv"}
text = json.dumps({name: golden(path) for name, path in cases.items()}, indent=1)
(here / "profile.json").write_text(text + "\n")
