"""Names, words and numbers that the generators draw from, and the slips that spoil them.

Given names and surnames come from the PyPI package `names` (frequencies of the 1990 US census) and are combined at
random; surnames are continued by a long tail of composed ones. Telephone numbers begin with 06, which nobody has;
plates have an I, Q or Z in the tag and cannot be issued; e-mail addresses are of example.org.
"""

from __future__ import annotations

import functools
import pathlib
import string
from collections.abc import Sequence

import names
import nicknames
import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.object_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_STEMS = (
    "Ald Ash Bar Beck Ber Birk Black Bold Brack Brad Bram Brent Brig Broad Brom Burn Cal Carl Chad Chis Clay "
    "Cliff Cold Copp Cran Crox Dal Darn Den Ditch Dray Dun Eas Eck Elk Ells Fair Farn Fen Flax Fox Fur Gar Gold "
    "Gor Gray Grim Had Hal Hamp Har Hasl Haw Hay Hend Hes High Hind Hol Hop Horn Hub Hux Ing Kel Kem Kil Kin "
    "Kirk Lang Lark Led Ley Lin Lock Long Lud Mald Mar Mel Mid Mill Mos Nant Nor Oak Old Orm Os Pem Pen Pick "
    "Pres Quar Rad Rams Raw Red Rip Rock Rud Rush Sal San Scar Sed Shel Ship Skel Sow Stain Stan Stock Stret Sud "
    "Sut Swin Tad Tam Thorn Til Tod Trent Tup Ul Up Wad Wake Wal War Wat Wel Wen West Whit Wick Wil Win Wol Wood "
    "Wrox Yard Yax"
).split()
_MIDDLES = ["", "er", "en", "ing", "le", "i", "a", "o", "s", "bo"]
_TAILS = (
    "bank beck borough bourne bridge brook burn bury by cliffe combe cote cott croft dale den don field fold "
    "ford gate ham hart head hill holme hurst land leigh ley low man mere more ness nold pool rick ridge rop row "
    "sett shaw side son sop stead stock stone thorpe thwaite ton vale wade wall ward water way well wick win "
    "wood worth yard"
).split()
_STREET_TYPES = [
    "Road",
    "Street",
    "Avenue",
    "Lane",
    "Close",
    "Drive",
    "Crescent",
    "Way",
    "Place",
    "Terrace",
    "Grove",
]
_CONFUSED = {
    "0": "O",
    "O": "0",
    "1": "I",
    "I": "1",
    "5": "S",
    "S": "5",
    "8": "B",
    "B": "8",
    "M": "N",
    "N": "M",
    "V": "Y",
    "7": "T",
}


def zipf(size: int, exponent: float = 1.0, shift: float = 2.7) -> Floats:
    """Shares of `size` things by rank, after Zipf and Mandelbrot."""
    shares = (np.arange(size) + shift) ** -exponent
    return shares / shares.sum()


def draw(rng: np.random.Generator, shares: Floats, size: int) -> Ints:
    """Indices drawn by their shares; quicker than `choice` where there are many."""
    return np.searchsorted(np.cumsum(shares), rng.random(size) * shares.sum(), side="right").clip(0, len(shares) - 1)


def _census(file: str) -> tuple[list[str], list[float]]:
    rows = [line.split() for line in (pathlib.Path(names.__file__).parent / file).read_text().splitlines()]
    return [row[0].title() for row in rows], [float(row[1]) + 0.0002 for row in rows]


@functools.cache
def given_names(female: bool) -> tuple[Words, Floats]:
    """Given names of a sex, and their shares."""
    found, shares = _census("dist.female.first" if female else "dist.male.first")
    return np.array(found, dtype=object), np.array(shares) / np.sum(shares)


@functools.cache
def surnames(composed: float = 0.15) -> tuple[Words, Floats]:
    """Surnames and their shares: those of the census, and a tail of composed ones with the share `composed`."""
    found, shares = _census("dist.all.last")
    known = set(found)
    made = [s + m + t for t in _TAILS for m in _MIDDLES for s in _STEMS]
    made = [name for name in made if name not in known]
    np.random.default_rng(7).shuffle(made)
    head = np.array(shares) / np.sum(shares) * (1 - composed)
    tail = zipf(len(made), 0.9, 30.0) * composed
    return np.array(found + made, dtype=object), np.concatenate([head, tail])


@functools.cache
def nickname_table() -> dict[str, list[str]]:
    """The short forms of given names in the PyPI package `nicknames`."""
    namer = nicknames.NickNamer()
    found, _ = given_names(True)
    more, _ = given_names(False)
    return {name: sorted(n.title() for n in short) for name in [*found, *more] if (short := namer.nicknames_of(name))}


@functools.cache
def towns(size: int, seed: int = 11) -> Words:
    """Invented names of towns."""
    rng = np.random.default_rng(seed)
    made = [f"{s}{t}" for s in _STEMS for t in _TAILS]
    return np.array(rng.permutation(made)[:size], dtype=object)


@functools.cache
def streets(size: int, seed: int = 12) -> Words:
    """Invented names of streets."""
    rng = np.random.default_rng(seed)
    made = [f"{s}{m}{t} {k}" for s in _STEMS for m in _MIDDLES[:4] for t in _TAILS[:40] for k in _STREET_TYPES]
    return np.array(rng.permutation(made)[:size], dtype=object)


def phones(rng: np.random.Generator, size: int) -> Words:
    """Numbers that begin with 06, which nobody has."""
    numbers = rng.integers(100_000_000, 999_999_999, size)
    return np.array([f"06{n:09d}" for n in numbers.tolist()], dtype=object)


def written_phone(rng: np.random.Generator, phone: str) -> str:
    """One of the ways in which people write the number."""
    way = rng.integers(0, 4)
    if way == 0:
        return f"{phone[:5]} {phone[5:]}"
    if way == 1:
        return f"+44 {phone[1:5]} {phone[5:]}"
    return phone


def plates(rng: np.random.Generator, size: int) -> Words:
    """Plates of the current style with an I, Q or Z in the tag, which are not issued."""
    letters = np.array(list("ABCDEFGHJKLMNOPRSTUVWXY"))
    rare = np.array(list("IQZ"))
    made = []
    first = rng.random(size) < 0.5
    years = rng.choice([*range(2, 27), *range(52, 77)], size)
    drawn = letters[rng.integers(0, len(letters), (size, 4))]
    odd = rare[rng.integers(0, 3, size)]
    for i in range(size):
        tag = odd[i] + drawn[i, 0] if first[i] else drawn[i, 0] + odd[i]
        made.append(f"{tag}{years[i]:02d} {''.join(drawn[i, 1:])}")
    return np.array(made, dtype=object)


def postcodes(rng: np.random.Generator, size: int, areas: Sequence[str]) -> Words:
    """Postcodes of the areas, drawn with shares by rank."""
    area = draw(rng, zipf(len(areas), 0.6), size)
    district = rng.integers(1, 30, size)
    sector = rng.integers(1, 10, size)
    unit = np.array(list("ABDEFGHJLNPQRSTUWXYZ"))[rng.integers(0, 20, (size, 2))]
    rows = zip(area, district, sector, unit, strict=True)
    return np.array([f"{areas[a]}{d} {s}{u}{v}" for a, d, s, (u, v) in rows], dtype=object)


AREAS = "LS BD S M L NE B CV NG LE DE HU YO BS CF SA PO SO N SE SW E OX CB".split()


def slip(rng: np.random.Generator, word: str) -> str:
    """The word with one slip of the keyboard: a letter lost, doubled, wrong, or two in each other's place."""
    if len(word) < 2:
        return word
    kind, at = int(rng.integers(0, 5)), int(rng.integers(0, len(word) - 1))
    letter = string.ascii_lowercase[int(rng.integers(0, 26))]
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[: at + 1] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 3:
        return word[: at + 1] + letter + word[at + 1 :]
    return word[: at + 1] + letter + word[at + 2 :]


def slip_digit(rng: np.random.Generator, number: str) -> str:
    """The number with one digit wrong, or two neighbouring ones in each other's place; what is no digit stays."""
    places = [i for i, c in enumerate(number) if c.isdigit()][2:]
    if len(places) < 2:
        return number
    at = int(rng.integers(0, len(places) - 1))
    digits = list(number)
    a, b = places[at], places[at + 1]
    if rng.random() < 0.4:
        digits[a], digits[b] = digits[b], digits[a]
    else:
        digits[b] = str((int(digits[b]) + int(rng.integers(1, 10))) % 10)
    return "".join(digits)


def confuse_plate(rng: np.random.Generator, plate: str) -> str:
    """The plate with one symbol that was taken for another."""
    places = [i for i, c in enumerate(plate) if c in _CONFUSED]
    if not places:
        return plate
    at = int(rng.choice(places))
    return plate[:at] + _CONFUSED[plate[at]] + plate[at + 1 :]


def partial_plate(rng: np.random.Generator, plate: str) -> str:
    """The plate with one to four places not seen, each written as `?`."""
    symbols = list(plate)
    places = [i for i, c in enumerate(symbols) if c != " "]
    for at in rng.choice(places, int(rng.integers(1, 5)), replace=False):
        symbols[at] = "?"
    return "".join(symbols)
