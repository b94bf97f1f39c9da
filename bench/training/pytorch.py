"""One epoch of the study's network in PyTorch, eager, on one thread, each time a line comes in; prints milliseconds."""

import json
import sys
import time

import torch

torch.set_num_threads(1)
plan = json.loads(sys.argv[1])
widths = [plan["width"], *plan["hidden"], 1]
modules = []
for inputs, units in zip(widths, widths[1:]):
    modules += [torch.nn.Linear(inputs, units), torch.nn.ReLU()]
model = torch.nn.Sequential(*modules[:-1])
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
loss = torch.nn.BCEWithLogitsLoss()
x = torch.randn(plan["rows"], plan["width"])
y = (x[:, 0] * x[:, 1] > 0).float()[:, None]


def epoch():
    order = torch.randperm(plan["rows"])
    for start in range(0, plan["rows"], plan["batch"]):
        rows = order[start : start + plan["batch"]]
        optimizer.zero_grad()
        loss(model(x[rows]), y[rows]).backward()
        optimizer.step()


print("ready", flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    epoch()
    print(1000 * (time.perf_counter() - started), flush=True)
