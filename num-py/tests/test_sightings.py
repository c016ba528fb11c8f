"""Sightings weighed by a learnt model: all languages tell the same of ``tests/vectors/sightings``."""

import json
import threading
import time
from collections.abc import Callable
from functools import partial

import pytest
import uglymugs
from reports import NOW, report, scheme
from test_notebook import shown
from test_schemas import assert_valid

from vectors import VECTORS, read

FOLDER = VECTORS / "sightings"
TOLD = read(FOLDER / "told.json")
AS_OF = TOLD["as_of"]
*INCIDENTS, NEW = (
    uglymugs.Incident.from_json(line)
    for line in (FOLDER / "incidents.jsonl").read_text(encoding="utf-8").splitlines()
)


def model() -> uglymugs.LinkageModel:
    return uglymugs.LinkageModel.from_json((FOLDER / "model.json").read_text(encoding="utf-8"))


def links() -> uglymugs.Links:
    return uglymugs.Links.from_json((FOLDER / "links.json").read_bytes())


def filled(incidents: list[uglymugs.Incident]) -> uglymugs.Register:
    register = uglymugs.Register()
    assert sum(register.add(incident) for incident in incidents) >= len(incidents)
    return register


@pytest.fixture(scope="module")
def linkage() -> uglymugs.SightingLinkage:
    return filled(INCIDENTS).weighed_by(model(), links(), AS_OF)


def lines(pairs: list[uglymugs.SightingPair]) -> list[str]:
    return [pair.to_json() for pair in pairs]


def test_what_is_told_is_what_every_language_tells(linkage: uglymugs.SightingLinkage) -> None:
    assert len(linkage) == TOLD["count"]
    assert lines(linkage.pairs(TOLD["pairs"]["at_least"])) == TOLD["pairs"]["told"]
    asked = TOLD["nearest"]
    nearest = linkage.nearest(asked["id"], at_least=asked["at_least"], most=asked["most"])
    assert lines(nearest) == asked["told"]
    asked = TOLD["find"]
    found = linkage.find(NEW, asked["offender"], at_least=asked["at_least"], most=asked["most"])
    assert lines(found) == asked["told"]
    asked = TOLD["suggestions"]
    groups = linkage.suggest(links(), AS_OF, at_least=asked["at_least"], most=asked["most"])
    assert [
        {"sightings": group.sightings, "series": group.series, "matches": lines(group.matches)}
        for group in groups
    ] == asked["told"]
    assert [
        {"field": shared.field, "used": shared.used, "persons": shared.persons}
        for shared in linkage.shared_identifiers()
    ] == TOLD["shared_identifiers"]


def test_a_pair_says_what_its_document_says(linkage: uglymugs.SightingLinkage) -> None:
    pairs = linkage.pairs(0.25)
    for pair in pairs:
        written = json.loads(pair.to_json())
        assert_valid("sighting_pair", written)
        # Whole hundredths of a bit.
        hundredths = [round(100 * one.weight) for one in pair.evidence]
        assert sum(hundredths) == round(100 * pair.weight) == written["weight"]
        assert written["evidence"] == [
            {
                "name": one.name,
                "agreement": one.agreement,
                "weight": round(100 * one.weight),
                "words": one.words,
            }
            for one in pair.evidence
        ]
        assert all(one.words in pair.sentence for one in pair.evidence)
        assert (tuple(written["sightings"]), written["tier"]) == (pair.sightings, pair.tier)
        assert (written.get("same_source"), written["sentence"]) == (pair.same_source, pair.sentence)
        assert 0 <= pair.probability - written["probability"] < 0.0001
        assert 0 <= written["coincidences"] - pair.coincidences < 0.0001
    best = max(pairs, key=lambda pair: pair.weight)
    assert best == linkage.nearest(best.sightings[0])[0]
    assert best.evidence == linkage.nearest(best.sightings[0])[0].evidence
    assert best != next(pair for pair in pairs if pair.sightings != best.sightings)
    assert best.sentence in shown(best._repr_html_())


def test_what_is_learnt_here_weighs_there(linkage: uglymugs.SightingLinkage) -> None:
    register = filled([*INCIDENTS, NEW])
    learnt = register.learn(links(), AS_OF)
    carried = uglymugs.LinkageModel.from_json(learnt.model.to_json())
    assert carried.to_json() == learnt.model.to_json() != model().to_json()
    again = register.weighed_by(carried, links(), AS_OF)
    pairs = learnt.pairs(0.1)
    assert len(pairs) > 20
    assert again.pairs(0.1) == pairs
    # It is of the sightings that were in the register then.
    register.remove(pairs[0].sightings[0].split("/")[0])
    assert learnt.pairs(0.1) == pairs
    assert len(register.learn(links(), AS_OF)) < len(learnt)
    assert len(linkage) == TOLD["count"]


def test_what_was_decided_is_kept() -> None:
    (decided, rejected) = (
        [*each["sightings"], each["confirmed"]] for each in json.loads(links().to_json())["decisions"]
    )
    assert (decided[2], rejected[2]) == (True, False)
    known = links()
    assert len(known) == 2
    assert known.state(decided[0], decided[1], AS_OF) is True
    assert known.state(rejected[1], rejected[0], AS_OF) is False
    assert known.state(decided[0], rejected[0], AS_OF) is None
    assert known.state(decided[0], decided[1], "2020-01-01T00:00:00+00:00") is None
    assert [series.sightings for series in known.series(AS_OF)] == [decided[:2]]
    pairs = [pair.sightings for pair in filled(INCIDENTS).weighed_by(model(), known, AS_OF).pairs(0)]
    assert tuple(decided[:2]) in pairs
    assert tuple(rejected[:2]) not in pairs
    made = uglymugs.Links()
    for one, other, confirmed in (decided, rejected):
        made.decide(one, other, confirmed, "worker-1", AS_OF)
    assert made.to_json() == known.to_json()
    unheld = filled(INCIDENTS).weighed_by(model(), uglymugs.Links(), AS_OF)
    assert tuple(rejected[:2]) in [pair.sightings for pair in unheld.pairs(0)]


def test_what_is_found_can_be_narrowed(linkage: uglymugs.SightingLinkage) -> None:
    everything = linkage.find(NEW, 0, at_least="unlikely", most=1_000)
    assert [one.weight for one in everything] == sorted((one.weight for one in everything), reverse=True)
    assert linkage.find(NEW, 0, at_least="strong") == [one for one in everything if one.tier == "strong"][:10]
    assert linkage.find(NEW, 0, at_least="unlikely", most=1) == everything[:1]
    assert linkage.find(NEW, 0, most=0) == []
    assert linkage.nearest(f"{NEW.id}/0") == linkage.nearest("r-9/0") == []
    assert linkage.pairs(1.0) == []
    assert linkage.suggest(links(), AS_OF, most=0) == []


def refused(step: Callable[[], object]) -> str:
    with pytest.raises(uglymugs.UglyMugsError) as caught:
        step()
    return caught.value.code


def test_each_refusal_has_its_code(linkage: uglymugs.SightingLinkage) -> None:
    register, text = filled(INCIDENTS[:3]), model().to_json()
    for broken, code in (
        (text[:-9], "json.syntax"),
        ("[]", "json.wrong_type"),
        (text.replace("model/1", "model/2"), "schema.unknown"),
        (text.replace('"partners"', '"partner"'), "json.unknown_member"),
    ):
        assert refused(partial(uglymugs.LinkageModel.from_json, broken)) == code
    # A model of tables in which a column of this name holds something else.
    whole = json.loads(text)
    whole["columns"] = [{**whole["columns"][0], "name": "email"}]
    unfit = uglymugs.LinkageModel.from_json(json.dumps(whole))
    with pytest.raises(uglymugs.ValidationError) as caught:
        register.weighed_by(unfit, links(), AS_OF)
    assert [(one.path, one.code) for one in caught.value.problems] == [
        ("columns[0].kind", "linkage.kind_differs")
    ]
    for step, code in (
        (lambda: register.learn(links(), "now"), "instant.malformed"),
        (lambda: register.weighed_by(model(), links(), "now"), "instant.malformed"),
        (lambda: linkage.suggest(links(), "now"), "instant.malformed"),
        (lambda: linkage.nearest("r-1"), "sighting.malformed"),
        (lambda: linkage.find(NEW, 0, at_least="certain"), "code.unknown"),
        (lambda: uglymugs.Links().decide("r-1/0", "r-1/1", True, "worker-1", AS_OF), "link.same_report"),
        (lambda: uglymugs.Links.from_json("{}"), "member.missing"),
    ):
        assert refused(step) == code
    with pytest.raises(IndexError):
        linkage.find(NEW, 7)
    for at_least in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="between 0 and 1"):
            linkage.pairs(at_least)


def test_threads_share_a_linkage() -> None:
    linkage = filled(INCIDENTS).weighed_by(model(), links(), AS_OF)
    asked = TOLD["find"]
    told: list[bool] = []

    def ask() -> None:
        for _ in range(5):
            found = linkage.find(NEW, asked["offender"], at_least=asked["at_least"], most=asked["most"])
            told.append(lines(found) == asked["told"])
            told.append(lines(linkage.pairs(TOLD["pairs"]["at_least"])) == TOLD["pairs"]["told"])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [True] * 40


def test_other_threads_run_while_it_learns() -> None:
    register = uglymugs.Register()
    for case, _ in uglymugs.synthetic_register(7, 1_500):
        register.add(case.incident)
    counted, done = 0, threading.Event()

    def count() -> None:
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    try:
        assert len(register.learn(uglymugs.Links(), AS_OF)) >= 1_500
    finally:
        done.set()
        thread.join()
    assert counted > 3


def test_a_scheme_gives_its_decisions() -> None:
    holder = scheme(report("r-1", "heron-7"), report("r-2", "wren-2"))
    assert len(holder.links()) == 0
    holder.decide("r-1/0", "r-2/0", True, "worker-1", NOW)
    assert holder.links().state("r-2/0", "r-1/0", NOW) is True
    assert [one.sightings for one in holder.links().series(NOW)] == [["r-1/0", "r-2/0"]]
