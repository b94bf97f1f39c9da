"""Golden values of the federated preprocessing: what pandas and scikit-learn make of all sites' rows together.

Run: pip install pandas scikit-learn; python3.11 preprocessing.py  (writes preprocessing.json beside it)
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

RANGES = {"heart_rate": (30, 220), "steps": (0, 5000)}
NUMERIC = ["heart_rate", "steps", "temp"]
SITES = {"A": 40, "B": 173, "C": 9}

random = np.random.default_rng(20240331)


def site(rows: int, shift: float) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "heart_rate": np.round(random.normal(78 + shift, 12, rows), 1),
            "steps": np.floor(random.gamma(0.7, 500, rows)),
            "temp": np.round(random.normal(12 - shift, 8, rows), 2),
            "sex": random.choice(["female", "male", "other"], rows, p=[0.5, 0.45, 0.05]),
            "smoker": random.choice(["yes", "no"], rows, p=[0.3, 0.7]),
            "risk": random.integers(0, 2, rows),
            "part": "train",
        }
    )
    # Implausible values, and holes.
    frame.loc[random.random(rows) < 0.05, "heart_rate"] = 300
    for name in [*NUMERIC, "sex", "smoker"]:
        frame.loc[random.random(rows) < 0.1, name] = np.nan
    return frame


sites = {name: site(rows, shift) for (name, rows), shift in zip(SITES.items(), [0, 9, -14])}
sites["C"]["temp"] = np.nan  # one site has no thermometer
csv = {name: frame.to_csv(index=False) for name, frame in sites.items()}

pooled = pd.concat(sites.values(), ignore_index=True)
for name, (low, high) in RANGES.items():
    pooled.loc[~pooled[name].between(low, high), name] = np.nan

numbers = pooled[NUMERIC]
mean, sd, median = numbers.mean(), numbers.std(ddof=0), numbers.median()

# The scaler learns from the values that are there; holes are filled with the median first and then scaled.
scaler = StandardScaler().fit(numbers)
filled = SimpleImputer(strategy="median").set_output(transform="pandas").fit_transform(numbers)
scaled = scaler.transform(filled)
choices = SimpleImputer(strategy="most_frequent").set_output(transform="pandas").fit_transform(pooled[["sex", "smoker"]])
encoder = OneHotEncoder(sparse_output=False).fit(choices[["sex"]])
matrix = np.hstack([scaled, encoder.transform(choices[["sex"]]), (choices[["smoker"]] == "yes").to_numpy(float)])

golden = {
    "csv": csv,
    "mean": mean.to_dict(),
    "sd": sd.to_dict(),
    "median": median.to_dict(),
    "count": numbers.count().to_dict(),
    "sex": pooled["sex"].value_counts().to_dict(),
    "smoker": pooled["smoker"].value_counts().to_dict(),
    "inputs": [*NUMERIC, *[f"sex={value}" for value in encoder.categories_[0]], "smoker"],
    "rows": matrix.tolist(),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
