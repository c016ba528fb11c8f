"""A report with a word of its own planted in every place that is sensitive, and what a call shows of it."""

import copy
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import uglymugs

# Each is unlike any word of the library. They are never written out where a traceback would quote the source.
WORD = "zq" + "canary"
ALIAS = "zq" + "alias"
PHONE = "07700 900" + "417"
PLATE = "QZ01" + "QQI"
POSTCODE = "ZQ9" + " 9ZQ"

PLANTED = [
    WORD,
    ALIAS,
    PHONE,
    "447700900" + "417",
    "900" + "417",
    PLATE,
    POSTCODE,
    "1979-04" + "-17",
    "19:41" + ":07",
]


def planted() -> Any:
    """A case that every audience is given something of, with everything filled in that can be."""
    at = "2026-03-02T10:00:00+00:00"
    person = {
        "names": [WORD],
        "phones": [PHONE],
        "emails": [f"{WORD}@example.org"],
        "address": {"street": f"1 {WORD} Street", "postcode": POSTCODE},
        "safe_contact": WORD,
    }
    grants = [
        {"purpose": "alert", "recipient": "num", "recognition_accepted": True},
        {"purpose": "matching"},
        {"purpose": "lookup", "recipient": "num"},
        {"purpose": "police_full", "recipient": "E23000010"},
        {"purpose": "partner", "recipient": "leeds_genesis"},
        {"purpose": "statistics"},
    ]
    references = ["members/num", "police/E23000010", "partner/leeds_genesis", "research/y2026"]
    authority = {"who": WORD, "how": WORD, "at": at}
    return {
        "schema": "uglymugs.case/1",
        "incident": {
            "schema": "uglymugs.incident/1",
            "id": "r-1",
            "received_at": "2026-03-01T19:41:07+00:00",
            "offences": [{"kind": "robbery"}],
            "when": {"at": "2026-03-01T19:41:07+00:00"},
            "place": {
                "force": "E23000010",
                "area": WORD,
                "venue": WORD,
                "street": WORD,
                "postcode": POSTCODE,
            },
            "narrative": f"What {WORD} did.",
            "summary": {"text": f"Of {WORD}.", "language": "en"},
            "own_words": [{"about": "place", "text": f"By {WORD}."}],
            "support_wanted": ["counselling"],
            "police_contact": {"status": "reported", "reference": WORD},
            "reporter": {"kind": "victim", "pseudonym": WORD, "first_hand": True},
            "victim": {"pseudonym": WORD, "gender": "woman", "ethnicity": "w1"},
            "offenders": [
                {
                    "aliases": [ALIAS],
                    "appearance": {"age": "mid 30s", "marks": [{"kind": "tattoo", "motif": "name"}]},
                    "vehicle": {"make": "ford", "plate": PLATE},
                    "phones": [PHONE],
                    "emails": [f"{WORD}@example.org"],
                    "handles": [f"@{WORD}"],
                    "profiles": [{"site": "example.org", "handle": WORD}],
                    "own_words": [{"about": "phrase", "text": f"Says {WORD}."}],
                    "civil_identity": {
                        "legal_name": {"name": WORD, "confirmed": True},
                        "date_of_birth": "1979-04-17",
                        "home_address": {"street": WORD, "postcode": POSTCODE},
                    },
                    "link": {"relation": "client", "how_he_knows_her": WORD, "words_about_her": WORD},
                }
            ],
            "safety": {"would_he_know": False, "only_you_know": {"paths": [], "phrases": [WORD]}},
        },
        "identity": {
            "schema": "uglymugs.identity/1",
            "incident": "r-1",
            "victim": person,
            "reporter": {"names": [f"{WORD}too"], "emails": [f"{WORD}too@example.org"]},
            "taken_by": f"{WORD}taker",
        },
        "consent": {
            "schema": "uglymugs.consent/1",
            "incident": "r-1",
            "events": [
                {
                    "event": "grant",
                    "at": at,
                    "by": {"who": "third_party", "authority": authority},
                    "wording": "2024-1",
                    "capture": {"how": "in_person", "taken_by": WORD},
                    "grants": grants,
                },
                {
                    "event": "override",
                    "incident": "r-1",
                    "recipient": "E23000010",
                    "ground": "threat_to_life",
                    "reason": WORD,
                    "ends_at": at,
                    "signatures": [{"authoriser": WORD, "at": at}],
                },
            ],
        },
        "circumstances": {
            "schema": "uglymugs.circumstances/1",
            "incident": "r-1",
            "triage": [{"state": "accepted", "at": at, "by": WORD}],
            "decisions": [{"at": at, "by": WORD, "proceed": True}],
            "references": [
                {"recipient": key, "reference": f"ref-{number}-abcdef"}
                for number, key in enumerate(references)
            ],
            "approvals": [
                {"text": WORD, "language": "en", "approver": WORD, "at": at, "audiences": ["members"]}
            ],
            "own_contacts": [
                {"path": "offenders[0].phones[0]", "decision": {"at": at, "by": WORD, "show": True}}
            ],
        },
    }


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document, the document itself first."""
    yield path
    if isinstance(document, dict | list):
        for name, value in document.items() if isinstance(document, dict) else enumerate(document):
            yield from places(value, (*path, name))


def with_at(document: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    """The document with what stands at a place changed."""
    if not path:
        return change(document)
    changed = copy.copy(document)
    changed[path[0]] = with_at(document[path[0]], path[1:], change)
    return changed


def texts(value: object) -> Iterator[str]:
    """Everything that Python would print of a value, pickled or not."""
    yield repr(value)
    yield str(value)
    yield format(value)
    if isinstance(value, BaseException):
        yield from map(repr, value.args)
        yield repr(vars(value))
        yield "".join(traceback.format_exception(value))
        for behind in (value.__cause__, value.__context__):
            if behind is not None:
                yield from texts(behind)


def after_pickling(value: object) -> Iterator[str]:
    """Pickling fails; by the oldest protocols it may give a husk, that cannot be read back."""
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        try:
            pickled = pickle.dumps(value, protocol)
            yield pickled.decode("latin-1")
            pickle.loads(pickled)
        except TypeError as error:
            yield from texts(error)
        else:
            raise AssertionError("what is sensitive was pickled")


def assert_clean(found: Iterator[str]) -> None:
    for text in found:
        for word in PLANTED:
            # Not an assertion on the text itself: it would be printed.
            if word.casefold() in text.casefold():
                raise AssertionError(f"planted word {PLANTED.index(word)} was printed")


def raised(call: Callable[[], object]) -> BaseException:
    try:
        call()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def mapping_document() -> Any:
    """A mapping with the word wherever a mapping has a text of somebody's own."""
    grant = {"purpose": "statistics"}
    return {
        "schema": "uglymugs.mapping/1",
        "name": WORD,
        "csv": {
            "delimiter": ";",
            "skip_rows": 0,
            "header_rows": 1,
            "encoding": "auto",
            "excel_dates": "1900",
        },
        "id": {"columns": ["Ref"], "prefix": "ours-"},
        "zone": "Europe/London",
        "unknown": [f"{WORD}1"],
        "refused": [f"{WORD}2"],
        "blank": [f"{WORD}3"],
        "columns": [
            {"column": "Ref", "ignore": True},
            {"column": f"{WORD}4", "path": "narrative"},
            {"column": ["Day", "Time"], "path": "when", "read": "when", "formats": ["iso", "excel"]},
            {"column": "What", "path": "offences[].kind", "split": "/", "values": {WORD: "robbery"}},
            {"column": "Force", "path": "place.force", "optional": True, "otherwise": "keep"},
            {"column": "Age", "path": "offenders[0].appearance.age"},
            {"column": "Share", "path": "consent.events[0].grants[]", "values": {WORD: grant}},
        ],
        "defaults": {
            "reporter.kind": "victim",
            "place.venue": WORD,
            "consent.events[0]": {
                "event": "grant",
                "at": "2026-03-02T10:00:00+00:00",
                "by": {"who": "victim"},
                "wording": "2024-1",
            },
        },
    }


HEADERS = ["Ref", f"{WORD}4", "Day", "Time", "What", "Force", "Age", "Share"]
# The first is good, and so is the second: it is the first again.
ROWS = [
    ["1", WORD, "2026-03-01", "", WORD, "E23000010", "mid 30s", WORD],
    ["1", WORD, "2026-03-01", "", WORD, "E23000010", "mid 30s", WORD],
    ["1", f"{WORD} again", "2026-03-01", "", WORD, "E23000010", "mid 30s", WORD],
    [WORD, f"{WORD}\x07", WORD, WORD, f"{WORD}5/{WORD}6", WORD, WORD, f"{WORD}7"],
    ["2", "\u202e" + WORD, "2026-03-01", "21:15", "", PHONE, ALIAS, PLATE],
    [*["3"] * 8, WORD],
]


def sheet() -> bytes:
    """The rows as a file, with a quote at the end that never closes."""
    lines = [";".join(row) for row in (HEADERS, *ROWS)]
    return "\n".join([*lines, f'4;"{WORD}']).encode()


def policy() -> uglymugs.Policy:
    return uglymugs.Policy.default("p-1", "2020-01-01T00:00:00+00:00", wordings=["2024-1"])
