"""Charts of a linkage: each is Vega-Lite that altair takes, from rows of its own."""

import itertools
import json
import math
import subprocess
import sys
from typing import Any

import pyarrow as pa
import pytest
import uglymugs
from test_linkage import COLUMNS, PEOPLE, TABLE, TRUTH
from uglymugs import charts


@pytest.fixture(scope="module")
def linkage() -> uglymugs.Linkage:
    return uglymugs.dedupe(TABLE, COLUMNS, id="id")


@pytest.fixture(scope="module")
def pairs(linkage: uglymugs.Linkage) -> uglymugs.Pairs:
    return linkage.pairs()


def drawn(linkage: uglymugs.Linkage, pairs: uglymugs.Pairs) -> dict[str, charts.Chart]:
    first = pairs.to_dicts()[0]
    return {
        "waterfall": charts.waterfall(linkage, first["left"], first["right"]),
        "parameters": charts.parameters(linkage.model),
        "thresholds": charts.thresholds(pairs),
        "thresholds, labelled": charts.thresholds(pairs, TRUTH),
        "unlinkables": charts.unlinkables(linkage),
        "reliability": charts.reliability(pairs, TRUTH),
    }


def test_every_chart_is_one_of_altair(linkage: uglymugs.Linkage, pairs: uglymugs.Pairs) -> None:
    for name, chart in drawn(linkage, pairs).items():
        assert chart.data, name
        whole = json.loads(json.dumps(chart.to_dict(), allow_nan=False))
        assert whole["data"]["values"] == chart.data
        # altair holds it against the schema of Vega-Lite.
        again = json.loads(chart.altair().to_json())
        assert again["title"] == chart.title
        bundle = chart._repr_mimebundle_()
        assert bundle["application/vnd.vegalite.v5+json"] == chart.to_dict()
        assert bundle["text/plain"] == repr(chart)
        for field in fields(chart.marks):
            assert field in chart.data[0] or field in ("of", "value", "datum"), (name, field)


def fields(part: Any) -> set[str]:
    """Every field that a chart is drawn from."""
    found: set[str] = set()
    if isinstance(part, dict):
        if isinstance(part.get("field"), str):
            found.add(part["field"])
        for inner in part.values():
            found |= fields(inner)
    elif isinstance(part, list):
        for inner in part:
            found |= fields(inner)
    return found


def test_without_altair_it_is_said_what_is_needed(
    linkage: uglymugs.Linkage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    chart = charts.unlinkables(linkage)
    assert chart.data
    with pytest.raises(ImportError, match=r"uglymugs\[charts\]"):
        chart.altair()


def test_altair_is_not_imported_by_itself() -> None:
    code = "import sys, uglymugs; print('altair' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code]).strip() == b"False"


def test_a_waterfall_falls_without_a_gap(linkage: uglymugs.Linkage, pairs: uglymugs.Pairs) -> None:
    for row in pairs.to_dicts()[:20]:
        bars = charts.waterfall(linkage, row["left"], row["right"]).data
        assert [bar["term"] for bar in bars] == ["prior", *COLUMNS, "together", "sum"]
        for before, bar in itertools.pairwise(bars[:-1]):
            assert bar["from"] == before["to"]
        assert bars[-1]["to"] == bars[-2]["to"]
        for bar in bars[1:-1]:
            step = bar["to"] - bar["from"]
            assert step == pytest.approx(bar["weight"] or 0, abs=1e-9)
            assert bar["speaks"] == ("for" if step > 0 else "against") or abs(step) < 1e-9
        assert bars[-1]["to"] == pytest.approx(bars[0]["to"] + row["weight"])


def test_thresholds_count_what_is_found(pairs: uglymugs.Pairs) -> None:
    rows = pairs.to_dicts()
    true = {frozenset((row["left"], row["right"])) for row in TRUTH.to_pylist()}
    for at in pairs.thresholds(TRUTH).to_dicts():
        found = [row for row in rows if row["probability"] >= at["threshold"]]
        hits = sum(frozenset((row["left"], row["right"])) in true for row in found)
        assert at["pairs"] == len(found)
        assert (at["true"], at["false"], at["missed"]) == (hits, len(found) - hits, len(true) - hits)
        assert at["expected_false"] == pytest.approx(sum(1 - row["probability"] for row in found), abs=1e-6)
        assert at["precision"] == pytest.approx(hits / len(found))
        assert at["recall"] == pytest.approx(hits / len(true))
        assert at["f1"] == pytest.approx(2 * hits / (len(found) + len(true)))
    without = pairs.thresholds().to_dicts()
    assert [row["pairs"] for row in without] == [row["pairs"] for row in pairs.thresholds(TRUTH).to_dicts()]
    assert "precision" not in without[0]
    # Turned round, twice, with themselves and with strangers: the same labels.
    turned = TRUTH.rename_columns(["right", "left"]).select(["left", "right"])
    others = pa.table({"left": ["p00001", "nobody"], "right": ["p00001", "p00001"]})
    odd = pa.concat_tables([TRUTH, turned, others])
    assert pairs.thresholds(odd).to_dicts() == pairs.thresholds(TRUTH).to_dicts()


def test_labels_have_two_columns_of_ids(pairs: uglymugs.Pairs) -> None:
    with pytest.raises(uglymugs.ValidationError) as caught:
        pairs.thresholds(pa.table({"left": [1.5], "other": [1]}))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ('labels["left"]', "json.wrong_type"),
        ('labels["right"]', "mapping.column_missing"),
    ]


def test_reliability_is_of_equal_bins(pairs: uglymugs.Pairs) -> None:
    bins = pairs.reliability(TRUTH, bins=4).to_dicts()
    likely = [row for row in pairs.to_dicts() if row["probability"] >= 0.05]
    assert sum(bin["pairs"] for bin in bins) == len(likely)
    assert max(bin["pairs"] for bin in bins) - min(bin["pairs"] for bin in bins) <= 1
    assert [bin["predicted"] for bin in bins] == sorted(bin["predicted"] for bin in bins)
    true = {frozenset((row["left"], row["right"])) for row in TRUTH.to_pylist()}
    hits = sum(frozenset((row["left"], row["right"])) in true for row in likely)
    assert sum(bin["pairs"] * bin["observed"] for bin in bins) == pytest.approx(hits)
    for bin in bins:
        assert 0 <= bin["low"] <= bin["observed"] + 1e-12
        assert bin["observed"] <= bin["high"] + 1e-12
        assert bin["high"] <= 1 + 1e-12
    assert pairs.reliability(TRUTH, at_least=1.1).to_dicts() == []
    with pytest.raises(ValueError, match="bins"):
        pairs.reliability(TRUTH, bins=0)


def test_fewer_rows_can_be_linked_the_more_is_asked(linkage: uglymugs.Linkage) -> None:
    rows = linkage.unlinkables().to_dicts()
    assert [row["rows"] for row in rows] == sorted(row["rows"] for row in rows)
    assert all(math.isclose(row["share"], row["rows"] / len(PEOPLE)) for row in rows)
    poor = TABLE.select(["id", "sex"])
    assert uglymugs.dedupe(poor, {"sex": "code"}, id="id").unlinkables().to_dicts()[-1]["share"] == 1.0
