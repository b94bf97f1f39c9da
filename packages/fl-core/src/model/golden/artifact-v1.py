"""Golden scores of the stored model ../fixtures/artifact-v1.json on five rows, in plain Python float64.

Run: python artifact-v1.py  (writes artifact-v1.json beside itself)
"""

import base64
import json
import math
import struct
from pathlib import Path

HERE = Path(__file__).parent
artifact = json.loads((HERE.parent / "fixtures" / "artifact-v1.json").read_text())

# Among them: missing cells, an age out of its range, a ward that the model does not know.
rows = [
    {"age": 34, "heart_rate": 68.5, "ward": "east", "smoker": "no"},
    {"age": 81, "heart_rate": 97.25, "ward": "west", "smoker": "yes"},
    {"age": None, "heart_rate": 74, "ward": "north", "smoker": None},
    {"age": 460, "heart_rate": None, "ward": None, "smoker": "yes"},
    {"age": 59.5, "heart_rate": 120, "ward": "south", "smoker": "no"},
]


def inputs_of(row):
    inputs = []
    for step in artifact["pipeline"]["steps"]:
        value = row[step["name"]]
        if step["kind"] == "numeric":
            low, high = step.get("range", (-math.inf, math.inf))
            if value is None or not low <= value <= high:
                value = step["impute"]
            inputs.append((value - step["centre"]) / step["spread"])
        elif step["kind"] == "categorical":
            value = step["impute"] if value is None else value
            inputs += [float(value == category) for category in step["categories"]]
        else:
            inputs.append(float(step["impute"] if value is None else value == "yes"))
    return inputs


packed = base64.b64decode(artifact["weights"])
weights = struct.unpack(f"<{len(packed) // 4}f", packed)
ACTIVATIONS = {"relu": lambda z: max(z, 0.0), "sigmoid": lambda z: 1 / (1 + math.exp(-z))}


def score(row):
    values, at = inputs_of(row), 0
    for layer in artifact["network"]["layers"]:
        inputs, units = layer["inputs"], layer["units"]
        bias = at + inputs * units
        sums = [
            weights[bias + u] + sum(values[i] * weights[at + i * units + u] for i in range(inputs))
            for u in range(units)
        ]
        values, at = [ACTIVATIONS[layer["activation"]](z) for z in sums], bias + units
    return values[0]


golden = {"rows": rows, "scores": [score(row) for row in rows]}
(HERE / "artifact-v1.json").write_text(json.dumps(golden, indent=2) + "\n")
