"""The table that is printed."""

from __future__ import annotations

from typing import Any

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


# Rates are false matches by a million pairs that would be false: with rows of the same group, of others, of all.
AUDIT_HEADS = (
    "perceived,sightings,in a false match,false matches,within group,with others,with all,to the lowest"
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


def _ethnicity(run: Run) -> list[str]:
    """How much more often the worst off group is in false matches; of an audit, each group."""
    found = run.get("ethnicity")
    if not found:
        return []
    told = f"  {TITLES[run['engine']]}: {found['errors']:,} false matches at probable or better"
    if found["worst"] is None:
        return [f"{told}, too few to compare groups of perceived ethnicity"]
    bound = "no bound" if found["upper"] is None else f"upper 95 % bound {found['upper']:.2f}"
    told += f"; the highest rate of a group of perceived ethnicity is {found['worst']:.2f} times the lowest, {bound}"
    if "default" in run:
        return [told]
    rows = [
        [
            group["group"],
            f"{group['rows']:,}",
            f"{group['rows_in_false_matches'] / group['rows']:.2%}",
            f"{group['ends']:,}",
            *(f"{group[name + '_per_million']:.3f}" for name in ("rate_within", "rate_across", "rate")),
            f"{group['to_lowest']:.2f}×",
        ]
        for group in found["groups"]
    ]
    return [told, _aligned([list(AUDIT_HEADS), *rows])]


def _search(run: Run, instructions: str) -> str:
    # Only the scan of this project's engine goes by them.
    on = f" on {instructions}" if run["engine"] == OURS else ""
    parts = [f"  {TITLES[run['engine']]}{on}:"]
    names = {
        "search_median_ms": "median {:,.2f} ms",
        "search_p99_ms": "p99 {:,.2f} ms",
        "search_worst_ms": "worst {:,.2f} ms",
        "pair_median_ms": "one pair {:,.2f} ms",
        "check_us": "exact phone {:,.2f} µs",
        "hit_at_10": "a partner among the first ten {:.3f}",
        "with_partner": "of {:,} who have one",
    }
    parts.append("; ".join(form.format(run[key]) for key, form in names.items() if key in run))
    if "examined" in run:
        parts.append(f"(looks at {run['examined']})")
    return " ".join(parts)


def _each(run: Run) -> str | None:
    """What it takes to seek each row among all the others."""
    taken = run.get("each_against_all_ms")
    if taken is None:
        return None
    return f"  {TITLES[run['engine']]}: each against all, nothing blocked: {taken:.2f} ms for one on average"


def table(titles: list[str], runs: list[Run], machine: Run) -> str:
    """Everything side by side, task by task."""
    load = "" if machine["load"] is None else f", load {machine['load']:.1f} at the start"
    parts = [f"{machine['processor']}, {machine['processors']} processors, {machine['instructions']}{load}"]
    for title in titles:
        chosen = [run for run in runs if run["task"] == title]
        parts.append(f"\n{title}")
        if any("default" in run for run in chosen):
            parts.append(_aligned([HEADS, *_rows(chosen)]))
        else:
            parts += [f"  {TITLES[run['engine']]}: did not run: {run['failed']}" for run in chosen if "failed" in run]
        parts += [line for run in chosen for line in _ethnicity(run)]
        parts += [line for run in chosen if (line := _each(run))]
        searched = [run for run in chosen if "search_median_ms" in run]
        parts += [_search(run, str(machine["instructions"])) for run in searched]
        ours = next((run for run in searched if run["engine"] == OURS), None)
        for run in searched:
            if ours and run is not ours:
                times = _ratio(run["search_median_ms"], ours["search_median_ms"])
                parts.append(f"  {TITLES[run['engine']]} takes {times} the median of {TITLES[OURS]}")
    return "\n".join(parts)
