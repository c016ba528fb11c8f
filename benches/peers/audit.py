"""Whether those of one perceived ethnicity are wrongly matched more often than those of another."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from metrics import Scored, Truth
from numpy.typing import NDArray
from scipy import sparse, stats
from scipy.sparse import csgraph

Array = NDArray[np.float64]

# A group whose rows would be in fewer false matches, if all were as often, is pooled with the other small ones: alone,
# it would have too few for any bound.
FEWEST = 100
DRAWS, SEED = 2000, 1


@dataclasses.dataclass
class Judged:
    """What an engine linked in one register, and the perceived ethnicity of each row, None if not told.

    `accused` are the pairs that count: those at tier probable or better.
    """

    scored: Scored
    accused: NDArray[np.bool_]
    group: NDArray[np.object_]
    truth: Truth


@dataclasses.dataclass
class _Counts:
    """Of each group: rows, rows that are in a false match, and ends of pairs of rows by the group of the other end.

    `false` are those of false matches, `possible` those of all pairs that would be false. The last column is of other
    ends of which no ethnicity is told. `apart` is `false` by component of the graph of persons whom false matches join.
    """

    rows: Array
    touched: Array
    false: Array
    possible: Array
    apart: Array


def _pairs_within(label: NDArray[np.int64], groups: int, *keys: NDArray[np.int64]) -> Array:
    """Ordered pairs of rows, and rows with themselves, by group and group, that agree in the keys."""
    if not keys:
        size = np.bincount(label, minlength=groups).astype(float)
        return np.outer(size, size)
    of = pd.DataFrame(dict(enumerate(keys))).groupby(list(range(len(keys))), sort=False).ngroup().to_numpy()
    size = sparse.coo_matrix((np.ones(len(of)), (of, label)), shape=(of.max() + 1, groups)).tocsr()
    return np.asarray((size.T @ size).todense())


def _counts(part: Judged, names: list[str], among: int) -> _Counts:
    """`among` of the names are groups by themselves; the others are pooled."""
    number = {name: min(i, among) for i, name in enumerate(names)}
    groups = min(len(names), among + 1)
    label = np.array([number.get(name, groups) for name in part.group], dtype=np.int64)
    wrong = part.accused & ~part.scored.correct
    left, right = part.scored.left[wrong], part.scored.right[wrong]
    touched = np.zeros(len(label), dtype=bool)
    touched[left] = touched[right] = True

    truth = part.truth
    possible = _pairs_within(label, groups + 1) - _pairs_within(label, groups + 1, truth.person)
    if truth.report is not None:
        possible -= _pairs_within(label, groups + 1, truth.report)
        possible += _pairs_within(label, groups + 1, truth.person, truth.report)

    one, other = truth.person[left], truth.person[right]
    graph = sparse.coo_matrix((np.ones(len(one)), (one, other)), shape=(len(label), len(label)))
    _, component = csgraph.connected_components(graph, directed=False)
    found, of_pair = np.unique(component[one], return_inverse=True)
    apart = np.zeros((len(found), groups + 1, groups + 1))
    np.add.at(apart, (of_pair, label[left], label[right]), 1.0)
    np.add.at(apart, (of_pair, label[right], label[left]), 1.0)
    return _Counts(
        rows=np.bincount(label, minlength=groups + 1)[:groups].astype(float),
        touched=np.bincount(label[touched], minlength=groups + 1)[:groups].astype(float),
        false=apart.sum(axis=0)[:groups],
        possible=possible[:groups],
        apart=apart.sum(axis=2)[:, :groups],
    )


def _apart(told: pd.Series[str], ends: int) -> tuple[list[str], int]:
    """The groups, the largest first, and how many of them stand by themselves when there are so many ends of errors."""
    sizes = told.value_counts()
    names, expected = [str(name) for name in sizes.index], sizes.to_numpy() / len(told) * ends
    among = int((expected >= FEWEST).sum())
    while among and 0 < expected[among:].sum() < FEWEST:
        among -= 1
    return names, among


def false_matches(parts: Sequence[Judged]) -> dict[str, Any]:
    """The rate of false matches of each group of perceived ethnicity, over all registers, and how far rates differ.

    The rate of a group is the number of false matches that its rows are in, by the number of pairs with any row of
    another person and another report that they could have been in; a false match within the group counts for both of
    its rows. So it is the chance that a sighting of the group is wrongly matched to some other one. `worst` is the
    highest rate by the lowest; `upper` is the upper end of its two-sided 95 % interval by bootstrap. Each draw has a
    highest and a lowest of its own, so the bound holds whichever groups they are. Whole components of the graph of
    persons whom false matches join are redrawn, since errors about one person are not independent. Half an error is
    added to each group, so that one without any has a ratio.

    Groups that are too small (`FEWEST`) are pooled as `other`, and with too few errors there is no ratio; rows of which
    no ethnicity is told are no group, but can be the other end.
    """
    errors = sum(int((part.accused & ~part.scored.correct).sum()) for part in parts)
    told = pd.concat([pd.Series(part.group) for part in parts])
    names, among = _apart(told, 2 * errors)
    counts = [_counts(part, names, among) for part in parts]
    titles = names if len(names) <= among + 1 else [*names[:among], "other"]
    false = np.sum([one.false for one in counts], axis=0)
    possible = np.sum([one.possible for one in counts], axis=0)
    rows, touched = (np.sum([getattr(one, name) for one in counts], axis=0) for name in ("rows", "touched"))
    if len(titles) < 2 or not among:
        return {"errors": errors, "registers": len(parts), "groups": [], "worst": None, "upper": None}

    apart = np.concatenate([one.apart for one in counts])

    def spread(drawn: NDArray[np.int64], axis: int = -1) -> Array:
        """The highest rate by the lowest, of the components whose numbers stand along the last axis."""
        drawn_rates = (apart[np.moveaxis(drawn, axis, -1)].sum(axis=-2) + 0.5) / possible.sum(axis=1)
        ratio: Array = drawn_rates.max(axis=-1) / drawn_rates.min(axis=-1)
        return ratio

    every = np.arange(len(apart))
    upper = None
    if len(every) > 1:
        found = stats.bootstrap(
            (every,), spread, n_resamples=DRAWS, batch=50, method="percentile", rng=np.random.default_rng(SEED)
        )
        upper = float(found.confidence_interval.high)
    inside = np.arange(len(titles))
    rates = {
        "rate": (false.sum(axis=1), possible.sum(axis=1)),
        "rate_within": (false[inside, inside], possible[inside, inside]),
        "rate_across": (
            false.sum(axis=1) - false[inside, inside],
            possible.sum(axis=1) - possible[inside, inside],
        ),
    }
    lowest = float((rates["rate"][0] / rates["rate"][1]).min())
    groups = [
        {
            "group": title,
            "rows": int(rows[i]),
            "rows_in_false_matches": int(touched[i]),
            "ends": int(false[i].sum()),
            **{f"{name}_per_million": float(some[i] / all_[i] * 1e6) for name, (some, all_) in rates.items()},
            "to_lowest": float(false[i].sum() / possible[i].sum() / lowest) if lowest else None,
        }
        for i, title in enumerate(titles)
    ]
    return {
        "errors": errors,
        "registers": len(parts),
        "groups": groups,
        "worst": float(spread(every)),
        "upper": upper,
    }
