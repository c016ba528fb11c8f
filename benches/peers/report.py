"""The table that is printed, and the chart."""

from __future__ import annotations

import pathlib
from typing import Any

import altair as alt
import pandas as pd
from tasks import OURS, TITLES

Run = dict[str, Any]


def _number(value: object, form: str = ".3f") -> str:
    return format(value, form) if isinstance(value, float | int) else "–"


def _inner(run: Run, *keys: str) -> object:
    found: Any = run
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _ratio(other: float | None, ours: float | None) -> str:
    return f"{other / ours:,.1f}×" if other and ours else "–"


def _rows(runs: list[Run]) -> list[list[str]]:
    ours = next((run for run in runs if run["engine"] == OURS and "failed" not in run), None)
    rows = []
    for run in runs:
        if "failed" in run:
            rows.append([TITLES[run["engine"]], f"did not run: {run['failed']}"])
            continue
        seconds, memory = run["seconds_in_all"], run["memory"]["peak"]
        rows.append(
            [
                TITLES[run["engine"]],
                *(_number(_inner(run, "default", key), ".4f") for key in ("precision", "recall", "f1")),
                _number(run.get("best_f1"), ".4f"),
                _number(_inner(run, "p90", "precision")),
                _number(run.get("recall_at_99")),
                _number(run.get("recall_at_90")),
                _number(run.get("hit_at_10")),
                _number(run.get("calibration_error")),
                _number(_inner(run, "clustered", "f1"), ".4f"),
                _number(seconds, ",.2f"),
                _number(memory, ",.0f"),
                _ratio(seconds, ours["seconds_in_all"]) if ours else "–",
                _ratio(memory, ours["memory"]["peak"]) if ours else "–",
            ]
        )
    return rows


HEADS = (
    "engine,precision,recall,F1,best F1,P p≥.9,R at P.99,R at P.90,hit@10,cal. error,clustered F1,seconds,"
    "peak MB,time ratio,memory ratio"
).split(",")


def _aligned(rows: list[list[str]]) -> str:
    full = [row for row in rows if len(row) == len(rows[0])]
    widths = [max(len(row[i]) for row in full) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        if len(row) != len(widths):
            lines.append("  " + "  ".join(row))
            continue
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True)),
        ]
        lines.append("  " + "  ".join(cells))
    return "\n".join(lines)


def _ethnicity(run: Run) -> str | None:
    found = run.get("ethnicity")
    if not found:
        return None
    bound = "no bound" if found["upper"] is None else f"upper 95 % bound {found['upper']:.2f}"
    return (
        f"  {TITLES[run['engine']]}: {found['errors']} false matches at probable or better; between groups of "
        f"perceived ethnicity the worst ratio is {found['worst']:.2f}, {bound}"
    )


def _search(run: Run) -> str:
    parts = [f"  {TITLES[run['engine']]}:"]
    names = {
        "search_median_ms": "median {:,.2f} ms",
        "search_p99_ms": "p99 {:,.2f} ms",
        "search_worst_ms": "worst {:,.2f} ms",
        "pair_median_ms": "one pair {:,.2f} ms",
        "check_us": "exact phone {:,.2f} µs",
    }
    parts.append("; ".join(form.format(run[key]) for key, form in names.items() if key in run))
    if "examined" in run:
        parts.append(f"(looks at {run['examined']})")
    return " ".join(parts)


def table(titles: list[str], runs: list[Run]) -> str:
    """Everything side by side, task by task."""
    parts = []
    for title in titles:
        chosen = [run for run in runs if run["task"] == title]
        parts.append(f"\n{title}")
        if any("default" in run for run in chosen):
            parts.append(_aligned([HEADS, *_rows(chosen)]))
            parts += [line for run in chosen if (line := _ethnicity(run))]
        else:
            parts += [f"  {TITLES[run['engine']]}: did not run: {run['failed']}" for run in chosen if "failed" in run]
        searched = [run for run in chosen if "search_median_ms" in run]
        parts += [_search(run) for run in searched]
        ours = next((run for run in searched if run["engine"] == OURS), None)
        for run in searched:
            if ours and run is not ours:
                times = _ratio(run["search_median_ms"], ours["search_median_ms"])
                parts.append(f"  {TITLES[run['engine']]} takes {times} the median of {TITLES[OURS]}")
    return "\n".join(parts)


def _reliability(task: str, curves: list[Run], colour: alt.Color) -> alt.LayerChart:
    """How often links of each probability are right; the dashed line is where they ought to be."""
    ideal = alt.Chart(pd.DataFrame({"told": [0, 1], "right": [0, 1]})).mark_line(color="#bbb", strokeDash=[4, 4])
    lines = alt.Chart(pd.DataFrame([curve for curve in curves if curve["task"] == task])).mark_line(point=True)
    told = alt.X("told:Q", title="probability told", scale=alt.Scale(domain=[0, 1]))
    right = alt.Y("right:Q", title="share that is right", scale=alt.Scale(domain=[0, 1]))
    return alt.layer(
        ideal.encode(x=told, y=right),
        lines.encode(x=told, y=right, color=colour, tooltip=["engine", "told", "right", "pairs"]),
    ).properties(width=190, height=170, title=task)


def chart(runs: list[Run], path: pathlib.Path) -> None:
    """Accuracy, time and memory of every task, and reliability: as HTML and, beside it, as SVG."""
    rows, curves = [], []
    for run in runs:
        if "failed" in run:
            continue
        named = {"task": run["task"], "engine": TITLES[run["engine"]]}
        rows.append(
            named
            | {
                "best F1": run.get("best_f1"),
                "seconds": max(run["seconds_in_all"], 1e-3),
                "peak MB": run["memory"]["peak"],
            }
        )
        curves += [named | point for point in run.get("reliability", [])]
    order = list(dict.fromkeys(row["task"] for row in rows))
    base = alt.Chart(pd.DataFrame(rows)).mark_point(filled=True, size=70)
    colour = alt.Color("engine:N", title=None)
    panels = [
        base.encode(
            x=alt.X(f"{field}:Q", scale=alt.Scale(type=scale), title=field),
            y=alt.Y("task:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, labels=first)),
            color=colour,
            tooltip=["task", "engine", field],
        ).properties(width=240)
        for field, scale, first in (
            ("best F1", "linear", True),
            ("seconds", "log", False),
            ("peak MB", "log", False),
        )
    ]
    parts = [alt.hconcat(*panels)]
    wanted = [task for task in order if any(curve["task"] == task for curve in curves)]
    if wanted:
        parts.append(alt.concat(*[_reliability(task, curves, colour) for task in wanted], columns=4))
    whole = alt.vconcat(*parts).resolve_scale(color="shared")
    whole.save(path.with_suffix(".html"))
    whole.save(path.with_suffix(".svg"))
