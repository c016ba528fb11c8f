"""Generated cases come across whole, each with the truth about it, and the same again from the same seed."""

import itertools
import json

import pytest
import uglymugs
from test_schemas import assert_valid


@pytest.fixture(scope="module")
def year() -> uglymugs.SyntheticYear:
    return uglymugs.synthetic_year(7)


def test_a_year_is_cases_with_the_truth_about_them(year: uglymugs.SyntheticYear) -> None:
    assert len(year) == len(list(year)) >= 480
    ids = set()
    for case, truth in year:
        incident = json.loads(case.incident.to_json())
        ids.add(case.incident.id)
        assert (truth["schema"], truth["incident"]) == ("uglymugs.truth/1", case.incident.id)
        assert len(truth["offenders"]) == len(incident.get("offenders", []))
    assert len(ids) == len(year)


def test_a_year_is_judged_under_its_policy(year: uglymugs.SyntheticYear) -> None:
    levels = {case.level(year.policy, year.as_of) for case, _ in year}
    assert levels == set(uglymugs.Level.all())


def test_cases_keep_to_the_schema(year: uglymugs.SyntheticYear) -> None:
    for case, _ in itertools.islice(year, 25):
        assert_valid("case", json.loads(case.to_json()))


def test_the_same_seed_gives_the_same_again(year: uglymugs.SyntheticYear) -> None:
    def written(one: uglymugs.SyntheticYear) -> list[tuple[str, object]]:
        return [(case.to_json(), truth) for case, truth in one]

    assert written(uglymugs.synthetic_year(7)) == written(year)
    assert written(uglymugs.synthetic_year(8)) != written(year)


def test_a_register_comes_one_by_one() -> None:
    register = uglymugs.synthetic_register(7, 100_000)
    assert iter(register) is register
    first, truth = next(register)
    assert truth["incident"] == first.incident.id
    small = list(uglymugs.synthetic_register(7, 300))
    sightings = sum(len(truth["offenders"]) for _, truth in small)
    assert 300 <= sightings <= 310
    assert len({case.incident.id for case, _ in small}) == len(small)


def test_what_is_no_register_is_refused() -> None:
    with pytest.raises(uglymugs.ValidationError) as caught:
        uglymugs.synthetic_register(7, 10**9)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code, problem.found) == ("sightings", "range.out_of_bounds", 10**9)
    for wrong in (-1, 2**64):
        with pytest.raises(OverflowError):
            uglymugs.synthetic_year(wrong)
