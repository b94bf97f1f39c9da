"""Golden values of scalers and indicators: what scikit-learn makes of columns with holes.

Run: pip install numpy scikit-learn; python3.11 scalers.py  (writes scalers.json beside it)
"""

import json
from pathlib import Path

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, RobustScaler, StandardScaler

random = np.random.default_rng(20250612)
rows = 600
numbers = np.column_stack([np.round(random.normal(78, 12, rows), 1), np.floor(random.gamma(2, 300, rows))])
numbers[random.random(numbers.shape) < 0.07] = np.nan
kinds = np.array(["ward", "icu", "home"], dtype=object)[random.integers(0, 3, (rows, 1))]

imputer = SimpleImputer(strategy="median", add_indicator=True).fit(numbers)
filled = imputer.transform(numbers)
# Scalers learn from the values that are there, holes are filled afterwards.
scalers = {"zScore": StandardScaler(), "robust": RobustScaler(), "minMax": MinMaxScaler()}
found = {}
for name, scaler in scalers.items():
    scaler.fit(numbers)
    centre = {"zScore": "mean_", "robust": "center_", "minMax": "data_min_"}[name]
    spread = {"zScore": "scale_", "robust": "scale_", "minMax": "data_range_"}[name]
    found[name] = {
        "centre": getattr(scaler, centre).tolist(),
        "spread": getattr(scaler, spread).tolist(),
        "rows": scaler.transform(filled[:, :2]).tolist(),
    }
encoder = OneHotEncoder(sparse_output=False).fit(kinds)
golden = {
    "numbers": [[None if np.isnan(value) else value for value in row] for row in numbers.tolist()],
    "kinds": kinds[:, 0].tolist(),
    "median": imputer.statistics_.tolist(),
    "indicator": filled[:, 2:].tolist(),
    "categories": encoder.categories_[0].tolist(),
    "oneHot": encoder.transform(kinds).tolist(),
    "scalers": found,
    "ends": np.nanquantile(numbers, [0.005, 0.995], axis=0).tolist(),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
