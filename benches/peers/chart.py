"""The charts: accuracy, time and memory of every task, searches, reliability, and false matches by group."""

from __future__ import annotations

import math
import pathlib
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd
from tasks import TITLES

Run = dict[str, Any]
Rows = list[dict[str, Any]]

# An engine has the same colour in every chart, whichever others are there.
_COLOUR = alt.Color(
    "engine:N",
    title=None,
    scale=alt.Scale(domain=list(TITLES.values()), range=["#4c78a8", "#f58518", "#54a24b", "#c0392b"]),
)
_WIDTH = 250


def _by_logs(values: pd.Series[float]) -> tuple[alt.Scale, alt.Axis]:
    """An axis by logs over whole powers of ten, with 2 and 5 between where there is room."""
    low = math.floor(math.log10(values.min())) if len(values) else 0
    high = max(math.ceil(math.log10(values.max())), low + 1) if len(values) else 1
    steps = (1, 2, 5) if high - low <= 2 else (1,)
    ticks = [step * 10.0**power for power in range(low, high) for step in steps] + [10.0**high]
    return alt.Scale(type="log", domain=[ticks[0], ticks[-1]]), alt.Axis(values=ticks, format="~r")


def _by_task(rows: Rows, fields: Iterable[tuple[str, str, bool]]) -> alt.HConcatChart:
    """A row for each task, and a panel for each field: its name, its title with the unit, and whether it is by logs."""
    order = list(dict.fromkeys(row["task"] for row in rows))
    panels: list[alt.Chart] = []
    for field, title, is_wide in fields:
        some = pd.DataFrame([row for row in rows if row.get(field) is not None], columns=["task", "engine", field])
        axis = _by_logs(some[field]) if is_wide else (alt.Scale(domain=[0, 1]), alt.Axis(tickCount=5))
        panels.append(
            alt.Chart(some)
            .mark_point(filled=True, size=60, opacity=0.85)
            .encode(
                x=alt.X(f"{field}:Q", title=title, scale=axis[0], axis=axis[1]),
                y=alt.Y(
                    "task:N",
                    sort=order,
                    title=None,
                    scale=alt.Scale(domain=order),
                    axis=alt.Axis(labelLimit=400, labels=not panels, ticks=not panels, grid=True),
                ),
                # Below each other, so that none hides another with the same figure.
                yOffset=alt.YOffset("engine:N", scale=alt.Scale(domain=list(TITLES.values()))),
                color=_COLOUR,
                tooltip=["task", "engine", field],
            )
            .properties(width=_WIDTH, height=30 * len(order))
        )
    return alt.hconcat(*panels)


def _reliability(task: str, curves: Rows) -> alt.LayerChart | alt.FacetChart:
    """How often links of each probability are right; the dashed line is where they ought to be."""
    ideal = alt.Chart(pd.DataFrame({"told": [0, 1], "right": [0, 1]})).mark_line(color="#bbb", strokeDash=[4, 4])
    lines = alt.Chart(pd.DataFrame([curve for curve in curves if curve["task"] == task])).mark_line(point=True)
    told = alt.X("told:Q", title="probability told", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(tickCount=5))
    right = alt.Y("right:Q", title="share that is right", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(tickCount=5))
    return alt.layer(
        ideal.encode(x=told, y=right),
        lines.encode(x=told, y=right, color=_COLOUR, tooltip=["engine", "told", "right", "pairs"]),
    ).properties(width=190, height=170, title=task)


def _groups(engine: str, groups: Rows) -> alt.Chart:
    """The rate of false matches of each group of perceived ethnicity."""
    order = [row["group"] for row in groups]
    bars: alt.Chart = (
        alt.Chart(pd.DataFrame(groups).assign(engine=engine))
        .mark_bar()
        .encode(
            x=alt.X("rate_per_million:Q", title="false matches (per million pairs that would be false)"),
            y=alt.Y("group:N", sort=order, title="perceived ethnicity"),
            color=_COLOUR,
            tooltip=["group", "rows", "ends", "rate_per_million", "to_lowest"],
        )
        .properties(width=_WIDTH * 1.3, height=alt.Step(20), title=f"False matches by perceived ethnicity: {engine}")
    )
    return bars


def write(runs: list[Run], path: pathlib.Path) -> None:
    """All of it as HTML and, beside it, as SVG. What did not run is named."""
    links: Rows = []
    searches: Rows = []
    curves: Rows = []
    audits: list[alt.Chart] = []
    for run in runs:
        if "failed" in run:
            continue
        named = {"task": run["task"], "engine": TITLES[run["engine"]]}
        taken = {"seconds": max(run["seconds_in_all"], 1e-3), "memory": run["memory"]["peak"]}
        if "search_median_ms" in run:
            searches.append(named | {"median": run["search_median_ms"], "worst": run["search_worst_ms"]} | taken)
        elif "default" in run:
            links.append(named | {"f1": run.get("best_f1")} | taken)
        curves += [named | point for point in run.get("reliability", [])]
        if "default" not in run and run.get("ethnicity", {}).get("groups"):
            audits.append(_groups(named["engine"], run["ethnicity"]["groups"]))
    seconds, memory = ("seconds", "time (s)", True), ("memory", "peak memory (MB)", True)
    parts: list[alt.HConcatChart | alt.ConcatChart] = []
    if links:
        parts.append(_by_task(links, (("f1", "best F1", False), seconds, memory)))
    if searches:
        parts.append(
            _by_task(searches, (("median", "median search (ms)", True), ("worst", "worst search (ms)", True), memory))
        )
    wanted = list(dict.fromkeys(curve["task"] for curve in curves))
    if wanted:
        parts.append(alt.concat(*[_reliability(task, curves) for task in wanted], columns=4))
    if audits:
        parts.append(alt.hconcat(*audits).resolve_scale(x="shared"))
    failed = [f"{run['task']}, {TITLES[run['engine']]}: did not run" for run in runs if "failed" in run]
    title = alt.TitleParams("uglymugs beside its peers", subtitle=failed) if failed else "uglymugs beside its peers"
    whole = alt.vconcat(*parts, title=title).resolve_scale(color="shared")
    whole.save(path.with_suffix(".html"))
    whole.save(path.with_suffix(".svg"))
