"""Charts of a linkage: why a pair weighs what it weighs, what is weighed by, and how far it can be trusted.

Each is drawn from its own ``data``, rows of plain Python, and is Vega-Lite: notebooks show it, and
``altair()`` gives it to altair, which comes with ``uglymugs[charts]``. No chart shows what stands in a cell:
only names of columns, levels of agreement, and numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ._uglymugs import Linkage, LinkageModel, Pairs

__all__ = ["Chart", "parameters", "reliability", "thresholds", "unlinkables", "waterfall"]

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_MIME = "application/vnd.vegalite.v5+json"
# Told apart by people who do not tell red from green, too.
_FOR, _AGAINST, _NEITHER = "#1f77b4", "#d95f02", "#7f7f7f"

_Rows = list[dict[str, Any]]
_Spec = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A chart, and what it is drawn from."""

    title: str
    data: _Rows
    """What is drawn, row by row."""
    marks: Mapping[str, Any]
    """How it is drawn: Vega-Lite without the data."""

    def to_dict(self) -> _Spec:
        """The whole chart as Vega-Lite."""
        return {"$schema": _SCHEMA, "title": self.title, "data": {"values": self.data}, **self.marks}

    def altair(self) -> Any:
        """The chart as one of altair, to be changed, saved or put beside others."""
        try:
            import altair
        except ImportError:
            raise ImportError("charts as objects of altair need it: pip install 'uglymugs[charts]'") from None
        whole = self.to_dict()
        # Of which version it is, altair says itself.
        del whole["$schema"]
        return altair.Chart.from_dict(whole)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/plain": repr(self), _MIME: self.to_dict()}

    def __repr__(self) -> str:
        return f"<Chart: {self.title}>"


def waterfall(linkage: Linkage, left: str | int, right: str | int) -> Chart:
    """How the weight of a pair comes about: from what is assumed, by each column, to the odds."""
    rows: _Rows = []
    end = 0.0
    for at, term in enumerate(linkage.explain(left, right).to_dicts()):
        begin, end = end, term["sum"]
        known = term["weight"] is not None
        rows.append(
            {
                "place": at,
                "term": term["term"],
                "agreement": term["agreement"],
                "weight": term["weight"],
                "from": begin,
                "to": end,
                "speaks": "is assumed" if at == 0 else _speaks(end - begin) if known else "is not known",
            }
        )
    rows.append(
        {
            "place": len(rows),
            "term": "sum",
            "agreement": None,
            "weight": end,
            "from": 0.0,
            "to": end,
            "speaks": "is the sum",
        }
    )
    x = {"field": "term", "type": "nominal", "sort": {"field": "place"}, "title": None}
    marks = {
        "encoding": {"x": x},
        "layer": [
            {
                "mark": "bar",
                "encoding": {
                    "y": {"field": "from", "type": "quantitative", "title": "log2 of the odds (bits)"},
                    "y2": {"field": "to"},
                    "color": _colour(
                        "speaks",
                        {
                            "for": _FOR,
                            "against": _AGAINST,
                            "not at all": _NEITHER,
                            "is not known": "#c7c7c7",
                            "is assumed": _NEITHER,
                            "is the sum": "#333333",
                        },
                    ),
                    "tooltip": [_tip("term"), _tip("agreement"), _tip("weight", "+.2f"), _tip("to", "+.2f")],
                },
            },
            {
                "mark": {"type": "text", "dy": -8},
                "encoding": {
                    "y": {"field": "to", "type": "quantitative"},
                    "text": {"field": "weight", "type": "quantitative", "format": "+.2f"},
                },
            },
        ],
    }
    return Chart("What the pair weighs", rows, marks)


def parameters(model: LinkageModel) -> Chart:
    """What each level of agreement of each column weighs, and how often it is met: of one person, and of any
    two."""
    rows = [
        {**level, "label": f"{level['column']}: {level['agreement']} ({level['level']})"}
        for level in model.levels().to_dicts()
    ]

    def panel(field: str, title: str, extra: Mapping[str, Any]) -> _Spec:
        labelled: _Spec = (
            {"axis": None} if field != "weight" else {"title": None, "axis": {"labelLimit": 300}}
        )
        return {
            "width": 180,
            "mark": "bar",
            "encoding": {
                "y": {"field": "label", "type": "nominal", "sort": None, **labelled},
                "x": {"field": field, "type": "quantitative", "title": title},
                "tooltip": [_tip("label"), _tip("m", ".2e"), _tip("u", ".2e"), _tip("weight", "+.2f")],
                **extra,
            },
        }

    by_sign = {
        "color": {
            "condition": {"test": "datum.weight < 0", "value": _AGAINST},
            "value": _FOR,
        }
    }
    marks = {
        "hconcat": [
            panel("weight", "weight (bits)", by_sign),
            panel("m", "of one person (m)", {"color": {"value": _NEITHER}}),
            panel("u", "of any two (u)", {"color": {"value": _NEITHER}}),
        ]
    }
    return Chart("What is weighed by", rows, marks)


def thresholds(pairs: Pairs, labels: Any = None) -> Chart:
    """What is found at each threshold of probability: how many pairs, and how many errors are to be expected;
    or, with ``labels``, a frame of all true pairs by ``left`` and ``right``: precision, recall and F1."""
    rows = pairs.thresholds(labels).to_dicts()
    if labels is None:
        drawn, title = ["pairs", "expected_false", "expected_missed"], "pairs"
    else:
        drawn, title = ["precision", "recall", "f1"], "share"
    marks = {
        "transform": [{"fold": drawn, "as": ["of", "value"]}],
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "threshold", "type": "quantitative", "title": "probability of at least"},
            "y": {"field": "value", "type": "quantitative", "title": title},
            "color": _colour("of", dict(zip(drawn, (_FOR, _AGAINST, _NEITHER), strict=True))),
            "tooltip": [_tip("threshold"), *(_tip(name, ".4~g") for name in drawn)],
        },
    }
    return Chart("What is found at each threshold", rows, marks)


def unlinkables(linkage: Linkage) -> Chart:
    """The share of rows of which too little is known to be linked, at each threshold of probability."""
    marks = {
        "mark": {"type": "line", "point": True, "color": _FOR},
        "encoding": {
            "x": {"field": "threshold", "type": "quantitative", "title": "probability of at least"},
            "y": {
                "field": "share",
                "type": "quantitative",
                "title": "rows that cannot be linked",
                "axis": {"format": "%"},
            },
            "tooltip": [_tip("threshold"), _tip("rows"), _tip("share", ".2%")],
        },
    }
    return Chart("Rows that cannot be linked", linkage.unlinkables().to_dicts(), marks)


def reliability(pairs: Pairs, labels: Any, *, bins: int = 10, at_least: float = 0.05) -> Chart:
    """How often pairs of about the same probability are true, against ``labels``: a frame of all true pairs
    by ``left`` and ``right``. What is well calibrated lies on the diagonal."""
    rows = pairs.reliability(labels, bins=bins, at_least=at_least).to_dicts()
    share = {"type": "quantitative", "scale": {"domain": [0, 1]}}
    x = {"field": "predicted", "title": "probability", **share}
    tips = [_tip("pairs"), _tip("predicted", ".3f"), _tip("observed", ".3f")]
    marks = {
        "layer": [
            {
                "data": {"values": [{"predicted": 0, "observed": 0}, {"predicted": 1, "observed": 1}]},
                "mark": {"type": "line", "color": _NEITHER, "strokeDash": [4, 4]},
                "encoding": {"x": x, "y": {"field": "observed", **share}},
            },
            {
                "mark": {"type": "rule", "color": _FOR},
                "encoding": {"x": x, "y": {"field": "low", **share}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60, "color": _FOR},
                "encoding": {
                    "x": x,
                    "y": {"field": "observed", "title": "share that is true", **share},
                    "tooltip": tips,
                },
            },
        ]
    }
    return Chart("How far probabilities come true", rows, marks)


def _speaks(weight: float) -> str:
    if weight == 0:
        return "not at all"
    return "for" if weight > 0 else "against"


def _colour(field: str, of: Mapping[str, str]) -> _Spec:
    scale = {"domain": list(of), "range": list(of.values())}
    return {"field": field, "type": "nominal", "title": None, "scale": scale}


def _tip(field: str, form: str | None = None) -> _Spec:
    return {"field": field} if form is None else {"field": field, "type": "quantitative", "format": form}
