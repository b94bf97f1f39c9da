"""How far each drift batch lies from three references, column by column.

    pip install numpy pandas
    python data/reference/drift-distances.py [--data DIR]

For each cell: the population stability index over the reference's deciles, and the two-sample
Kolmogorov-Smirnov statistic. Missing and implausible values are left out.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

RANGES = {
    "heart_rate": (30, 220),
    "spo2": (70, 100),
    "steps": (0, 5000),
    "pm25": (0, 500),
    "co2": (350, 5000),
    "temp": (-30, 50),
    "humidity": (0, 100),
}
BATCHES = ("seasonal_batch", "biased_sensor", "stuck_sensor", "changed_population")


def stability_index(reference, current):
    """PSI over the deciles of the reference; a share of zero counts as one in ten thousand."""
    edges = np.unique(np.quantile(reference, np.linspace(0.1, 0.9, 9)))
    shares = [
        np.bincount(np.searchsorted(edges, values, "left"), minlength=len(edges) + 1) / len(values)
        for values in (reference, current)
    ]
    before, after = (np.maximum(share, 1e-4) for share in shares)
    return float(((after - before) * np.log(after / before)).sum())


def largest_gap(reference, current):
    """The largest distance between the two empirical distribution functions."""
    points = np.concatenate([reference, current])
    below = [np.searchsorted(np.sort(values), points, "right") / len(values) for values in (reference, current)]
    return float(np.abs(below[0] - below[1]).max())


def plausible(frame, name):
    values = frame[name].to_numpy()
    low, high = RANGES[name]
    return values[(values >= low) & (values <= high)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parent.parent)
    data = parser.parse_args().data
    node = pd.read_csv(data / "node_A_data.csv")
    month = node.timestamp.str[5:7]
    references = {"June 2025": node[month == "06"], "May 2025": node[month == "05"], "all of 2025": node}
    for name, reference in references.items():
        print(f"reference: node A, {name}   (PSI / KS)")
        print(f"  {'':<20}" + "".join(f"{column:>13}" for column in RANGES))
        for batch in BATCHES:
            current = pd.read_csv(data / "drift" / f"{batch}.csv")
            cells = []
            for column in RANGES:
                before, after = plausible(reference, column), plausible(current, column)
                cells.append(f"{stability_index(before, after):.2f} / {largest_gap(before, after):.2f}")
            print(f"  {batch:<20}" + "".join(f"{cell:>13}" for cell in cells))


if __name__ == "__main__":
    main()
