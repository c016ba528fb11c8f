"""Splink's model of a sighting: columns prepared in SQL, comparisons, and thirteen blocking rules."""

from __future__ import annotations

from typing import Any

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import SettingsCreator, block_on

# A phone by its last nine digits; a name by its first and last token; the year of birth that the estimate of age gives.
_PREPARED = """
create table sightings as
with read as (
    select
        *,
        lower(name) as folded,
        year(cast("date" as date)) - (cast(age_from as double) + cast(age_to as double)) / 2 as born,
        {height} as tall,
        {place}
    from given
)
select
    id, report, email, gender, build, hair_colour, hair_length, ethnicity, accent, vehicle_make, vehicle_colour,
    right(nullif(regexp_replace(phone, '[^0-9]', '', 'g'), ''), 9) as phone,
    split_part(folded, ' ', 1) as given_name,
    case when contains(folded, ' ') then split_part(folded, ' ', -1) end as surname,
    replace(plate, ' ', '') as plate,
    born,
    cast(round(born / 8) as int) as born_band,
    tall as height,
    cast(round(tall / 5) as int) as height_band,
    string_split(marks, ';') as marks,
    string_split(behaviours, ';') as behaviours,
    {places},
    cell,
    "date"
from read
"""
# A cell is of about eleven kilometres by seven.
_BY_DEGREES = _PREPARED.format(
    height="cast(height as double)",
    place="""cast(lat as double) as north, cast(lon as double) as east,
        cast(round(cast(lat as double) * 10) as int) || ':' || cast(round(cast(lon as double) * 10) as int) as cell""",
    places="north, east",
)
_BY_AREA = _PREPARED.format(
    height="(cast(height_from as double) + cast(height_to as double)) / 2", place="area as cell", places="postcode"
)


def prepared(own: bool) -> str:
    """SQL that makes the table `sightings` of the table `given`; `own` is this project's register."""
    return _BY_AREA if own else _BY_DEGREES


def _coded(column: str) -> Any:
    return cl.ExactMatch(column).configure(term_frequency_adjustments=True)


def _difference(column: str, steps: list[float]) -> cl.CustomComparison:
    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            cll.NullLevel(column),
            *[cll.AbsoluteDifferenceLevel(column, step) for step in steps],
            cll.ElseLevel(),
        ],
    )


def _plate() -> cl.CustomComparison:
    """A plate with unknown places is held against the other as a pattern."""
    return cl.CustomComparison(
        output_column_name="plate",
        comparison_levels=[
            cll.NullLevel("plate"),
            {
                "sql_condition": "plate_l = plate_r and not contains(plate_l, '?')",
                "label_for_charts": "Exact",
            },
            {
                "sql_condition": "plate_l like replace(plate_r, '?', '_') or plate_r like replace(plate_l, '?', '_')",
                "label_for_charts": "One fits the other",
            },
            cll.DamerauLevenshteinLevel("plate", 1),
            cll.ElseLevel(),
        ],
    )


def _distance() -> cl.DistanceInKMAtThresholds:
    return cl.DistanceInKMAtThresholds("north", "east", [1, 5, 15, 50])


def model(own: bool) -> tuple[SettingsCreator, list[Any], list[Any]]:
    """Settings, deterministic rules for the prior, and rules for training; `own` is this project's register."""
    places = [_coded("cell"), cl.PostcodeComparison("postcode")] if own else [_distance()]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("phone", [1, 2]),
            _plate(),
            cl.ExactMatch("email"),
            cl.ExactMatch("gender"),
            _difference("born", [2, 5, 10, 15]),
            _difference("height", [3, 6, 10, 15]),
            _coded("build"),
            _coded("hair_colour"),
            _coded("hair_length"),
            _coded("ethnicity"),
            _coded("accent"),
            _coded("vehicle_make"),
            _coded("vehicle_colour"),
            cl.ArrayIntersectAtSizes("marks", [1]),
            cl.ArrayIntersectAtSizes("behaviours", [4, 3, 2, 1]),
            *places,
            cl.AbsoluteDateDifferenceAtThresholds(
                "date",
                input_is_string=True,
                metrics=["day", "day", "day", "day"],
                thresholds=[3, 60, 365, 1000],
            ),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("phone"),
            block_on("plate"),
            block_on("email"),
            block_on("surname"),
            block_on("given_name", "cell"),
            block_on("given_name", "ethnicity", "build"),
            block_on("cell", "ethnicity", "accent"),
            block_on("cell", "ethnicity", "height_band"),
            block_on("cell", "ethnicity", "born_band", "build"),
            block_on("cell", "vehicle_make", "vehicle_colour"),
            block_on("cell", "hair_colour", "hair_length", "build"),
            block_on("cell", "date"),
            block_on("marks", arrays_to_explode=["marks"]),
        ],
        retain_matching_columns=False,
    )
    sure = [block_on("phone", "given_name"), block_on("email"), block_on("phone", "cell")]
    training = [
        block_on("phone"),
        block_on("given_name", "cell"),
        block_on("cell", "ethnicity", "height_band"),
    ]
    return settings, sure, training
