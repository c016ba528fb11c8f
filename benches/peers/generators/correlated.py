"""Sightings as they are: traits that hang together, reporters with their own bias, and offenders who are not alone.

Accent and hair follow ethnicity, build and grey hair follow age, the colour of a car follows its make. Each reporter
errs in her own direction. Numbers are given up and taken by others, cars are shared, some offenders act in pairs, some
events are told twice, and some offenders look like another.
"""

from __future__ import annotations

import copy
import dataclasses
import pathlib

import numpy as np
import pandas as pd

from . import looks, weak, words
from .weak import Offender

PARTNERS, LOOK_ALIKES, SHARED_CAR, RECYCLED = 0.18, 0.10, 0.10, 0.10
TOGETHER, IN_ONE_REPORT, TOLD_TWICE = 0.55, 0.5, 0.06
NAME, PHONE, PLATE = 0.58, 0.64, 0.45
FULL_NAME = 0.35

_FOREIGN = {
    "ic2": ["polish", "romanian", "albanian", "turkish", "spanish", "russian"],
    "ic3": ["west_african", "caribbean", "london"],
    "ic4": ["indian", "pakistani", "midlands"],
    "ic5": ["chinese"],
    "ic6": ["arabic", "turkish"],
}
_DARK = {"ic3", "ic4", "ic5", "ic6"}
_USUAL_COLOUR = {
    "bmw": "black",
    "audi": "black",
    "mercedes": "silver",
    "ford": "blue",
    "vauxhall": "silver",
    "fiat": "red",
}


@dataclasses.dataclass
class Reporter:
    """Who tells, and how she errs: years and centimetres added, and the group that she takes others for."""

    age: float
    height: float
    heavier: float  # probability of one step up in build
    takes_for: str
    takes: float  # probability of doing so
    detail: float  # share of what she saw that she tells, against the others
    home: np.ndarray


def _reporter(rng: np.random.Generator) -> Reporter:
    centre = looks.CENTRES[int(words.draw(rng, looks.CENTRE_SHARES, 1)[0])]
    return Reporter(
        age=float(rng.normal(0, 4)),
        height=float(rng.normal(0, 3.5)),
        heavier=float(rng.beta(1, 5)),
        takes_for=str(rng.choice(["ic6", "ic4", "ic2", "ic1"], p=[0.4, 0.25, 0.2, 0.15])),
        takes=float(rng.beta(0.6, 3)),
        detail=float(rng.uniform(0.75, 1.2)),
        home=looks.moved(rng, centre, 8.0),
    )


def _offender(rng: np.random.Generator) -> Offender:
    """An offender whose traits hang together."""
    who = weak.offender(rng)
    age = -who.born / 365.25 + 3
    if who.ethnicity in _FOREIGN and rng.random() < 0.65:
        who.accent = _FOREIGN[who.ethnicity][int(rng.integers(0, len(_FOREIGN[who.ethnicity])))]
    elif who.ethnicity == "ic1":
        who.accent = looks.ACCENTS[
            int(words.draw(rng, looks.ACCENT_SHARES[:12] / looks.ACCENT_SHARES[:12].sum(), 1)[0])
        ]
    if age > 48 and rng.random() < 0.65:
        who.hair_colour = "grey" if rng.random() < 0.75 else "white"
    elif who.ethnicity in _DARK and rng.random() < 0.92:
        who.hair_colour = "black"
    elif who.hair_colour in ("grey", "white") and rng.random() < 0.8:
        who.hair_colour = "dark_brown"
    if age > 45 and rng.random() < 0.5:
        who.build = "large" if rng.random() < 0.5 else "stocky"
        who.hair_length = "bald" if rng.random() < 0.3 else who.hair_length
    elif age < 28 and rng.random() < 0.5:
        who.build = "slim"
    who.vehicles = [
        (plate, make, _USUAL_COLOUR[make] if make in _USUAL_COLOUR and rng.random() < 0.5 else colour)
        for plate, make, colour in who.vehicles
    ]
    return who


def _population(rng: np.random.Generator, size: int) -> tuple[list[Offender], list[int]]:
    """The offenders, and for each the number of his partner, or -1."""
    people = [_offender(rng) for _ in range(size)]
    for i in np.flatnonzero(rng.random(size) < LOOK_ALIKES):
        model = people[int(rng.integers(0, size))]
        own = people[i]
        for trait in ("gender", "build", "hair_colour", "hair_length", "ethnicity", "accent"):
            setattr(own, trait, getattr(model, trait))
        own.born, own.height = model.born + rng.normal(0, 700), model.height + rng.normal(0, 3)
        if rng.random() < 0.6:
            own.bases = [looks.moved(rng, base, 4.0) for base in model.bases]
        if rng.random() < 0.3:
            own.aliases[0] = model.aliases[0]
    for i in np.flatnonzero(rng.random(size) < RECYCLED):
        giver, own = people[int(rng.integers(0, size))], people[i]
        own.phones.append(giver.phones[0])
        own.start = max(own.start, min(giver.start + giver.active * 0.7, looks.DAYS - 200.0))
    for i in np.flatnonzero(rng.random(size) < SHARED_CAR):
        other = people[int(rng.integers(0, size))]
        if other.vehicles:
            people[i].vehicles.append(other.vehicles[0])
            people[i].bases.append(looks.moved(rng, other.bases[0], 5.0))
    partner = [-1] * size
    order = rng.permutation(size)[: int(size * PARTNERS) // 2 * 2]
    for a, b in zip(order[::2].tolist(), order[1::2].tolist(), strict=True):
        partner[a], partner[b] = b, a
        first, second = people[a], people[b]
        second.bases = [base.copy() for base in first.bases]
        second.start, second.active = first.start, first.active
        if rng.random() < 0.5:
            second.ethnicity, second.accent = first.ethnicity, first.accent
        second.habits = (second.habits + first.habits) / 2
    return people, partner


@dataclasses.dataclass
class _Event:
    """What is common to all who tell of it."""

    day: int
    place: np.ndarray
    phone: str | None
    car: tuple[str, str, str] | None


def _event(rng: np.random.Generator, who: Offender) -> _Event:
    day = float(np.clip(who.start + rng.uniform(0, who.active), 0, looks.DAYS))
    phone = None
    at = int((day - who.start) / max(who.active, 1.0) * len(who.phones) + rng.normal(0, 0.4))
    if rng.random() < PHONE:
        own = who.phones[int(np.clip(at, 0, len(who.phones) - 1))]
        phone = str(words.phones(rng, 1)[0]) if rng.random() < 0.20 else own
    car = None
    if who.vehicles and rng.random() < 0.42:
        car = who.vehicles[int(rng.integers(0, len(who.vehicles)))]
    base = who.bases[int(rng.integers(0, len(who.bases)))]
    if rng.random() < 0.10:
        base = looks.CENTRES[int(words.draw(rng, looks.CENTRE_SHARES, 1)[0])]
    return _Event(int(day), looks.moved(rng, base, 3.5), phone, car)


def _row(rng: np.random.Generator, who: Offender, event: _Event, by: Reporter) -> dict[str, object]:
    def told(share: float) -> bool:
        return bool(rng.random() < share * by.detail)

    row: dict[str, object] = {}
    if told(NAME):
        row["name"] = weak.told_name(rng, who, FULL_NAME)
    if event.phone and told(0.95):
        row["phone"] = weak.told_phone(rng, event.phone)
    if event.car:
        plate, make, colour = event.car
        if told(PLATE):
            row["plate"] = weak.told_plate(rng, plate)
        if told(0.8):
            row["vehicle_make"] = looks.mistaken(rng, make, 0.12, looks.MAKES)
        if told(0.9):
            row["vehicle_colour"] = looks.mistaken(rng, colour, 0.15, looks.COLOURS)
    if told(0.04):
        row["email"] = who.email
    if told(0.95):
        row["gender"] = who.gender
    if told(0.78):
        row["age_from"], row["age_to"] = looks.age_estimate(rng, (event.day - who.born) / 365.25 + by.age, 4.0)
    if told(0.58):
        row["height"] = looks.height_estimate(rng, who.height + by.height, 4.0)
    if told(0.62):
        build = looks.mistaken(rng, who.build, 0.20, looks.BUILDS)
        row["build"] = looks.BUILDS[min(looks.BUILDS.index(build) + 1, 4)] if rng.random() < by.heavier else build
    if told(0.62):
        row["hair_colour"] = looks.mistaken(rng, who.hair_colour, 0.18, looks.HAIR_COLOURS)
    if told(0.52):
        row["hair_length"] = looks.mistaken(rng, who.hair_length, 0.22, looks.HAIR_LENGTHS)
    if told(0.80):
        seen = looks.mistaken(rng, who.ethnicity, 0.06, looks.ETHNICITIES)
        row["ethnicity"] = by.takes_for if who.ethnicity != "ic1" and rng.random() < by.takes else seen
    if told(0.48):
        row["accent"] = looks.mistaken(rng, who.accent, 0.15, looks.ACCENTS)
    row["marks"] = weak.told_marks(rng, who.marks, 0.7 * by.detail)
    if told(0.90):
        done = rng.random(len(looks.BEHAVIOURS)) < who.habits
        row["behaviours"] = ";".join(np.array(looks.BEHAVIOURS)[done]) or None
    if told(0.92):
        lat, lon = looks.moved(rng, event.place, 0.25)
        row["lat"], row["lon"] = round(lat, 4), round(lon, 4)
    # She may be a day or two out.
    out = int(rng.choice([0, 0, 0, 0, -1, 1, 2]))
    row["date"] = str(looks.FIRST_DAY + int(np.clip(event.day + out, 0, looks.DAYS)))
    return row


COLUMNS = (
    "id report source event offender name phone plate email gender age_from age_to height build hair_colour "
    "hair_length ethnicity accent vehicle_make vehicle_colour marks behaviours lat lon date"
).split()


def generate(size: int, seed: int) -> pd.DataFrame:
    """About `size` sightings, cut to it; `offender` and `event` are the truth, `source` is who told.

    Rows with one `report` are two offenders of one event, told by one reporter.
    """
    rng = np.random.default_rng([seed, 202])
    counts = looks.sighting_counts(rng, size, 1.9, 25)
    people, partner = _population(rng, len(counts))
    reporters = [_reporter(rng) for _ in range(size // 9)]
    busy = words.zipf(len(reporters), 0.6, 8.0)
    homes = np.array([r.home for r in reporters])

    def near(place: np.ndarray) -> int:
        """A reporter from around there, the busy ones more often."""
        some = words.draw(rng, busy, 60)
        return int(some[np.argmin(((homes[some] - place) ** 2).sum(axis=1))])

    rows: list[dict[str, object]] = []
    reports = events = 0
    for number, count in enumerate(counts):
        who, other = people[number], partner[number]
        for _ in range(count):
            event = _event(rng, who)
            events += 1
            reports += 1
            source = near(event.place)
            key = {"report": reports, "source": source, "event": events}
            rows.append({**key, "offender": number, **_row(rng, who, event, reporters[source])})
            if other >= 0 and rng.random() < TOGETHER / 2:
                if rng.random() >= IN_ONE_REPORT:
                    reports += 1
                    source = near(event.place)
                    key = {"report": reports, "source": source, "event": events}
                seen = copy.copy(event)
                rows.append({**key, "offender": other, **_row(rng, people[other], seen, reporters[source])})
            if rng.random() < TOLD_TWICE:
                reports += 1
                source = near(event.place)
                key = {"report": reports, "source": source, "event": events}
                rows.append({**key, "offender": number, **_row(rng, who, event, reporters[source])})
    frame = pd.DataFrame(rows).iloc[rng.permutation(len(rows))[:size]].reset_index(drop=True)
    frame["id"] = np.arange(len(frame))
    for column in ("age_from", "age_to", "height"):
        frame[column] = frame[column].astype("Int64")
    return frame[COLUMNS]


def write(folder: pathlib.Path, size: int, seed: int) -> None:
    """`correlated-SEED.csv`."""
    generate(size, seed).to_csv(folder / f"correlated-{seed}.csv", index=False)
