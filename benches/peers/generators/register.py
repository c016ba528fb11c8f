"""This project's synthetic register, flattened to one row a sighting, with its truth."""

from __future__ import annotations

import csv
import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any

COLUMNS = (
    "id report source event offender name phone plate email gender age_from age_to height_from height_to build "
    "hair_colour hair_length ethnicity accent vehicle_make vehicle_colour marks behaviours area postcode date"
).split()
# The parts of a decade, and the words of the wire format: years, then centimetres.
_PARTS = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_AGES = {"young": (18, 29), "middle aged": (40, 59), "old": (65, 90), "elderly": (65, 90), "late teens": (17, 19)}
_HEIGHTS = {
    "very short": (140, 161),
    "short": (155, 169),
    "average": (169, 183),
    "medium": (169, 183),
    "tall": (183, 195),
    "very tall": (190, 210),
}
_FEET = r"(\d)(?:'|ft)(\d{1,2})?"


def _code(value: object) -> object:
    """An answer that is known, or None."""
    return None if isinstance(value, dict) and "answer" in value else value


Range = tuple[int | None, int | None]


def _given(value: object) -> Range | None:
    """A range that is given as such."""
    return (value.get("from"), value.get("to")) if isinstance(value, dict) else None


def _age(value: object) -> Range:
    """From and to in years; of the words, those that the generator uses."""
    if (given := _given(value)) or not isinstance(value, str):
        return given or (None, None)
    if value in _AGES:
        return _AGES[value]
    if found := re.fullmatch(r"(early|mid|late)? ?(\d0)s", value):
        first, last = _PARTS[found[1] or ""]
        return int(found[2]) + first, int(found[2]) + last
    if found := re.fullmatch(r"(about|over|under)? ?(\d{2})(?: ?(?:-|to) ?(\d{2}))?", value):
        number = int(found[2])
        low, high = {"about": (-2, 2), "over": (0, 10), "under": (-10, 0)}.get(found[1], (0, 0))
        return number + low, int(found[3] or number + high)
    return None, None


def _height(value: object) -> Range:
    """From and to in centimetres; of the words, those that the generator uses."""
    if (given := _given(value)) or not isinstance(value, str):
        return given or (None, None)
    if value in _HEIGHTS:
        return _HEIGHTS[value]
    if found := re.fullmatch(r"(\d{3})(?: ?cm)?", value):
        return int(found[1]), int(found[1])
    if found := re.fullmatch(rf"(about )?{_FEET}(?:-{_FEET})?", value):
        low = round((int(found[2]) * 12 + int(found[3] or 0)) * 2.54)
        high = round((int(found[4]) * 12 + int(found[5] or 0)) * 2.54) if found[4] else low
        return (low - 3, high + 3) if found[1] else (low, high)
    return None, None


def _day(when: object) -> str | None:
    """The day of the moment, or of the first of two; none where only the month is known."""
    if not isinstance(when, dict):
        return None
    when = when.get("from", when)
    if not isinstance(when, dict):
        return None
    return when.get("day") or (when["at"][:10] if "at" in when else None)


def _first(values: list[str] | None) -> str | None:
    return values[0] if values else None


def _row(incident: dict[str, Any], offender: dict[str, Any]) -> dict[str, object]:
    looks = offender.get("appearance", {})
    vehicle = offender.get("vehicle", {})
    place = _code(incident.get("place")) or {}
    marks = [
        "_".join(str(mark[part]) for part in ("motif", "body_place") if part in mark) for mark in looks.get("marks", [])
    ]
    row: dict[str, object] = {
        "name": _first(offender.get("aliases")),
        "phone": _first(offender.get("phones")),
        "email": _first(offender.get("emails")),
        "plate": vehicle.get("plate"),
        "vehicle_make": _code(vehicle.get("make")),
        "vehicle_colour": _code(vehicle.get("colour")),
        "marks": ";".join(mark for mark in marks if mark),
        "behaviours": ";".join(offender.get("behaviours", [])),
        "date": _day(incident.get("when")),
    }
    for column in ("gender", "ethnicity", "build", "hair_colour", "hair_length", "accent"):
        row[column] = _code(looks.get(column))
    row["age_from"], row["age_to"] = _age(_code(looks.get("age")))
    row["height_from"], row["height_to"] = _height(_code(looks.get("height_cm")))
    if isinstance(place, dict):
        row["area"], row["postcode"] = _code(place.get("area")), place.get("postcode")
    return row


def rows(size: int, seed: int) -> Iterator[dict[str, object]]:
    """About `size` sightings; `offender` and `event` are the truth, rows of one `report` are of one report."""
    import uglymugs

    number = 0
    for case, truth in uglymugs.synthetic_register(seed, size):
        incident = json.loads(case.to_json())["incident"]
        keys = {"report": incident["id"], "source": truth["reporter"], "event": truth["event"]}
        told = incident.get("offenders", [])
        # An offender of whom nothing is told is not in the report: then nobody can say which of the others is whose.
        if len(told) != len(truth["offenders"]):
            continue
        for offender, true in zip(told, truth["offenders"], strict=True):
            yield {"id": number, **keys, "offender": true["person"], **_row(incident, offender)}
            number += 1


def write(folder: pathlib.Path, size: int, seed: int) -> None:
    """`register-SIZE.csv`."""
    part = folder / f"register-{size}.csv.part"
    with part.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(rows(size, seed))
    part.rename(folder / f"register-{size}.csv")
