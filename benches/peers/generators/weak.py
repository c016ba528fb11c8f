"""Sightings told by weak descriptors that change: each field is independent of the others, given the offender."""

from __future__ import annotations

import dataclasses
import pathlib

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from . import looks, words

# Shares of sightings in which a field is told at all.
TOLD = {
    "gender": 0.95,
    "age": 0.75,
    "height": 0.55,
    "build": 0.60,
    "hair_colour": 0.60,
    "hair_length": 0.50,
    "ethnicity": 0.80,
    "accent": 0.45,
    "mark": 0.7,
    "behaviours": 0.92,
    "place": 0.93,
}
NAME, PHONE, EMAIL, VEHICLE, PLATE = 0.62, 0.62, 0.10, 0.50, 0.50
FULL_NAME = 0.40


@dataclasses.dataclass
class Offender:
    """What stays the same, and what he changes."""

    gender: str
    born: float  # days before the first day
    height: float  # cm
    build: str
    hair_colour: str
    hair_length: str
    ethnicity: str
    accent: str
    aliases: list[str]
    surname: str
    phones: list[str]
    email: str
    vehicles: list[tuple[str, str, str]]  # plate, make, colour
    marks: list[str]
    habits: NDArray[np.float64]  # probability of each behaviour
    bases: list[NDArray[np.float64]]
    start: float  # days after the first day
    active: float  # days


def offender(rng: np.random.Generator) -> Offender:
    """One of them, each trait drawn on its own."""
    cars = int(rng.choice([0, 1, 2, 3], p=[0.25, 0.45, 0.2, 0.1]))
    base = looks.CENTRES[int(words.draw(rng, looks.CENTRE_SHARES, 1)[0])]
    bases = [looks.moved(rng, base, 6.0) for _ in range(int(rng.choice([1, 2, 3], p=[0.6, 0.3, 0.1])))]
    strength = 1.1
    shares = looks.BEHAVIOUR_SHARES
    return Offender(
        gender=str(rng.choice(["male", "female", "other"], p=[0.94, 0.04, 0.02])),
        born=-365.25 * float(np.clip(rng.gamma(9.0, 4.1), 17, 75)),
        height=float(rng.normal(177, 7.2)),
        build=looks.pick(rng, looks.BUILDS, looks.BUILD_SHARES),
        hair_colour=looks.pick(rng, looks.HAIR_COLOURS, looks.HAIR_COLOUR_SHARES),
        hair_length=looks.pick(rng, looks.HAIR_LENGTHS, looks.HAIR_LENGTH_SHARES),
        ethnicity=looks.pick(rng, looks.ETHNICITIES, looks.ETHNICITY_SHARES),
        accent=looks.pick(rng, looks.ACCENTS, looks.ACCENT_SHARES),
        aliases=looks.name_pool(rng, int(rng.integers(1, 5))),
        surname=looks.surname_pool(rng, 1)[0],
        phones=list(words.phones(rng, int(rng.choice([1, 2, 3, 4, 5], p=[0.35, 0.28, 0.2, 0.12, 0.05])))),
        email=f"{looks.name_pool(rng, 1)[0].lower()}{int(rng.integers(1, 9999))}@example.org",
        vehicles=[
            (
                str(words.plates(rng, 1)[0]),
                looks.pick(rng, looks.MAKES, looks.MAKE_SHARES),
                looks.pick(rng, looks.COLOURS, looks.COLOUR_SHARES),
            )
            for _ in range(cars)
        ],
        marks=[
            f"{looks.MOTIFS[int(rng.integers(0, len(looks.MOTIFS)))]}_{looks.BODY_PLACES[int(rng.integers(0, 8))]}"
            for _ in range(int(rng.choice([0, 1, 2], p=[0.7, 0.2, 0.1])))
        ],
        habits=rng.beta(shares * strength, (1 - shares) * strength),
        bases=bases,
        start=float(rng.uniform(-300, looks.DAYS - 60)),
        active=float(rng.exponential(500) + 60),
    )


def told_name(rng: np.random.Generator, who: Offender, full: float) -> str:
    """What he called himself, as she wrote it; often one that he never said before, with `full` a surname too."""
    known = rng.random() >= 0.30
    name = who.aliases[int(rng.integers(0, len(who.aliases)))] if known else looks.name_pool(rng, 1)[0]
    if rng.random() < 0.15:
        short = words.nickname_table().get(name)
        name = short[int(rng.integers(0, len(short)))] if short else name
    if rng.random() < 0.07:
        name = words.slip(rng, name)
    if rng.random() < full:
        surname = who.surname
        if rng.random() < 0.08:
            surname = words.slip(rng, surname)
        name = f"{name} {surname}"
    return name


def told_phone(rng: np.random.Generator, number: str) -> str:
    """The number as it was written down: sometimes with a digit wrong."""
    if rng.random() < 0.05:
        number = words.slip_digit(rng, number)
    return words.written_phone(rng, number)


def told_plate(rng: np.random.Generator, plate: str) -> str:
    """The plate as it was seen: in full, in part, or with a symbol taken for another."""
    way = rng.random()
    if way < 0.35:
        return words.partial_plate(rng, plate)
    return words.confuse_plate(rng, plate) if way < 0.47 else plate


def told_marks(rng: np.random.Generator, marks: list[str], told: float) -> str | None:
    """The marks that were seen, now and then at another place of the body."""
    seen = []
    for mark in marks:
        if rng.random() < told:
            motif = mark.rsplit("_", 1)[0]
            place = looks.BODY_PLACES[int(rng.integers(0, 8))]
            seen.append(f"{motif}_{place}" if rng.random() < 0.15 else mark)
    return ";".join(seen) or None


def sighting(rng: np.random.Generator, who: Offender) -> dict[str, object]:
    """One report of him."""
    day = float(np.clip(who.start + rng.uniform(0, who.active), 0, looks.DAYS))
    row: dict[str, object] = {}
    if rng.random() < NAME:
        row["name"] = told_name(rng, who, FULL_NAME)
    # He takes a new number as time goes by, and now and then one that is used only once.
    if rng.random() < PHONE:
        at = int((day - who.start) / max(who.active, 1.0) * len(who.phones) + rng.normal(0, 0.4))
        number = who.phones[int(np.clip(at, 0, len(who.phones) - 1))]
        row["phone"] = told_phone(rng, str(words.phones(rng, 1)[0]) if rng.random() < 0.20 else number)
    if who.vehicles and rng.random() < VEHICLE:
        plate, make, colour = who.vehicles[int(rng.integers(0, len(who.vehicles)))]
        if rng.random() < PLATE:
            row["plate"] = told_plate(rng, plate)
        if rng.random() < 0.8:
            row["vehicle_make"] = looks.mistaken(rng, make, 0.12, looks.MAKES)
        if rng.random() < 0.9:
            row["vehicle_colour"] = looks.mistaken(rng, colour, 0.15, looks.COLOURS)
    if rng.random() < EMAIL:
        row["email"] = who.email
    if rng.random() < TOLD["gender"]:
        row["gender"] = who.gender
    if rng.random() < TOLD["age"]:
        row["age_from"], row["age_to"] = looks.age_estimate(rng, (day - who.born) / 365.25, 5.0)
    if rng.random() < TOLD["height"]:
        row["height"] = looks.height_estimate(rng, who.height, 5.0)
    for field, table, share in (
        ("build", looks.BUILDS, 0.25),
        ("hair_colour", looks.HAIR_COLOURS, 0.20),
        ("hair_length", looks.HAIR_LENGTHS, 0.25),
        ("ethnicity", looks.ETHNICITIES, 0.10),
        ("accent", looks.ACCENTS, 0.15),
    ):
        if rng.random() < TOLD[field]:
            row[field] = looks.mistaken(rng, getattr(who, field), share, table)
    row["marks"] = told_marks(rng, who.marks, TOLD["mark"])
    if rng.random() < TOLD["behaviours"]:
        done = rng.random(len(looks.BEHAVIOURS)) < who.habits
        row["behaviours"] = ";".join(np.array(looks.BEHAVIOURS)[done]) or None
    if rng.random() < TOLD["place"]:
        base = who.bases[int(rng.integers(0, len(who.bases)))]
        if rng.random() < 0.12:
            base = looks.CENTRES[int(words.draw(rng, looks.CENTRE_SHARES, 1)[0])]
        lat, lon = looks.moved(rng, base, 3.5)
        row["lat"], row["lon"] = round(lat, 4), round(lon, 4)
    row["date"] = str(looks.FIRST_DAY + int(day))
    return row


COLUMNS = (
    "id report offender name phone plate email gender age_from age_to height build hair_colour hair_length "
    "ethnicity accent vehicle_make vehicle_colour marks behaviours lat lon date"
).split()


def generate(size: int, seed: int) -> pd.DataFrame:
    """`size` sightings; `offender` is the truth, each row its own report."""
    rng = np.random.default_rng([seed, 101])
    rows: list[dict[str, object]] = []
    for number, count in enumerate(looks.sighting_counts(rng, size, 1.9, 25)):
        who = offender(rng)
        rows += [{"offender": number, **sighting(rng, who)} for _ in range(count)]
    rng.shuffle(rows)
    frame = pd.DataFrame(rows)
    frame["id"] = frame["report"] = np.arange(len(frame))
    for column in ("age_from", "age_to", "height"):
        frame[column] = frame[column].astype("Int64")
    return frame[COLUMNS]


def write(file: pathlib.Path, size: int, seed: int) -> None:
    """As CSV, whole or not at all: a large one takes long."""
    part = file.with_suffix(".part")
    generate(size, seed).to_csv(part, index=False)
    part.rename(file)
