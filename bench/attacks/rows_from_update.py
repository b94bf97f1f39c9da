"""Rows from an update, by optimisation: what a dishonest coordinator can make of a hospital's multi-step update.

Gradient inversion as in Zhu, Liu and Han 2019 ("Deep leakage from gradients") and Geiping et al. 2020, carried over to
several local steps (Dimitrov et al. 2022): the attacker knows the round's model, the optimizer, the order of batches and
the outcomes, simulates the whole local training on guessed rows, and moves the rows until the update fits. That is more
than a coordinator of FedHealth knows. Rows are standard normal in 7 columns, the network is the default 7-64-32-1 at the
study's kind of initialisation (Glorot, biases zero).

A row counts as recovered when every column of it is within 0.05 standard deviations. "By guessing" is the same count for
rows drawn anew, so that chance is seen beside it.

    pip install jax scipy optax && python bench/attacks/rows_from_update.py
"""
import sys, time
import jax, jax.numpy as jnp, numpy as np, optax
from scipy.optimize import linear_sum_assignment

jax.config.update("jax_enable_x64", True)
WIDTH, HIDDEN, NEAR = 7, (64, 32), 0.05
RESTARTS, STEPS, TRIES = 2, 1500, 3


def init(rng):
    sizes = (WIDTH, *HIDDEN, 1)
    params = []
    for a, b in zip(sizes, sizes[1:]):
        limit = np.sqrt(6 / (a + b))
        params.append((jnp.array(rng.uniform(-limit, limit, (a, b))), jnp.zeros(b)))
    return params


def loss(params, x, y):
    for kernel, bias in params[:-1]:
        x = jax.nn.relu(x @ kernel + bias)
    kernel, bias = params[-1]
    logit = (x @ kernel + bias)[:, 0]
    return jnp.mean(jnp.maximum(logit, 0) - logit * y + jnp.log1p(jnp.exp(-jnp.abs(logit))))


def train(params, x, y, batches, optimizer):
    state = optimizer.init(params)
    for rows in batches:
        grads = jax.grad(loss)(params, x[rows], y[rows])
        updates, state = optimizer.update(grads, state)
        params = optax.apply_updates(params, updates)
    return params


def masked(before, after, x):
    """What a hospital takes out: the way into first-layer units that answer to fewer than ten of its rows."""
    (kernel, bias), (kernel2, bias2) = before[0], after[0]
    seen = (x @ kernel + bias > 0).sum(0) >= 10
    first = (jnp.where(seen, kernel2, kernel), jnp.where(seen, bias2, bias))
    return [first, *after[1:]]


def flat(params):
    return jnp.concatenate([part.ravel() for layer in params for part in layer])


def recovered(guess, truth):
    apart = np.abs(np.asarray(guess)[:, None, :] - truth[None]).max(2)
    return int((apart[linear_sum_assignment(apart)] < NEAR).sum())


def attack(rows, name, optimizer, batch, epochs, seed):
    rng = np.random.default_rng(seed)
    truth = rng.standard_normal((rows, WIDTH))
    y = jnp.array((rng.random(rows) < 0.4).astype(float))
    before = init(rng)
    order = np.concatenate([rng.permutation(rows) for _ in range(epochs)])
    size = min(max(batch, 10), rows)
    batches = [jnp.array(order[e * rows + i:e * rows + min(i + size, rows)])
               for e in range(epochs) for i in range(0, rows, size)]
    after = masked(before, train(before, jnp.array(truth), y, batches, optimizer), jnp.array(truth))
    told = flat(after) - flat(before)

    def miss(x):
        own = flat(train(before, x, y, batches, optimizer)) - flat(before)
        apart = jnp.where(told == 0, 0, own - told)
        return jnp.sum(apart ** 2) / jnp.sum(told ** 2)

    step = jax.jit(jax.value_and_grad(miss))
    best = (np.inf, None)
    for _ in range(RESTARTS):
        x = jnp.array(rng.standard_normal((rows, WIDTH)))
        search = optax.adam(optax.cosine_decay_schedule(0.1, STEPS))
        state = search.init(x)
        for _ in range(STEPS):
            value, grad = step(x)
            move, state = search.update(grad, state)
            x = x + move
        best = min(best, (float(value), np.asarray(x)), key=lambda one: one[0])
    by_guessing = recovered(rng.standard_normal((rows, WIDTH)), truth)
    return recovered(best[1], truth), by_guessing, best[0]


SETTINGS = [
    ("sgd 0.1, one batch, one step", lambda: optax.sgd(0.1), 10 ** 6, 1),
    ("sgd 0.1, batches of 10, 2 epochs", lambda: optax.sgd(0.1), 10, 2),
    ("adam 0.001, batches of 32, 2 epochs (default)", lambda: optax.adam(0.001, eps_root=1e-12), 32, 2),
]
print(f"{'rows':>4}  {'training':<46} recovered of rows, {TRIES} hospitals (by guessing)   misfit")
for rows in (10, 20, 50):
    for name, optimizer, batch, epochs in SETTINGS:
        began = time.time()
        tries = [attack(rows, name, optimizer(), batch, epochs, seed) for seed in range(TRIES)]
        print(f"{rows:>4}  {name:<46} {' '.join(f'{got}/{rows}' for got, _, _ in tries):<24}"
              f" ({sum(guess for _, guess, _ in tries)})  {np.median([miss for *_, miss in tries]):.1e}"
              f"  {time.time() - began:.0f} s", flush=True)
        sys.stdout.flush()
