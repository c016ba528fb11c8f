"""What witnesses can say of someone, how often it is true of people, and how they mistake it.

The shares are assumptions, of the order of what police statistics and studies of eyewitnesses report; they are those of
an invented population.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from . import words

BUILDS = ["slim", "medium", "athletic", "stocky", "large"]
BUILD_SHARES = np.array([0.22, 0.36, 0.14, 0.16, 0.12])
HAIR_COLOURS = ["black", "dark_brown", "light_brown", "blond", "red", "grey", "white"]
HAIR_COLOUR_SHARES = np.array([0.26, 0.33, 0.17, 0.08, 0.03, 0.10, 0.03])
HAIR_LENGTHS = ["bald", "shaved", "short", "collar", "long"]
HAIR_LENGTH_SHARES = np.array([0.10, 0.17, 0.52, 0.14, 0.07])
# Perceived ethnicity, by the police's IC codes.
ETHNICITIES = ["ic1", "ic2", "ic3", "ic4", "ic5", "ic6"]
ETHNICITY_SHARES = np.array([0.60, 0.07, 0.11, 0.14, 0.03, 0.05])
ACCENTS = (
    "local london scottish northern_irish irish welsh west_country midlands scouse geordie yorkshire mancunian "
    "polish romanian albanian turkish arabic indian pakistani west_african caribbean chinese spanish russian"
).split()
ACCENT_SHARES = words.zipf(len(ACCENTS), 0.9, 0.6)
MAKES = (
    "ford vauxhall volkswagen bmw audi mercedes toyota nissan peugeot renault citroen honda hyundai kia skoda "
    "seat mini mazda volvo fiat land_rover jaguar lexus dacia"
).split()
MAKE_SHARES = words.zipf(len(MAKES), 0.8, 2.0)
COLOURS = ["black", "grey", "white", "silver", "blue", "red", "green", "yellow", "brown", "orange"]
COLOUR_SHARES = np.array([0.23, 0.20, 0.17, 0.14, 0.13, 0.08, 0.02, 0.01, 0.01, 0.01])
MOTIFS = (
    "skull rose cross name snake eagle star tribal dragon lion football_badge anchor heart spider_web flag tear "
    "barbed_wire wolf scorpion letters"
).split()
BODY_PLACES = ["neck", "face", "hand", "forearm", "upper_arm", "chest", "back", "leg"]
BEHAVIOURS = (
    "aggressive intoxicated polite apologetic haggles refuses_to_pay steals_back counterfeit_money "
    "removes_condom films photographs follows_home repeat_calls withholds_number false_booking locks_doors "
    "drives_elsewhere second_man weapon_shown knife strangles spits insults racist_words religious_talk "
    "claims_police threatens_exposure wears_gloves covers_face unusual_request smells_strongly nervous"
).split()
# How often each is told of in a report.
BEHAVIOUR_SHARES = np.array(
    [
        *(0.30, 0.24, 0.12, 0.05, 0.18, 0.26, 0.15, 0.05, 0.12, 0.06),
        *(0.05, 0.06, 0.16, 0.12, 0.14, 0.07, 0.10, 0.05, 0.08, 0.05),
        *(0.07, 0.03, 0.20, 0.07, 0.03, 0.05, 0.06, 0.03, 0.04, 0.09),
        *(0.05, 0.08),
    ]
)
# Where reports come from: invented centres, degrees north and east, with shares by rank.
_AT = np.random.default_rng(5)
CENTRES: NDArray[np.float64] = np.column_stack([_AT.uniform(50.9, 55.0, 36), _AT.uniform(-3.2, 0.6, 36)])
CENTRE_SHARES = words.zipf(36, 1.0, 2.0)
FIRST_DAY = np.datetime64("2019-01-01")
DAYS = 6 * 365

# Colours of cars and of hair, builds and lengths that are taken for each other: the next in these orders.
_NEAR = {
    "black": ["dark_brown", "grey", "blue"],
    "dark_brown": ["black", "light_brown"],
    "light_brown": ["dark_brown", "blond", "red"],
    "blond": ["light_brown", "white", "grey"],
    "red": ["light_brown", "orange"],
    "grey": ["white", "silver", "black"],
    "white": ["grey", "silver"],
    "silver": ["grey", "white"],
    "blue": ["black", "green"],
    "green": ["blue"],
    "slim": ["medium", "athletic"],
    "medium": ["slim", "athletic", "stocky"],
    "athletic": ["medium", "stocky"],
    "stocky": ["athletic", "large", "medium"],
    "large": ["stocky"],
    "bald": ["shaved"],
    "shaved": ["bald", "short"],
    "short": ["shaved", "collar"],
    "collar": ["short", "long"],
    "long": ["collar"],
    "ic1": ["ic2", "ic6"],
    "ic2": ["ic1", "ic6", "ic4"],
    "ic3": ["ic6"],
    "ic4": ["ic6", "ic2"],
    "ic5": ["ic4"],
    "ic6": ["ic4", "ic2", "ic3"],
}


def mistaken(rng: np.random.Generator, value: str, share: float, among: list[str]) -> str:
    """The value as a witness tells it: with `share` a near one of the same table, or seldom any."""
    if rng.random() >= share:
        return value
    near = [other for other in _NEAR.get(value, []) if other in among]
    if near and rng.random() < 0.8:
        return near[int(rng.integers(0, len(near)))]
    return among[int(rng.integers(0, len(among)))]


def pick(rng: np.random.Generator, table: list[str], shares: NDArray[np.float64]) -> str:
    """One of the table, by its share."""
    return table[int(np.searchsorted(np.cumsum(shares), rng.random() * shares.sum()).clip(0, len(table) - 1))]


def age_estimate(rng: np.random.Generator, age: float, error: float) -> tuple[int, int]:
    """From and to, as a witness guesses whose error has the standard deviation `error`, in years."""
    guess = max(16.0, age + rng.normal(0, error))
    width = int(rng.choice([0, 5, 10], p=[0.25, 0.5, 0.25]))
    if width == 0:
        return round(guess), round(guess)
    low = int((guess - width / 2 + 2.5) // 5 * 5)
    return max(low, 16), max(low, 16) + width


def height_estimate(rng: np.random.Generator, height: float, error: float) -> int:
    """In centimetres, to a whole inch as people say it; `error` is its standard deviation."""
    return round(round((height + rng.normal(0, error)) / 2.54) * 2.54)


def moved(rng: np.random.Generator, place: NDArray[np.float64], median_km: float) -> NDArray[np.float64]:
    """A place at a distance with the median `median_km`, in any direction."""
    distance = median_km * np.exp(rng.normal(0, 0.9))
    angle = rng.uniform(0, 2 * np.pi)
    north = distance / 111.2
    east = distance / (111.2 * np.cos(np.radians(place[0])))
    return np.array([place[0] + north * np.sin(angle), place[1] + east * np.cos(angle)])


def name_pool(rng: np.random.Generator, size: int) -> list[str]:
    """Given names of men, by their shares."""
    found, shares = words.given_names(False)
    return [str(n) for n in found[words.draw(rng, shares, size)]]


def surname_pool(rng: np.random.Generator, size: int) -> list[str]:
    """Surnames, by their shares."""
    found, shares = words.surnames()
    return [str(n) for n in found[words.draw(rng, shares, size)]]


def sighting_counts(rng: np.random.Generator, size: int, exponent: float, most: int) -> list[int]:
    """How many sightings each offender has, until there are `size` in all: a power law with one at least."""
    shares = np.arange(1, most + 1, dtype=float) ** -exponent
    counts: list[int] = []
    left = size
    while left > 0:
        one = min(left, int(words.draw(rng, shares / shares.sum(), 1)[0]) + 1)
        counts.append(one)
        left -= one
    return counts
