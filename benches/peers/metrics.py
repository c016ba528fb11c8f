"""How good links are, against the truth.

All of it on pairs of rows: a pair is right when both rows tell of the same person. Two rows of one report are never a
pair. What an engine does not hand back counts as not linked, and is missing from recall.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclasses.dataclass
class Truth:
    """Who each row tells of, and how many true pairs there are.

    `person`, `report` and `side` are by position; `side` is the table that the row is from when two are linked, and
    then only pairs across the tables count.
    """

    ids: pd.Index
    person: NDArray[np.int64]
    report: NDArray[np.int64] | None = None
    side: NDArray[np.int64] | None = None
    total: int = 0

    def __post_init__(self) -> None:
        def within(*keys: NDArray[np.int64]) -> int:
            sizes = pd.DataFrame(dict(enumerate(keys))).value_counts().to_numpy()
            return int((sizes * (sizes - 1) // 2).sum())

        self.total = within(self.person)
        for split in (self.report, self.side):
            if split is not None:
                self.total -= within(self.person, split)

    @classmethod
    def of(cls, frame: pd.DataFrame, ident: str, person: str, report: str | None = None) -> Truth:
        """The truth of one table."""
        return cls(
            pd.Index(frame[ident].astype(str)),
            pd.factorize(frame[person])[0].astype(np.int64),
            None if report is None else pd.factorize(frame[report])[0].astype(np.int64),
        )

    @classmethod
    def across(cls, left: pd.DataFrame, right: pd.DataFrame, ident: str, person: str) -> Truth:
        """The truth of two tables that are linked."""
        both = pd.concat([left, right])
        side = np.repeat([0, 1], [len(left), len(right)])
        return cls(pd.Index(both[ident].astype(str)), pd.factorize(both[person])[0].astype(np.int64), side=side)


@dataclasses.dataclass
class Scored:
    """Pairs by position, best first, with their probability and whether they are right."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    probability: Array
    correct: NDArray[np.bool_]
    total: int
    tier: NDArray[np.object_] | None = None

    @classmethod
    def of(cls, pairs: pd.DataFrame, truth: Truth) -> Scored:
        """The pairs of an engine, each once, without those that cannot be pairs."""
        left = truth.ids.get_indexer(pairs["left"])
        right = truth.ids.get_indexer(pairs["right"])
        if (left < 0).any() or (right < 0).any():
            raise ValueError("a pair names a row that the register has not")
        probability = pairs["probability"].to_numpy(dtype=float)
        low, high = np.minimum(left, right), np.maximum(left, right)
        order = np.argsort(-probability, kind="stable")
        _, first = np.unique((low * np.int64(len(truth.ids)) + high)[order], return_index=True)
        order = order[np.sort(first)]
        keep = low[order] != high[order]
        for split, same in ((truth.report, False), (truth.side, False)):
            if split is not None:
                keep &= (split[low[order]] == split[high[order]]) == same
        order = order[keep]
        low, high = low[order], high[order]
        tier = pairs["tier"].to_numpy(dtype=object)[order] if "tier" in pairs else None
        correct = truth.person[low] == truth.person[high]
        return cls(low, high, probability[order], correct, truth.total, tier)

    def at(self, threshold: float) -> dict[str, float]:
        """Precision, recall and F1 of the pairs at or above a probability."""
        return _quality(self.correct[self.probability >= threshold], self.total)

    def among(self, chosen: NDArray[np.bool_]) -> dict[str, float]:
        """Precision, recall and F1 of chosen pairs."""
        return _quality(self.correct[chosen], self.total)

    def curve(self) -> tuple[Array, Array, Array]:
        """Threshold, precision and recall wherever the probability changes, best first."""
        hits = np.cumsum(self.correct)
        last = np.flatnonzero(np.diff(self.probability, append=-1.0))
        return self.probability[last], hits[last] / (last + 1), hits[last] / max(self.total, 1)

    def best_f1(self) -> tuple[float, float]:
        """The best F1 over all thresholds, and its threshold."""
        threshold, precision, recall = self.curve()
        if not len(threshold):
            return 0.0, 1.0
        f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
        best = int(np.argmax(f1))
        return float(f1[best]), float(threshold[best])

    def recall_at_precision(self, least: float) -> float:
        """The largest recall of any threshold at which the precision is at least that."""
        _, precision, recall = self.curve()
        good = recall[precision >= least]
        return float(good.max()) if len(good) else 0.0


def _quality(correct: NDArray[np.bool_], total: int) -> dict[str, float]:
    hits, found = int(correct.sum()), len(correct)
    precision = hits / found if found else 1.0
    recall = hits / total if total else 1.0
    f1 = 2 * hits / (found + total) if found + total else 1.0
    return {"precision": precision, "recall": recall, "f1": f1, "links": found}


def clustered(clusters: pd.DataFrame, truth: Truth) -> dict[str, float]:
    """Pairwise precision, recall and F1 after closing links into clusters.

    Rows that the clusters do not name are alone.
    """
    at = truth.ids.get_indexer(clusters["id"])
    label = -1 - np.arange(len(truth.ids), dtype=np.int64)
    label[at[at >= 0]] = pd.factorize(clusters["cluster"])[0][at >= 0]
    closed = Truth(truth.ids, label, truth.report, truth.side)
    both = Truth(truth.ids, pd.factorize(pd.Series(zip(label, truth.person, strict=True)))[0], truth.report, truth.side)
    found, hits = closed.total, both.total
    return {
        "precision": hits / found if found else 1.0,
        "recall": hits / truth.total if truth.total else 1.0,
        "f1": 2 * hits / max(found + truth.total, 1),
    }


def hit_at(scored: Scored, truth: Truth, most: int = 10, ranked: pd.DataFrame | None = None) -> float:
    """Of the rows that have another of the same person (in another report), the share whose first `most` hold one.

    The rank is that of `ranked` (`query`, `candidate`, `rank`), else that among the pairs, by probability.
    """
    if ranked is None:
        query = np.concatenate([scored.left, scored.right])
        other = np.concatenate([scored.right, scored.left])
        by = -np.concatenate([scored.probability, scored.probability])
    else:
        query = truth.ids.get_indexer(ranked["query"].astype(str))
        other = truth.ids.get_indexer(ranked["candidate"].astype(str))
        by = ranked["rank"].to_numpy(dtype=float)
        may = query != other
        if truth.report is not None:
            may &= truth.report[query] != truth.report[other]
        query, other, by = query[may], other[may], by[may]
    order = np.lexsort((by, query))
    query, other = query[order], other[order]
    rank = np.arange(len(query)) - np.searchsorted(query, query)
    right = (rank < most) & (truth.person[query] == truth.person[other])
    able = _with_partner(truth)
    asked = np.unique(query) if ranked is not None else np.arange(len(truth.ids))
    eligible = np.zeros(len(truth.ids), dtype=bool)
    eligible[asked] = able[asked]
    hit = np.zeros(len(truth.ids), dtype=bool)
    hit[query[right]] = True
    return float(hit[eligible].mean()) if eligible.any() else 0.0


def found_among(ranked: pd.DataFrame, truth: Truth) -> tuple[float, int]:
    """Of the rows that were asked about and left out of what was searched, the share that found another of the person.

    `ranked` is all that was found. With it, how many have another to be found.
    """
    query = truth.ids.get_indexer(ranked["query"].astype(str))
    other = truth.ids.get_indexer(ranked["candidate"].astype(str))
    asked = np.zeros(len(truth.ids), dtype=bool)
    asked[query] = True
    able = asked & np.isin(truth.person, truth.person[~asked])
    hit = np.zeros(len(truth.ids), dtype=bool)
    hit[query[truth.person[query] == truth.person[other]]] = True
    return float(hit[able].mean()) if able.any() else 0.0, int(able.sum())


def _with_partner(truth: Truth) -> NDArray[np.bool_]:
    rows = pd.DataFrame({"person": truth.person})
    if truth.report is not None:
        rows["report"] = truth.report
        counts = rows.groupby("person")["report"].transform("nunique")
    else:
        counts = rows.groupby("person")["person"].transform("size")
    able: NDArray[np.bool_] = counts.to_numpy() > 1
    return able


def calibration(scored: Scored, lowest: float = 0.05, bins: int = 20) -> tuple[float, list[dict[str, float]]]:
    """The expected calibration error over candidates at or above `lowest`, and the reliability of each bin.

    The bins hold equal numbers of candidates. The error is the mean, by candidate, of the distance between the mean
    probability told and the share that is right.
    """
    chosen = scored.probability >= lowest
    told, right = scored.probability[chosen][::-1], scored.correct[chosen][::-1]
    if not len(told):
        return 0.0, []
    rows = [
        {"told": float(t.mean()), "right": float(r.mean()), "pairs": len(t)}
        for t, r in zip(np.array_split(told, bins), np.array_split(right, bins), strict=True)
        if len(t)
    ]
    error = sum(abs(row["told"] - row["right"]) * row["pairs"] for row in rows) / len(told)
    return float(error), rows
