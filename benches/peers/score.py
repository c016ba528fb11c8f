"""What is said of an engine's result: the figures of the table and of the JSON."""

from __future__ import annotations

import pathlib
from typing import Any

import metrics
import numpy as np
from audit import Judged, false_matches
from numpy.typing import NDArray
from results import Result, frame, read
from tasks import Task

PROBABLE = ("probable", "strong")


def _sure(scored: metrics.Scored) -> NDArray[np.bool_]:
    """The pairs at tier probable or better, or at a probability of 0.9 or more where the engine has no tiers."""
    return np.isin(scored.tier, PROBABLE) if scored.tier is not None else scored.probability >= 0.9


def judged(task: Task, result: Result, data: pathlib.Path) -> Judged:
    """What an audit by perceived ethnicity takes of one register."""
    if result.pairs is None:
        raise ValueError("an audit needs pairs")
    truth = task.truth(data)
    scored = metrics.Scored.of(frame(result.pairs), truth)
    group = frame(read(data, task.register))["ethnicity"].to_numpy(dtype=object)
    return Judged(scored, _sure(scored), group, truth)


def score(task: Task, engine: str, result: Result, data: pathlib.Path) -> dict[str, Any]:
    """Every figure of one run but time and memory.

    `default` is at the threshold of task and engine, or at tier probable or better where the engine has tiers and the
    task is one of a register; `p90` at a probability of 0.9 or more; `strong` at that tier.
    """
    told: dict[str, Any] = dict(result.figures)
    if task.verb == "search":
        if result.ranked is not None:
            told["hit_at_10"], told["with_partner"] = metrics.found_among(frame(result.ranked), task.truth(data))
        return told
    if result.pairs is None:
        return told
    truth = task.truth(data)
    scored = metrics.Scored.of(frame(result.pairs), truth)
    at_tier = scored.tier is not None and task.threshold != 0.5
    told["default"] = scored.among(_sure(scored)) if at_tier else scored.at(task.decides_at(engine))
    told["p50"], told["p90"] = scored.at(0.5), scored.at(0.9)
    if scored.tier is not None:
        told["strong"] = scored.among(scored.tier == "strong")
    told["best_f1"], told["best_f1_at"] = scored.best_f1()
    told["recall_at_99"] = scored.recall_at_precision(0.99)
    told["recall_at_90"] = scored.recall_at_precision(0.90)
    told["reach"] = float(scored.correct.sum() / max(truth.total, 1))
    told["hit_at_10"] = metrics.hit_at(scored, truth, 10, None if result.ranked is None else frame(result.ranked))
    told["calibration_error"], told["reliability"] = metrics.calibration(scored)
    if result.clusters is not None:
        told["clustered"] = metrics.clustered(frame(result.clusters), truth)
    if task.verb == "sightings":
        told["ethnicity"] = false_matches([judged(task, result, data)])
    return told
