"""Golden halves: what numpy makes of 32-bit floats with astype(float16), as bits.

Run: python float16.py  (writes float16.json beside itself)
"""

import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(16)
edges = [
    0.0, 1.0, -2.0, 1 / 3, 65504.0, 65519.0, 65519.996, 65520.0, 1e6,
    2.0**-14, 2.0**-14 - 2.0**-25, 2.0**-24, 2.0**-25, 2.0**-25 * 1.0001, 2.0**-26, 3 * 2.0**-25,
    1 + 2.0**-11, 1 + 3 * 2.0**-11, 1 + 2.0**-11 + 2.0**-20, 2047.5, 2048.5, 1e-40, 3.4e38,
]
random_bits = rng.integers(0, 2**32, size=400, dtype=np.uint32).view(np.float32)
spread = (rng.normal(size=400) * 10.0 ** rng.uniform(-9, 6, size=400)).astype(np.float32)
values = np.concatenate([np.array(edges + [-e for e in edges], np.float32), random_bits, spread])
values = values[np.isfinite(values)]
with np.errstate(over="ignore", under="ignore"):
    halves = values.astype(np.float16)
golden = {
    "float32": [int(x) for x in values.view(np.uint32)],
    "float16": [int(x) for x in halves.view(np.uint16)],
}
Path(__file__).with_name("float16.json").write_text(json.dumps(golden) + "\n")
