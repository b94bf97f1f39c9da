"""A small relu network with Adam in numpy, so that training can be averaged between sites."""

import numpy as np

HIDDEN = (64, 32)
LEARNING_RATE = 1e-3
BATCH = 32


def initial_weights(inputs, rng):
    """He-scaled weights and zero biases: [W1, b1, W2, b2, W3, b3]."""
    sizes = (inputs, *HIDDEN, 1)
    weights = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        weights.append(rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out)))
        weights.append(np.zeros(fan_out))
    return weights


def forward(weights, x):
    """The inputs of every layer, and the log-odds of each row."""
    layers = [x]
    for index in range(0, len(weights) - 2, 2):
        layers.append(np.maximum(layers[-1] @ weights[index] + weights[index + 1], 0))
    return layers, (layers[-1] @ weights[-2] + weights[-1])[:, 0]


def scores(weights, x):
    """Log-odds of each row: enough to rank."""
    return forward(weights, x)[1]


def gradients(weights, x, y):
    """Gradients of the mean binary cross-entropy, in the order of the weights."""
    layers, log_odds = forward(weights, x)
    delta = ((1 / (1 + np.exp(-log_odds)) - y) / len(y))[:, None]
    result = [None] * len(weights)
    for index in range(len(weights) - 2, -1, -2):
        layer = layers[index // 2]
        result[index] = layer.T @ delta
        result[index + 1] = delta.sum(0)
        if index:
            delta = (delta @ weights[index].T) * (layer > 0)
    return result


def fit(weights, x, y, epochs, rng):
    """New weights after `epochs` passes with a fresh Adam; the given ones stay as they are."""
    weights = [w.copy() for w in weights]
    mean = [np.zeros_like(w) for w in weights]
    square = [np.zeros_like(w) for w in weights]
    step = 0
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for start in range(0, len(y), BATCH):
            rows = order[start : start + BATCH]
            step += 1
            rate = LEARNING_RATE * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            for k, gradient in enumerate(gradients(weights, x[rows], y[rows])):
                mean[k] += 0.1 * (gradient - mean[k])
                square[k] += 0.001 * (gradient**2 - square[k])
                weights[k] -= rate * mean[k] / (np.sqrt(square[k]) + 1e-8)
    return weights


def federated(weights, sites, rounds, local_epochs, rng):
    """FedAvg (McMahan et al. 2017): every site in every round, weighted by its rows."""
    rows = np.array([len(y) for _, y in sites], dtype=float)
    for _ in range(rounds):
        updates = [fit(weights, x, y, local_epochs, rng) for x, y in sites]
        weights = [np.average(np.stack(part), axis=0, weights=rows) for part in zip(*updates)]
    return weights
