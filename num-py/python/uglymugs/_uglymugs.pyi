import os
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as _Mapping
from datetime import datetime
from typing import Any, ClassVar, Protocol, Self, TypeAlias, final

from ._errors import Problem

__all__ = [
    "AlertDraft",
    "AlreadyKnown",
    "Audience",
    "Case",
    "CaseLines",
    "Circumstances",
    "ConsentHistory",
    "Decision",
    "Draft",
    "Identity",
    "Incident",
    "Level",
    "Mapping",
    "MayKnow",
    "MembersDisclosure",
    "OwnContacts",
    "PartnerDisclosure",
    "PoliceAnonymousDisclosure",
    "PoliceFullDisclosure",
    "PoliceRecord",
    "Policy",
    "Preview",
    "PreviewEntry",
    "Progress",
    "Reason",
    "Rejected",
    "ResearchDisclosure",
    "Summary",
    "SyntheticCases",
    "SyntheticYear",
    "TakenIn",
    "Use",
    "code_catalogue",
    "forces",
    "offence_kinds",
    "preview",
    "read_jsonl",
    "synthetic_register",
    "synthetic_year",
    "tables",
    "take_in",
    "take_in_files",
    "version",
    "write_csv",
]

class _Frame(Protocol):
    """Rows and columns: a frame of pandas, polars, pyarrow, duckdb and others."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...

_Path: TypeAlias = str | os.PathLike[str]
_Document: TypeAlias = str | bytes | bytearray
_Instant: TypeAlias = str | datetime
_Disclosure: TypeAlias = (
    MembersDisclosure
    | PoliceAnonymousDisclosure
    | PoliceFullDisclosure
    | PartnerDisclosure
    | ResearchDisclosure
)

@final
class Reason:
    """Why something is not shown. Of several reasons the first in this order is given."""

    NOT_ACCEPTED: ClassVar[Reason]
    NEEDS_PERSON: ClassVar[Reason]
    WITHDRAWN: ClassVar[Reason]
    NARROWED: ClassVar[Reason]
    THIRD_PARTY_WITHOUT_AUTHORITY: ClassVar[Reason]
    WORDING_UNKNOWN: ClassVar[Reason]
    NOT_YET_IN_FORCE: ClassVar[Reason]
    CONDITION_NOT_MET: ClassVar[Reason]
    RECONTACT_NEEDED: ClassVar[Reason]
    OTHER_RECIPIENT: ClassVar[Reason]
    NO_GRANT: ClassVar[Reason]
    HELD_BACK: ClassVar[Reason]
    HE_WOULD_KNOW: ClassVar[Reason]
    POLICY: ClassVar[Reason]
    LINKED_TO_VICTIM: ClassVar[Reason]
    OUTSIDE_SCOPE: ClassVar[Reason]
    ONLY_SHE_KNOWS: ClassVar[Reason]
    OWN_CONTACT: ClassVar[Reason]
    EQUALS_IDENTITY: ClassVar[Reason]
    AREA_TOO_SMALL: ClassVar[Reason]
    NOT_APPROVED: ClassVar[Reason]
    CONTAINS_WITHHELD_VALUE: ClassVar[Reason]
    @property
    def code(self) -> str:
        """The stable code, as on the wire."""
    @property
    def message(self) -> str:
        """What it means, for the scheme's own screens."""
    @staticmethod
    def all() -> list[Reason]:
        """All of them, in the order of the table."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Reason, /) -> bool: ...
    def __le__(self, other: Reason, /) -> bool: ...
    def __gt__(self, other: Reason, /) -> bool: ...
    def __ge__(self, other: Reason, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __int__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Level:
    """The ordered view of consent, for choosing and for counting. No decision is taken from it."""

    NONE: ClassVar[Level]
    ALERT_ONLY: ClassVar[Level]
    ANONYMOUS: ClassVar[Level]
    FULL: ClassVar[Level]
    @property
    def code(self) -> str:
        """The stable code, as on the wire."""
    @staticmethod
    def all() -> list[Level]:
        """All of them, in the order of the table."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Level, /) -> bool: ...
    def __le__(self, other: Level, /) -> bool: ...
    def __gt__(self, other: Level, /) -> bool: ...
    def __ge__(self, other: Level, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __int__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class MayKnow:
    """Whether he may know that it was her."""

    NO: ClassVar[MayKnow]
    PERHAPS: ClassVar[MayKnow]
    YES: ClassVar[MayKnow]
    @property
    def code(self) -> str:
        """The stable code, as on the wire."""
    @staticmethod
    def all() -> list[MayKnow]:
        """All of them, in the order of the table."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __lt__(self, other: MayKnow, /) -> bool: ...
    def __le__(self, other: MayKnow, /) -> bool: ...
    def __gt__(self, other: MayKnow, /) -> bool: ...
    def __ge__(self, other: MayKnow, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __int__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Audience:
    """A kind of audience."""

    MEMBERS: ClassVar[Audience]
    POLICE_ANONYMOUS: ClassVar[Audience]
    POLICE_FULL: ClassVar[Audience]
    PARTNER: ClassVar[Audience]
    RESEARCH: ClassVar[Audience]
    @property
    def code(self) -> str:
        """The stable code, as on the wire."""
    @staticmethod
    def all() -> list[Audience]:
        """All of them, in the order of the table."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Audience, /) -> bool: ...
    def __le__(self, other: Audience, /) -> bool: ...
    def __gt__(self, other: Audience, /) -> bool: ...
    def __ge__(self, other: Audience, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __int__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Use:
    """What members are given a report for."""

    ALERT: ClassVar[Use]
    LOOKUP: ClassVar[Use]
    @property
    def code(self) -> str:
        """The stable code, as on the wire."""
    @staticmethod
    def all() -> list[Use]:
        """All of them, in the order of the table."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Use, /) -> bool: ...
    def __le__(self, other: Use, /) -> bool: ...
    def __gt__(self, other: Use, /) -> bool: ...
    def __ge__(self, other: Use, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __int__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Draft:
    """A report in the making. It takes anything and loses nothing; ``validate`` says what is wrong with it.

    Its setters return the draft itself.
    """

    def __new__(cls, id: str) -> Self: ...
    @staticmethod
    def from_json(document: _Document) -> Draft:
        """Takes any well-formed JSON document in."""
    def to_json(self) -> str:
        """Everything that was taken in, as JSON."""
    def validate(self, *, lenient: bool = False) -> Incident:
        """The report, if nothing is wrong with it; else a ``ValidationError`` with every problem."""
    def offence(self, kind: str) -> Draft:
        """Adds an offence by its kind."""
    def when_at(self, instant: str) -> Draft:
        """When it happened, as an RFC 3339 instant."""
    def when_day(self, day: str) -> Draft:
        """On which day it happened."""
    def force(self, code: str) -> Draft:
        """In whose force area, by force code."""
    def area(self, area: str) -> Draft:
        """In which area, such as a postcode district."""
    def venue(self, venue: str) -> Draft:
        """At which venue."""
    def street(self, street: str) -> Draft:
        """In which street."""
    def place_kind(self, code: str) -> Draft:
        """At what kind of place, by code."""
    def setting(self, code: str) -> Draft:
        """How the victim was working then, by code of the sectors."""
    def own_words(self, about: str, text: str) -> Draft:
        """Adds what was said beside the codes, word for word, and what it is about, by code."""
    def injuries(self, code: str) -> Draft:
        """The worst injury, by code."""
    def support_wanted(self, code: str) -> Draft:
        """Adds support that the victim would like, by code."""
    def contact_method(self, code: str) -> Draft:
        """How offender and victim came into contact, by code."""
    def police_contact(self, code: str) -> Draft:
        """Contact with the police so far, by code."""
    def police_reference(self, reference: str) -> Draft:
        """The police's own reference, such as a crime number.

        It reaches full-details recipients alone, with her identity.
        """
    def narrative(self, text: str) -> Draft:
        """What happened."""
    def summary(self, text: str, language: str) -> Draft:
        """An edited summary and its language."""
    def reporter(self, kind: str) -> Draft:
        """What kind of person reports."""
    def sector(self, sector: str) -> Draft:
        """Where and how the victim works."""
    def victim_gender(self, code: str) -> Draft:
        """The victim's gender, as she describes it, by code."""
    def victim_ethnicity(self, code: str) -> Draft:
        """The victim's ethnicity, as she defines it, by code."""
    def would_he_know(self, answer: bool) -> Draft:
        """Would he know that it was her?"""
    def offender(
        self,
        *,
        aliases: Sequence[str] = ...,
        phones: Sequence[str] = ...,
        emails: Sequence[str] = ...,
        handles: Sequence[str] = ...,
        profiles: Sequence[tuple[str, str]] = ...,
        behaviours: Sequence[str] = ...,
        plate: str | None = None,
        vehicle: _Mapping[str, str] = ...,
        gender: str | None = None,
        age: tuple[int, int] | None = None,
        age_in_words: str | None = None,
        height_in_words: str | None = None,
        looks: _Mapping[str, str] = ...,
        marks: Sequence[tuple[str, str, str]] = ...,
        wore: Sequence[tuple[str, str]] = ...,
        own_words: Sequence[tuple[str, str]] = ...,
        relation: str | None = None,
        date_of_birth: str | None = None,
    ) -> Draft:
        """Adds an offender.

        Names, numbers and behaviours are lists; the age is in years from and to, or in words. ``looks`` and
        ``vehicle`` are coded parts by their names on the wire, such as ``{"build": "slim"}`` and
        ``{"kind": "van", "colour": "white"}``. A profile is a site and a handle; a mark is a kind, a place on
        the body and a motif; a piece of clothing an item and a colour; own words are what they are about and
        the text. Of marks and clothing, an empty text is what is not known.

        A ``relation`` other than ``client`` or ``stranger`` makes him *linked*: the whole report then goes to
        members only if the grant carries ``recognition_accepted``, whatever ``would_he_know`` says.
        """
    def section(self, name: str, value: _Document) -> Draft:
        """Replaces one section (a member of the report) by a JSON value; an empty text removes it."""

@final
class Incident:
    """A validated report; nothing in it can be changed."""

    @staticmethod
    def from_json(document: _Document, *, lenient: bool = False) -> Incident:
        """Reads ``uglymugs.incident/1``."""
    def to_json(self) -> str:
        """Writes ``uglymugs.incident/1``, with the members that lenient reading kept."""
    @property
    def id(self) -> str:
        """The scheme's own id of the report; it never leaves."""

@final
class Identity:
    """Who stands behind one report. Sealed: only the gate joins it to the report."""

    @staticmethod
    def unknown(incident: str) -> Identity:
        """Nobody is known."""
    @staticmethod
    def from_json(document: _Document, *, lenient: bool = False) -> Identity:
        """Reads ``uglymugs.identity/1``."""
    def to_json(self) -> str:
        """Writes ``uglymugs.identity/1``. Whoever keeps it, keeps it sealed."""
    @property
    def incident(self) -> str:
        """The id of the report that it belongs to."""

@final
class ConsentHistory:
    """Everything that was said about consent to one report, in the order in which it was recorded."""

    def __new__(cls, incident: str) -> Self: ...
    @staticmethod
    def from_json(document: _Document, *, lenient: bool = False) -> ConsentHistory:
        """Reads ``uglymugs.consent/1``."""
    def to_json(self) -> str:
        """Writes ``uglymugs.consent/1``."""
    @property
    def incident(self) -> str:
        """The id of the report that it belongs to."""

@final
class Circumstances:
    """What a scheme has recorded beside one report: triage, decisions, references, approvals and more."""

    def __new__(cls, incident: str) -> Self: ...
    @staticmethod
    def from_json(document: _Document, *, lenient: bool = False) -> Circumstances:
        """Reads ``uglymugs.circumstances/1``."""
    def to_json(self) -> str:
        """Writes ``uglymugs.circumstances/1``."""
    @property
    def incident(self) -> str:
        """The id of the report that it belongs to."""

@final
class Policy:
    """A disclosure policy: dated versions, each at least as strict as the default."""

    @staticmethod
    def default(version: str, from_: _Instant, *, wordings: Sequence[str] = ...) -> Policy:
        """A policy of one version that is the default table, with wordings that stand at all times."""
    @staticmethod
    def from_json(document: _Document) -> Policy:
        """Reads ``uglymugs.policy/1``, and compares it with the default."""
    def to_json(self) -> str:
        """Writes ``uglymugs.policy/1``, every cell spelt out."""

@final
class Case:
    """A report, who stands behind it, what was consented to, and what the scheme recorded."""

    def __new__(
        cls,
        incident: Incident,
        *,
        identity: Identity | None = None,
        consent: ConsentHistory | None = None,
        circumstances: Circumstances | None = None,
    ) -> Self: ...
    @staticmethod
    def from_json(document: _Document, *, lenient: bool = False) -> Case:
        """Reads ``uglymugs.case/1``."""
    def to_json(self) -> str:
        """Writes ``uglymugs.case/1``."""
    @property
    def incident(self) -> Incident:
        """The report."""
    @property
    def identity(self) -> Identity:
        """Who stands behind it."""
    @property
    def consent(self) -> ConsentHistory:
        """What was consented to."""
    @property
    def circumstances(self) -> Circumstances:
        """What the scheme recorded."""
    def flag_own_contacts(self, contacts: OwnContacts) -> int:
        """Holds back every identifier that equals a contact of a member, worker or organisation, until a
        caseworker decides.

        The answer is how many were not held back before.
        """
    def record_triage(
        self, state: str, at: _Instant, by: str, *, of: str | None = None, why: str | None = None
    ) -> None:
        """Records where the report stands in triage: ``received``, ``accepted``, ``rejected``, ``disputed``,
        or ``duplicate`` with the id of the other report in ``of``; ``why`` is the code of a reason.

        The record is only added to.
        """
    def level(self, policy: Policy, as_of: _Instant) -> Level:
        """The ordered level of consent at an instant."""
    def disclose(self, policy: Policy, recipient: str, as_of: _Instant) -> Decision:
        """Asks the gate what a recipient, such as ``members/num/alert``, is given at an instant."""

@final
class MembersDisclosure:
    """What the members of one scheme are given of one report."""

    def to_bytes(self) -> bytes:
        """Canonical bytes: one line of JSON with its line feed."""
    def to_json(self) -> str:
        """The canonical bytes as text."""
    @property
    def recipient(self) -> str:
        """To whom, such as ``police_full/E23000010``."""
    @property
    def reference(self) -> str | None:
        """What the recipient calls the report; none for a look-up."""
    @property
    def as_of(self) -> str:
        """At which instant it was judged, as RFC 3339."""
    @property
    def consent_sequence(self) -> int:
        """On which consent: the sequence number of the newest event that was known."""

@final
class PoliceAnonymousDisclosure:
    """What one police recipient is given of one report, anonymously."""

    def to_bytes(self) -> bytes:
        """Canonical bytes: one line of JSON with its line feed."""
    def to_json(self) -> str:
        """The canonical bytes as text."""
    @property
    def recipient(self) -> str:
        """To whom, such as ``police_full/E23000010``."""
    @property
    def reference(self) -> str | None:
        """What the recipient calls the report; none for a look-up."""
    @property
    def as_of(self) -> str:
        """At which instant it was judged, as RFC 3339."""
    @property
    def consent_sequence(self) -> int:
        """On which consent: the sequence number of the newest event that was known."""

@final
class PoliceFullDisclosure:
    """What one police recipient is given of one report, in full."""

    def to_bytes(self) -> bytes:
        """Canonical bytes: one line of JSON with its line feed."""
    def to_json(self) -> str:
        """The canonical bytes as text."""
    @property
    def recipient(self) -> str:
        """To whom, such as ``police_full/E23000010``."""
    @property
    def reference(self) -> str | None:
        """What the recipient calls the report; none for a look-up."""
    @property
    def as_of(self) -> str:
        """At which instant it was judged, as RFC 3339."""
    @property
    def consent_sequence(self) -> int:
        """On which consent: the sequence number of the newest event that was known."""

@final
class PartnerDisclosure:
    """What one partner scheme is given of one report."""

    def to_bytes(self) -> bytes:
        """Canonical bytes: one line of JSON with its line feed."""
    def to_json(self) -> str:
        """The canonical bytes as text."""
    @property
    def recipient(self) -> str:
        """To whom, such as ``police_full/E23000010``."""
    @property
    def reference(self) -> str | None:
        """What the recipient calls the report; none for a look-up."""
    @property
    def as_of(self) -> str:
        """At which instant it was judged, as RFC 3339."""
    @property
    def consent_sequence(self) -> int:
        """On which consent: the sequence number of the newest event that was known."""

@final
class ResearchDisclosure:
    """What researchers are given of one report."""

    def to_bytes(self) -> bytes:
        """Canonical bytes: one line of JSON with its line feed."""
    def to_json(self) -> str:
        """The canonical bytes as text."""
    @property
    def recipient(self) -> str:
        """To whom, such as ``police_full/E23000010``."""
    @property
    def reference(self) -> str | None:
        """What the recipient calls the report; none for a look-up."""
    @property
    def as_of(self) -> str:
        """At which instant it was judged, as RFC 3339."""
    @property
    def consent_sequence(self) -> int:
        """On which consent: the sequence number of the newest event that was known."""

@final
class Decision:
    """The answer of the gate: a disclosure, or nothing for a reason."""

    @property
    def disclosure(self) -> _Disclosure | None:
        """What is given, or ``None``."""
    @property
    def nothing(self) -> Reason | None:
        """Why nothing is given, or ``None``."""
    @property
    def withheld(self) -> list[tuple[str, Reason]]:
        """Each known value that is not shown, by its path, and why; in the order of the policy table."""

@final
class Preview:
    """What would be shared if a report was submitted now, with these grants."""

    @property
    def may_know(self) -> MayKnow:
        """Whether he may know that it was her."""
    @property
    def entries(self) -> list[PreviewEntry]:
        """One entry for each recipient named by a grant, and for each audience that no grant names."""

@final
class PreviewEntry:
    """What one recipient would be given. It is no disclosure, and no output can be made from it."""

    @property
    def audience(self) -> Audience:
        """The audience."""
    @property
    def for_use(self) -> Use | None:
        """The use, for members."""
    @property
    def recipient(self) -> str | None:
        """The recipient; ``None`` for an audience that no grant names."""
    @property
    def would_share(self) -> bytes | None:
        """What would be shared, as a disclosure without its reference; ``None`` when nothing is."""
    @property
    def nothing(self) -> Reason | None:
        """Why nothing would be shared, or ``None``."""
    @property
    def withheld(self) -> list[tuple[str, Reason]]:
        """Each known value that would not be shown, by its path, and why."""

@final
class OwnContacts:
    """The contacts of a scheme's own members, workers and organisations."""

    @staticmethod
    def from_json(document: _Document) -> OwnContacts:
        """Reads ``uglymugs.own_contacts/1``."""

@final
class AlertDraft:
    """An alert that nobody has approved yet, drafted from what the gate disclosed to members for that use."""

    def __new__(cls, disclosure: MembersDisclosure) -> Self: ...
    @property
    def id(self) -> str:
        """The public alert id."""
    @property
    def scheme(self) -> str:
        """The scheme whose members it is for."""
    @property
    def as_of(self) -> str:
        """At which instant the gate was asked, as RFC 3339."""
    @property
    def text(self) -> str:
        """The text, in plain words."""

@final
class PoliceRecord:
    """One report for one police recipient, ``uglymugs.police_record/1``."""

    def __new__(cls, disclosure: PoliceAnonymousDisclosure | PoliceFullDisclosure) -> Self: ...
    @property
    def recipient(self) -> str:
        """To whom: a force code or ``nca_scas``."""
    @property
    def reference(self) -> str:
        """What the recipient calls the report."""
    def to_json(self) -> str:
        """The record as JSON, with one final line feed."""

@final
class Mapping:
    """What each column of a file or frame is, ``uglymugs.mapping/1``."""

    @staticmethod
    def from_json(document: _Document) -> Mapping:
        """Reads ``uglymugs.mapping/1``."""
    @staticmethod
    def standard() -> Mapping:
        """The mapping with a column for every path, for up to three offenders: what ``write_csv`` writes with
        it comes back unchanged."""
    def to_json(self) -> str:
        """Writes the mapping as it was read."""
    @property
    def name(self) -> str | None:
        """What people call it."""

@final
class CaseLines:
    """The reports of a file or a frame, one a line or row, as they are asked for."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> Case | AlreadyKnown | Rejected: ...

@final
class AlreadyKnown:
    """The same report again: one of this id and content was taken in before."""

    @property
    def id(self) -> str:
        """The id of the report."""

@final
class Rejected:
    """A line or row that was not taken in; the others are not touched by it."""

    @property
    def row(self) -> int:
        """Its number among the rows, from 1; headers and blank rows are not counted."""
    @property
    def line(self) -> int:
        """The line of the file in which it begins, from 1; of a frame the row."""
    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong with it."""
    @property
    def raw(self) -> str | None:
        """The row as it was written, if that was asked for: handle it like the report that it is."""

@final
class Summary:
    """What came of the rows of a file, in numbers."""

    @property
    def rows(self) -> int:
        """The rows."""
    @property
    def taken(self) -> int:
        """Those that became a case."""
    @property
    def rejected(self) -> int:
        """Those with a problem."""
    @property
    def already_known(self) -> int:
        """Those that were taken in before."""
    @property
    def by_code(self) -> dict[str, int]:
        """How often each problem was met."""
    @property
    def windows_1252_rows(self) -> int:
        """The rows that were read as Windows-1252."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

@final
class Progress:
    """How far an intake is."""

    @property
    def bytes(self) -> int:
        """How many bytes of the file were read."""
    @property
    def of_bytes(self) -> int:
        """How many it has."""
    @property
    def summary(self) -> Summary:
        """What came of its rows so far, those of an earlier run included."""

@final
class TakenIn:
    """What came of an intake from a file to files."""

    @property
    def summary(self) -> Summary:
        """What came of the rows of the file, those that were read before a break included."""
    @property
    def start(self) -> str:
        """Where it began: ``anew``; ``after`` the rows that an earlier run had read; or ``again`` with the
        first row, for the file, or how it is read, is another."""
    @property
    def rows_before(self) -> int:
        """How many rows an earlier run had read."""

@final
class SyntheticYear:
    """A plausible year of a scheme: iterating gives each case with the truth about it, ``uglymugs.truth/1``
    as a ``dict``."""

    def __len__(self) -> int: ...
    def __iter__(self) -> SyntheticCases: ...
    @property
    def policy(self) -> Policy:
        """The policy under which the reports are judged: areas, and the wordings of consent."""
    @property
    def as_of(self) -> str:
        """An instant by which everything has happened that will, as RFC 3339: figures of the year are as of
        then."""

@final
class SyntheticCases:
    """Generated cases, each with the truth about it, as they are asked for."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> tuple[Case, dict[str, Any]]: ...

def preview(
    draft: Draft, identity: Identity, consent: ConsentHistory, policy: Policy, as_of: _Instant
) -> Preview:
    """Shows what each audience would be given, what would be held back and why, and whether he may well know
    that it was her, as if the report was accepted at ``as_of`` and no text was approved yet."""

def read_jsonl(source: bytes | bytearray | _Path, *, lenient: bool = False) -> CaseLines:
    """Reads a JSON Lines file, or its bytes, line by line, in memory that does not grow with its lines."""

def take_in(
    source: bytes | bytearray | _Path | _Frame,
    mapping: Mapping | None = None,
    *,
    lenient: bool = False,
    keep_rows: bool = False,
) -> CaseLines:
    """Takes reports in one by one: from a CSV file or a frame through a mapping, from JSON Lines without.

    Headers that the mapping does not meet are a ``ValidationError`` before the first row. With ``keep_rows``
    a rejected row of a file is kept as it was written; ``lenient`` is for JSON Lines.
    """

def take_in_files(
    source: _Path,
    *,
    taken: _Path,
    mapping: Mapping | None = None,
    rejects: _Path | None = None,
    journal: _Path | None = None,
    lenient: bool = False,
    keep_rows: bool = False,
    progress: Callable[[Progress], object] | None = None,
) -> TakenIn:
    """Takes a file in, CSV through a mapping and JSON Lines without: its cases to ``taken``, its bad rows to
    ``rejects``, and what is known to ``journal``; these two stand beside ``taken`` if they are not named.

    Stopped at any point, the same call goes on from there: nothing is lost, and nothing stands twice.
    ``progress`` is called with the first row and then about ten times a second; an exception from it, as
    Ctrl-C, stops the intake where it is.
    """

def write_csv(cases: Iterable[Case], path: _Path, mapping: Mapping | None = None) -> int:
    """Writes cases to a CSV file, through the standard mapping or another, backwards; the answer is how many.

    A case that would not come back unchanged is refused, and ends it.
    """

def synthetic_year(seed: int) -> SyntheticYear:
    """Generates a plausible year of a scheme with ground truth.

    The same seed gives the same year, everywhere.
    """

def synthetic_register(seed: int, sightings: int) -> SyntheticCases:
    """Generates a register with so many sightings (offenders, counted over all reports) and ground truth, one
    report at a time."""

def code_catalogue() -> list[tuple[str, str]]:
    """Every code of an error or a problem with its message."""

def forces() -> list[tuple[str, str]]:
    """Every police force by code and name."""

def offence_kinds() -> list[tuple[str, str, list[str]]]:
    """Every kind of offence with its category and its Home Office codes."""

def tables() -> list[dict[str, Any]]:
    """Every code table of the wire format: its ``name``, ``title``, ``source``, ``status`` and ``entries``.

    An entry has a ``code`` and a ``name`` for people, and whatever else is said of it, such as ``of``, the
    code of its parent.
    """

def version() -> str:
    """The version of this library, as ``major.minor.patch``."""
