import os
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self, TypeAlias, final

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
    "MayKnow",
    "MembersDisclosure",
    "PartnerDisclosure",
    "PoliceAnonymousDisclosure",
    "PoliceFullDisclosure",
    "PoliceRecord",
    "Policy",
    "Preview",
    "PreviewEntry",
    "Reason",
    "Rejected",
    "ResearchDisclosure",
    "Use",
    "code_catalogue",
    "forces",
    "offence_kinds",
    "preview",
    "read_jsonl",
    "version",
]

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
    def narrative(self, text: str) -> Draft:
        """What happened."""
    def summary(self, text: str, language: str) -> Draft:
        """An edited summary and its language."""
    def reporter(self, kind: str) -> Draft:
        """What kind of person reports."""
    def sector(self, sector: str) -> Draft:
        """Where and how the victim works."""
    def would_he_know(self, answer: bool) -> Draft:
        """Would he know that it was her?"""
    def offender(
        self,
        *,
        aliases: Sequence[str] = ...,
        phones: Sequence[str] = ...,
        emails: Sequence[str] = ...,
        handles: Sequence[str] = ...,
        behaviours: Sequence[str] = ...,
        plate: str | None = None,
        gender: str | None = None,
        age: tuple[int, int] | None = None,
        relation: str | None = None,
        date_of_birth: str | None = None,
    ) -> Draft:
        """Adds an offender: names, numbers and behaviours as lists, the age in years from and to."""
    def section(self, name: str, value: _Document) -> Draft:
        """Replaces one section (a member of the report) by a JSON value."""

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
class CaseLines:
    """The reports of a JSON Lines file, one a line, as they are asked for."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> Case | AlreadyKnown | Rejected: ...

@final
class AlreadyKnown:
    """The same bytes again: a report that was taken in before."""

    @property
    def id(self) -> str:
        """The id of the report."""

@final
class Rejected:
    """A line that was not taken in; the others are not touched by it."""

    @property
    def line(self) -> int:
        """Its number, from 1."""
    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong with it."""

def preview(
    draft: Draft, identity: Identity, consent: ConsentHistory, policy: Policy, as_of: _Instant
) -> Preview:
    """Shows what each audience would be given, what would be held back and why, and whether he may well know
    that it was her, as if the report was accepted at ``as_of`` and no text was approved yet."""

def read_jsonl(source: bytes | bytearray | str | os.PathLike[str], *, lenient: bool = False) -> CaseLines:
    """Reads a JSON Lines file, or its bytes, line by line, in memory that does not grow with its lines."""

def code_catalogue() -> list[tuple[str, str]]:
    """Every code of an error or a problem with its message."""

def forces() -> list[tuple[str, str]]:
    """Every police force by code and name."""

def offence_kinds() -> list[tuple[str, str, list[str]]]:
    """Every kind of offence with its category and its Home Office codes."""

def version() -> str:
    """The version of this library, as ``major.minor.patch``."""
