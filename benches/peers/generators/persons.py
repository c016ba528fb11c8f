"""Person-like registers: one to four records of each person, with families, twins, namesakes and junk values."""

from __future__ import annotations

import pathlib

import numpy as np
import pandas as pd

from . import words
from .words import Ints, Words

# How many records people have: shares of one, two, three and four.
RECORDS = np.array([0.45, 0.30, 0.15, 0.10])
# How many families bear a name of their town, and how many children one in fashion: such names coincide more often
# than their frequencies say.
NATIVE, FASHION = 0.40, 0.50
# How many towns there are; the first have most of the people.
TOWNS = 90
# How many people live in a household: shares of one to five.
HOUSEHOLD = np.array([0.986, 0.007, 0.0035, 0.0023, 0.0012])

# Shares of records in which a field is not given.
MISSING = {
    "given_name": 0.03,
    "surname": 0.02,
    "date_of_birth": 0.25,
    "sex": 0.10,
    "street": 0.30,
    "city": 0.10,
    "postcode": 0.30,
    "phone": 0.50,
    "email": 0.68,
}
# Shares of records spoilt in a way.
GIVEN_SLIP, SURNAME_SLIP, NICKNAME, INITIAL, SWAPPED = 0.06, 0.06, 0.08, 0.02, 0.015
BIRTH_SLIP, BIRTH_TURNED, BIRTH_JUNK, YEAR_ONLY_NEAR = 0.04, 0.03, 0.015, 0.02
PHONE_JUNK, PHONE_SLIP, STREET_SLIP, POSTCODE_SLIP = 0.01, 0.03, 0.08, 0.04
# Shares of later records of a person by which something has changed.
MOVED, MARRIED, NEW_PHONE, NEW_EMAIL = 0.15, 0.03, 0.22, 0.20


def _where(rng: np.random.Generator, size: int, share: float) -> Ints:
    return np.flatnonzero(rng.random(size) < share)


class _People:
    """Who they are before anything is written down; everything by index of the person."""

    def __init__(self, rng: np.random.Generator, size: int) -> None:
        sizes = words.draw(rng, HOUSEHOLD, size) + 1
        home = np.repeat(np.arange(size), sizes)[:size]
        homes = int(home.max()) + 1
        place = np.arange(size) - np.searchsorted(home, home)
        names, shares = words.surnames()
        family = names[words.draw(rng, shares, homes)]
        own = names[words.draw(rng, shares, size)]
        towns = words.towns(TOWNS)
        town = words.draw(rng, words.zipf(TOWNS, 0.9, 5.0), homes)
        native = np.flatnonzero(rng.random(homes) < NATIVE)
        family[native] = _of_the_place(town[native], rng.random(len(native)), names)
        alone = rng.random(size) < np.where(place == 0, 0.0, 0.25)
        self.surname = np.where(alone, own, family[home])
        female = np.where(place == 1, rng.random(size) < 0.9, rng.random(size) < 0.45)
        parents = rng.integers(1935, 1996, homes)
        year = np.where(
            place < 2, parents[home] + rng.integers(-4, 5, size), parents[home] + rng.integers(20, 38, size)
        )
        given = np.empty(size, dtype=object)
        for sex in (False, True):
            chosen = np.flatnonzero(female == sex)
            found, weights = words.given_names(sex)
            given[chosen] = found[words.draw(rng, weights, len(chosen))]
            # In fashion: one of the names of her decade.
            chosen = chosen[rng.random(len(chosen)) < FASHION]
            rank = words.draw(rng, words.zipf(25, 0.7), len(chosen))
            given[chosen] = found[(year[chosen] // 10 * 17 + rank * 3) % 150]
        born = (year.clip(1920, 2015) - 1970) * 365.2425 + rng.integers(0, 365, size)
        # Twins, and children who bear a parent's name.
        twins = np.flatnonzero((place == 3) & (rng.random(size) < 0.12))
        born[twins] = born[twins - 1]
        alike = twins[rng.random(len(twins)) < 0.3]
        given[alike] = np.array([words.slip(rng, n) for n in given[alike - 1]], dtype=object)
        heirs = np.flatnonzero((place == 2) & (rng.random(size) < 0.05))
        given[heirs] = given[heirs - 2]
        self.given: Words = given
        self.female = female
        self.born = born.astype(np.int64)
        streets = words.streets(40_000)
        self.home = home
        self.town = towns[town]
        self.street = _streets(rng, streets, homes)
        self.postcode = words.postcodes(rng, homes, words.AREAS)
        landline = words.phones(rng, homes)
        self.phone: Words = np.where(rng.random(size) < 0.35, landline[home], words.phones(rng, size))
        self.email = _emails(rng, given, self.surname)


def _of_the_place(town: Ints, chance: words.Floats, names: Words) -> Words:
    """One of the two hundred surnames that are frequent in a town, of which each has its own."""
    rank = np.searchsorted(np.cumsum(words.zipf(200, 0.8)), chance).clip(0, 199)
    return names[300 + (town * 7919 + rank * 31) % 20_000]


def _streets(rng: np.random.Generator, streets: Words, size: int) -> Words:
    named = streets[words.draw(rng, words.zipf(len(streets), 0.7, 10.0), size)]
    return np.array([f"{n} {s}" for n, s in zip(rng.integers(1, 180, size), named, strict=True)], dtype=object)


def _emails(rng: np.random.Generator, given: Words, surname: Words) -> Words:
    tags = rng.integers(0, 100, len(given))
    return np.array(
        [f"{g}.{s}{t}@example.org".lower() for g, s, t in zip(given, surname, tags, strict=True)],
        dtype=object,
    )


def generate(size: int, seed: int) -> pd.DataFrame:
    """About `size` records (exactly, cut at the end), shuffled; columns `id`, `person` (the truth), and the fields."""
    rng = np.random.default_rng(seed)
    people = int(size / (RECORDS @ np.arange(1, 5))) + 100
    who = _People(rng, people)
    counts = words.draw(rng, RECORDS, people) + 1
    person = np.repeat(np.arange(people), counts)[:size]
    later = np.arange(size) > np.searchsorted(person, person)
    home = who.home[person]
    given, surname = who.given[person], who.surname[person]
    street, town, postcode = who.street[home], who.town[home], who.postcode[home]
    phone, email = who.phone[person], who.email[person]

    at = np.flatnonzero(later & (rng.random(size) < MOVED))
    street[at] = _streets(rng, words.streets(40_000), len(at))
    postcode[at] = words.postcodes(rng, len(at), words.AREAS)
    far = at[rng.random(len(at)) < 0.5]
    town[far] = words.towns(TOWNS)[words.draw(rng, words.zipf(TOWNS, 0.9, 5.0), len(far))]
    at = np.flatnonzero(later & (rng.random(size) < NEW_PHONE))
    phone[at] = words.phones(rng, len(at))
    at = np.flatnonzero(later & (rng.random(size) < NEW_EMAIL))
    email[at] = np.array(
        [
            f"{g[:1]}{s}{t}@example.org".lower()
            for g, s, t in zip(given[at], surname[at], rng.integers(0, 1000, len(at)), strict=True)
        ],
        dtype=object,
    )
    names, shares = words.surnames()
    at = np.flatnonzero(later & who.female[person] & (rng.random(size) < MARRIED))
    surname[at] = names[words.draw(rng, shares, len(at))]

    short = words.nickname_table()
    for i in _where(rng, size, NICKNAME):
        forms = short.get(given[i])
        if forms:
            given[i] = forms[int(rng.integers(0, len(forms)))]
    for i in _where(rng, size, GIVEN_SLIP):
        given[i] = words.slip(rng, given[i])
    for i in _where(rng, size, INITIAL):
        given[i] = given[i][:1]
    for i in _where(rng, size, SURNAME_SLIP):
        surname[i] = words.slip(rng, surname[i])
    at = _where(rng, size, SWAPPED)
    given[at], surname[at] = surname[at].copy(), given[at].copy()
    for i in _where(rng, size, STREET_SLIP):
        street[i] = words.slip(rng, street[i])
    for i in _where(rng, size, POSTCODE_SLIP):
        postcode[i] = words.slip_digit(rng, postcode[i])
    for i in _where(rng, size, PHONE_SLIP):
        phone[i] = words.slip_digit(rng, phone[i])
    phone[_where(rng, size, PHONE_JUNK)] = "0000000"

    born = _dates(rng, who.born[person])
    frame = pd.DataFrame(
        {
            "given_name": given,
            "surname": surname,
            "date_of_birth": born,
            "sex": np.where(who.female[person], "F", "M").astype(object),
            "street": street,
            "city": town,
            "postcode": postcode,
            "phone": phone,
            "email": email,
        }
    )
    frame["sex"] = frame["sex"].mask(rng.random(size) < 0.005, "M")
    for column, share in MISSING.items():
        frame.loc[rng.random(size) < share, column] = None
    order = rng.permutation(size)
    frame.insert(0, "person", person)
    frame = frame.iloc[order].reset_index(drop=True)
    frame.insert(0, "id", np.arange(size))
    return frame


def _dates(rng: np.random.Generator, born: Ints) -> Words:
    """Dates as YYYY-MM-DD, some with a slip, day and month turned, the year near by, or a placeholder."""
    size = len(born)
    at = _where(rng, size, YEAR_ONLY_NEAR)
    born = born.copy()
    born[at] += 365 * rng.choice([-2, -1, 1, 2], len(at))
    texts = np.datetime_as_string(born.astype("datetime64[D]")).astype(object)
    for i in _where(rng, size, BIRTH_TURNED):
        year, month, day = texts[i].split("-")
        if int(day) <= 12:
            texts[i] = f"{year}-{day}-{month}"
    for i in _where(rng, size, BIRTH_SLIP):
        year, month, day = texts[i].split("-")
        slot = int(rng.integers(0, 3))
        if slot == 0:
            year = f"{year[:2]}{int(rng.integers(2, 10))}{year[3]}"
        elif slot == 1:
            month = f"{int(rng.integers(1, 13)):02d}"
        else:
            day = f"{int(rng.integers(1, 29)):02d}"
        texts[i] = f"{year}-{month}-{day}" if int(day) <= 28 else texts[i]
    texts[_where(rng, size, BIRTH_JUNK)] = "1900-01-01"
    return texts


def write(folder: pathlib.Path, size: int, seed: int) -> None:
    """`persons-SIZE.csv`."""
    generate(size, seed).to_csv(folder / f"persons-{size}.csv", index=False)
