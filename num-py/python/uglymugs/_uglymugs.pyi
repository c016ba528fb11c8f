import os
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as _Mapping
from datetime import datetime
from typing import Any, ClassVar, Protocol, Self, TypeAlias, final

from typing_extensions import disjoint_base

from ._errors import Problem

__all__ = [
    "AlertDraft",
    "AlertRules",
    "AlreadyKnown",
    "Answer",
    "ApprovedAlert",
    "Asker",
    "Audience",
    "Case",
    "CaseLines",
    "Circumstances",
    "ConsentHistory",
    "Crowd",
    "Decision",
    "Draft",
    "Email",
    "Evidence",
    "Identity",
    "Incident",
    "Issuer",
    "Level",
    "Linkage",
    "LinkageModel",
    "Links",
    "Mapping",
    "Match",
    "MayKnow",
    "MembersDisclosure",
    "OwnContacts",
    "Pairs",
    "PartnerDisclosure",
    "PoliceAnonymousDisclosure",
    "PoliceFullDisclosure",
    "PoliceRecord",
    "PoliceReport",
    "Policy",
    "Preview",
    "PreviewEntry",
    "Progress",
    "PublishedAlert",
    "Query",
    "RateLimit",
    "Reach",
    "Reason",
    "Register",
    "Reidentification",
    "Rejected",
    "Release",
    "ResearchDisclosure",
    "RetractedAlert",
    "Review",
    "Scheme",
    "Series",
    "SeriesFacts",
    "SharedIdentifier",
    "SightingEvidence",
    "SightingLinkage",
    "SightingPair",
    "Sms",
    "Submitted",
    "SuggestedSeries",
    "SuggestedSightings",
    "Summary",
    "SyntheticCases",
    "SyntheticYear",
    "Table",
    "TakenIn",
    "Use",
    "check",
    "code_catalogue",
    "dedupe",
    "feed",
    "forces",
    "link",
    "offence_kinds",
    "preview",
    "read_jsonl",
    "route",
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

_Column: TypeAlias = str | _Mapping[str, str]
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
    def _repr_html_(self) -> str:
        """For a notebook: what is shown, by its names on the wire, and nothing beside it."""
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
    def _repr_html_(self) -> str:
        """For a notebook: what is shown, by its names on the wire, and nothing beside it."""
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
    def _repr_html_(self) -> str:
        """For a notebook: what is shown, by its names on the wire, and nothing beside it."""
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
    def _repr_html_(self) -> str:
        """For a notebook: what is shown, by its names on the wire, and nothing beside it."""
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
    def _repr_html_(self) -> str:
        """For a notebook: what is shown, by its names on the wire, and nothing beside it."""
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
    @property
    def alert_text(self) -> str | None:
        """The alert that members might read, at its fullest; ``None`` where the entry is of another audience
        or use, or nothing would be shared.

        It may go out with less, never with more.
        """
    @property
    def alert_inferences(self) -> list[tuple[str, str]]:
        """What he could infer from that alert, if nobody else reported the like: each by its code and in a
        sentence."""
    @property
    def alert_notice(self) -> str | None:
        """What she is told about that alert before she decides."""

@final
class OwnContacts:
    """The contacts of a scheme's own members, workers and organisations."""

    @staticmethod
    def from_json(document: _Document) -> OwnContacts:
        """Reads ``uglymugs.own_contacts/1``."""

@final
class AlertRules:
    """Which reports alert whom: a scheme's rules."""

    @staticmethod
    def default() -> AlertRules:
        """Rules to begin with."""
    @staticmethod
    def from_json(document: _Document) -> AlertRules:
        """Reads ``uglymugs.alert_rules/1``."""
    def to_json(self) -> str:
        """Writes ``uglymugs.alert_rules/1``."""

@final
class Crowd:
    """All reports of which the members of one scheme may be shown something in an alert at one instant: among
    them, a reporter must not be the only plausible one.

    It holds no text of any.
    """

    def __new__(cls, scheme: str, as_of: _Instant) -> Self: ...
    def __len__(self) -> int: ...
    def add(self, disclosure: MembersDisclosure) -> None:
        """Counts a report in: what the gate discloses of it to members for alerts, at the instant of the
        crowd."""
    def note(self, alert: PublishedAlert) -> None:
        """Notes that an alert is out. If it tells him from others, its reports hide nobody else."""

@final
class SeriesFacts:
    """That a person confirmed that offenders of several reports are one."""

    def __new__(cls, id: str, members: Sequence[tuple[str, int]], tier: str | None = None) -> Self: ...
    @property
    def id(self) -> str:
        """The public id of the series' alert."""

@final
class Reidentification:
    """What the check found that a reporter is not the only plausible one: for the person who drafts, and for
    nobody else."""

    @property
    def plausible_before(self) -> int:
        """How many independent people were plausible as the reporter before anything was left out."""
    @property
    def plausible(self) -> int:
        """How many are now."""
    @property
    def accepted(self) -> bool:
        """Whether every reporter accepted that he may know."""
    @property
    def coarsened(self) -> list[str]:
        """What was left out or made coarser, by code, the most useful first."""
    @property
    def inferences(self) -> list[tuple[str, str]]:
        """What he could infer from what is left: each by its code and in a sentence."""

@final
class Reach:
    """To whom an alert goes."""

    @property
    def everybody(self) -> bool:
        """To every member of the scheme, wherever."""
    @property
    def forces(self) -> list[str]:
        """To members in these force areas, by code."""
    @property
    def services(self) -> list[str]:
        """To these services of the scheme."""

@final
class AlertDraft:
    """An alert that nobody has approved yet, drafted from what the gate disclosed to members for that use: of
    one report, or of several that a person linked. It cannot be published."""

    def __new__(
        cls,
        disclosures: Sequence[MembersDisclosure],
        rules: AlertRules,
        crowd: Crowd,
        series: SeriesFacts | None = None,
    ) -> Self: ...
    @property
    def id(self) -> str:
        """The public alert id."""
    @property
    def scheme(self) -> str:
        """The scheme whose members it is for."""
    @property
    def as_of(self) -> str:
        """At which instant the gate was asked for the draft, as RFC 3339."""
    @property
    def text(self) -> str:
        """The text, in plain words."""
    @property
    def publish_from(self) -> str:
        """Before which instant it is held back, as RFC 3339."""
    @property
    def reach(self) -> Reach:
        """To whom it goes."""
    @property
    def reidentification(self) -> Reidentification:
        """What the check found, for the person who drafts and for nobody else."""
    def _repr_html_(self) -> str:
        """For a notebook: the text, and what the check found."""
    def approve(self, approver: str, at: _Instant, necessity: str, proportionality: str) -> ApprovedAlert:
        """A person approves exactly this text, and says why the alert is necessary and why it is
        proportionate."""

@final
class ApprovedAlert:
    """An alert that a person approved. It has no release before it is published."""

    @property
    def id(self) -> str:
        """The public alert id."""
    @property
    def scheme(self) -> str:
        """The scheme whose members it is for."""
    @property
    def as_of(self) -> str:
        """At which instant the gate was asked for the draft, as RFC 3339."""
    @property
    def text(self) -> str:
        """The text, in plain words."""
    @property
    def publish_from(self) -> str:
        """Before which instant it is held back, as RFC 3339."""
    @property
    def reach(self) -> Reach:
        """To whom it goes."""
    @property
    def reidentification(self) -> Reidentification:
        """What the check found, for the person who drafts and for nobody else."""
    def _repr_html_(self) -> str:
        """For a notebook: the text, and what the check found."""
    def publish(
        self,
        fresh: Sequence[MembersDisclosure],
        rules: AlertRules,
        crowd: Crowd,
        series: SeriesFacts | None = None,
    ) -> PublishedAlert:
        """Publishes it, if the gate, asked again at this instant, still discloses the reports, the check
        still holds and the text is the same."""

@final
class PublishedAlert:
    """An alert that went out."""

    @property
    def id(self) -> str:
        """The public alert id."""
    @property
    def scheme(self) -> str:
        """The scheme whose members it is for."""
    @property
    def as_of(self) -> str:
        """At which instant the gate was asked for the draft, as RFC 3339."""
    @property
    def text(self) -> str:
        """The text, in plain words."""
    @property
    def publish_from(self) -> str:
        """Before which instant it is held back, as RFC 3339."""
    @property
    def reach(self) -> Reach:
        """To whom it goes."""
    @property
    def reidentification(self) -> Reidentification:
        """What the check found, for the person who drafts and for nobody else."""
    def _repr_html_(self) -> str:
        """For a notebook: the text, and what the check found."""
    @property
    def version(self) -> int:
        """The version, from 1."""
    @property
    def published_at(self) -> str:
        """When this version went out, as RFC 3339."""
    @property
    def expires_at(self) -> str:
        """From when on it is expired, as RFC 3339."""
    def release(
        self,
        fresh: Sequence[MembersDisclosure],
        rules: AlertRules,
        crowd: Crowd,
        series: SeriesFacts | None = None,
    ) -> Release:
        """What goes out of it, if the gate, asked again at this instant, says so."""
    def correct(
        self,
        approved: ApprovedAlert,
        fresh: Sequence[MembersDisclosure],
        rules: AlertRules,
        crowd: Crowd,
        series: SeriesFacts | None = None,
    ) -> PublishedAlert:
        """Puts a newly approved alert in its place, under the same public id."""
    def renew(
        self,
        fresh: Sequence[MembersDisclosure],
        rules: AlertRules,
        crowd: Crowd,
        series: SeriesFacts | None = None,
    ) -> PublishedAlert:
        """Lets it stand for longer, as it is, also when it has expired."""
    def retract(self, at: _Instant) -> RetractedAlert:
        """Takes it back, for good: always allowed, expired or not."""

@final
class RetractedAlert:
    """An alert that was taken back, for good."""

    @property
    def id(self) -> str:
        """The public alert id."""
    @property
    def scheme(self) -> str:
        """The scheme whose members it was for."""
    @property
    def retracted_at(self) -> str:
        """When it was taken back, as RFC 3339."""
    def release(self) -> Release:
        """The notice, for exactly those who were given a version. It says nothing of any report."""

@final
class Release:
    """One version of a published alert, or the notice that it is withdrawn: the only thing that is
    rendered."""

    @property
    def id(self) -> str:
        """The public alert id."""
    @property
    def version(self) -> int:
        """The version, from 1."""
    @property
    def kind(self) -> str:
        """What it is: ``alert``, ``correction``, ``renewal`` or ``retraction``."""
    @property
    def issued_at(self) -> str:
        """When this version went out, as RFC 3339."""
    @property
    def expires_at(self) -> str | None:
        """From when on it is expired, as RFC 3339; ``None`` for a retraction."""
    @property
    def scheme(self) -> str:
        """The scheme whose members it is for."""
    @property
    def reach(self) -> Reach | None:
        """To whom it goes; ``None`` for a retraction, which goes to exactly those who were given a
        version."""
    @property
    def text(self) -> str:
        """Plain text, a line for each kind of fact."""
    @property
    def sms(self) -> Sms:
        """A text message of at most two segments."""
    @property
    def email(self) -> Email:
        """An e-mail, as text and as HTML."""
    def to_json(self) -> str:
        """``uglymugs.alert/1``, with one final line feed."""
    def bulletin(self) -> str:
        """A page of HTML to print and pin up."""
    def _repr_html_(self) -> str:
        """For a notebook: the alert as members have it."""

@final
class Sms:
    """An alert as a text message."""

    @property
    def text(self) -> str:
        """The message."""
    @property
    def encoding(self) -> str:
        """How it is encoded: ``gsm_7`` or ``ucs_2``."""
    @property
    def segments(self) -> int:
        """In how many segments it is sent, 1 or 2."""

@final
class Email:
    """An alert as an e-mail."""

    @property
    def subject(self) -> str:
        """The subject. It tells nothing on a locked screen."""
    @property
    def text(self) -> str:
        """The plain text."""
    @property
    def html(self) -> str:
        """The HTML."""

@final
class Query:
    """What somebody typed, and what she says it is: ``phone``, ``email``, ``username``, ``plate`` or
    ``name``."""

    def __new__(cls, kind: str, text: str) -> Self: ...
    @property
    def kind(self) -> str:
        """What she says it is."""

@final
class Asker:
    """Who asks: a member of a scheme, who is never printed."""

    def __new__(cls, scheme: str, member: str) -> Self: ...
    @property
    def scheme(self) -> str:
        """The scheme whose member it is."""

@final
class RateLimit:
    """At most so many look-ups by one asker in so many hours; and the records of all that were answered."""

    def __new__(cls, most: int, hours: int) -> Self: ...
    @staticmethod
    def default() -> RateLimit:
        """Thirty in a day."""
    def records(self) -> str:
        """Who asked for what, oldest first: ``uglymugs.lookup_record/1``, one a line.

        Whoever keeps it, keeps it sealed.
        """

@final
class Answer:
    """What a look-up is answered. A miss, what is withheld and what nobody consented to are one and the
    same."""

    @property
    def outcome(self) -> str:
        """How it came out: ``nothing_to_show``, ``ask_a_caseworker`` or ``reported``."""
    @property
    def matched(self) -> str | None:
        """What was matched, if it was reported."""
    @property
    def month(self) -> str | None:
        """The month of the newest report of which it is known, such as ``2026-03``."""
    @property
    def reports(self) -> int | None:
        """How many independent people reported it, of those whose reports this asker may see."""
    @property
    def words(self) -> str:
        """The answer in words."""
    def to_json(self) -> str:
        """Canonical bytes of ``uglymugs.lookup/1`` as text: one line of JSON with its line feed."""
    def _repr_html_(self) -> str:
        """For a notebook: the answer in words."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

@final
class Register:
    """Sightings, looked up by identifier and weighed against each other. A sighting is one offender of one
    report: ``r-1/0`` is the first of report ``r-1``.

    What is in a register is the caller's decision: reports that may not be matched belong into none that
    ``find`` is asked of.
    """

    def __new__(cls) -> Self: ...
    def __len__(self) -> int: ...
    def add(self, incident: Incident) -> int:
        """Takes every sighting of a report in; how many there are. One that was there is replaced."""
    def remove(self, incident: str) -> int:
        """Takes every sighting of a report out; how many there were."""
    def check(self, kind: str, text: str) -> list[str]:
        """The sightings that carry exactly this identifier, in the order of ids: ``phone``, ``email``,
        ``username`` or ``plate``. A name is carried by none."""
    def find(
        self, incident: Incident, offender: int, *, at_least: str | None = None, most: int | None = None
    ) -> list[Match]:
        """The best matches of an offender of a report, which need not be in the register, among all others:
        the heaviest first."""
    def compare(self, one: str, other: str) -> Match | None:
        """The match of two sightings of the register; ``None`` where one is not in it, and for two of one
        report: they are two persons."""
    def learn(self, links: Links, as_of: _Instant) -> SightingLinkage:
        """Its sightings as a linkage, with a model that is learnt from them and from the decisions that stand
        at an instant."""
    def weighed_by(self, model: LinkageModel, links: Links, as_of: _Instant) -> SightingLinkage:
        """Its sightings as a linkage, weighed by a model that was learnt before: here, or on another
        machine."""

@final
class Match:
    """Two sightings that may be of one person: a suggestion, with its evidence. No value of an identifier is
    in it."""

    @property
    def sightings(self) -> tuple[str, str]:
        """The two sightings, in the order of their ids."""
    @property
    def weight(self) -> float:
        """What the evidence weighs together, in bits."""
    @property
    def probability(self) -> float:
        """How likely it is that they are one person, by the model and in a register of this size."""
    @property
    def tier(self) -> str:
        """The tier: ``unlikely``, ``possible``, ``probable`` or ``strong``."""
    @property
    def same_source(self) -> bool | None:
        """Whether both reports come from one person, as far as pseudonyms tell; ``None`` where they do
        not."""
    @property
    def evidence(self) -> list[Evidence]:
        """What speaks for it and against it, in the order of the fields."""
    @property
    def sentence(self) -> str:
        """A sentence for a caseworker."""
    def to_json(self) -> str:
        """Writes ``uglymugs.match/1``."""
    def _repr_html_(self) -> str:
        """For a notebook: the sentence, and each piece of evidence with its weight."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

@final
class Evidence:
    """One thing that speaks for a match or against it."""

    @property
    def field(self) -> str:
        """What was compared, by code."""
    @property
    def agreement(self) -> str:
        """How far it agrees, by code."""
    @property
    def weight(self) -> float:
        """What it weighs, in bits: less than nothing speaks against."""
    @property
    def words(self) -> str:
        """In a caseworker's words."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

@final
class Links:
    """The decisions of people on links: they are added, never changed."""

    def __new__(cls) -> Self: ...
    def __len__(self) -> int: ...
    @staticmethod
    def from_json(document: _Document, *, lenient: bool = False) -> Links:
        """Reads ``uglymugs.links/1``."""
    def to_json(self) -> str:
        """Writes ``uglymugs.links/1``."""
    def decide(
        self, one: str, other: str, confirmed: bool, by: str, at: _Instant, note: str | None = None
    ) -> None:
        """Adds what a person decided: whether two sightings are of one person."""
    def state(self, one: str, other: str, as_of: _Instant) -> bool | None:
        """What stands between two sightings at an instant: ``True`` where they are of one person, ``False``
        where they are not, ``None`` where nobody decided."""
    def series(self, as_of: _Instant) -> list[Series]:
        """Series that people confirmed, at an instant."""

@final
class SightingLinkage:
    """The sightings of a register as a linkage, whose weights are learnt from them and from what people
    decided: for registers of some thousand sightings or more, and for analysts.

    It is made by ``Register.learn`` or ``Register.weighed_by``, and is of the sightings that were in the
    register then. What it says of two sightings is a suggestion; two that people rejected are none of its
    pairs.
    """

    def __len__(self) -> int: ...
    def nearest(self, id: str, *, at_least: str | None = None, most: int | None = None) -> list[SightingPair]:
        """The likeliest others of a sighting that is in it, every one weighed, the heaviest first; none of
        one that is not."""
    def find(
        self, incident: Incident, offender: int, *, at_least: str | None = None, most: int | None = None
    ) -> list[SightingPair]:
        """The likeliest others of an offender of a report, which need not be in it, every one weighed by what
        the report says now: the heaviest first."""
    def pairs(self, at_least: float) -> list[SightingPair]:
        """Every pair that reaches a probability and that nobody rejected, in the order of ids."""
    def suggest(
        self, links: Links, as_of: _Instant, *, at_least: str | None = None, most: int | None = None
    ) -> list[SuggestedSightings]:
        """Groups for a person to look at, each with its evidence. What was rejected is not suggested
        again."""
    def shared_identifiers(self) -> list[SharedIdentifier]:
        """Identifiers that more than one person seems to carry: which, how, and whose sightings, person by
        person. Never the identifier."""
    @property
    def model(self) -> LinkageModel:
        """What is weighed by."""

@final
class SightingPair:
    """Two sightings that may be of one person, by a model that was learnt: a suggestion, with its evidence.
    No value of an identifier is in it."""

    @property
    def sightings(self) -> tuple[str, str]:
        """The two sightings: the one that was asked about first, else in the order of their ids."""
    @property
    def weight(self) -> float:
        """What the evidence weighs together, in bits."""
    @property
    def probability(self) -> float:
        """How likely it is that they are one person, by the model and among as many sightings as there
        are."""
    @property
    def tier(self) -> str:
        """The tier: ``unlikely``, ``possible``, ``probable`` or ``strong``."""
    @property
    def same_source(self) -> bool | None:
        """Whether both reports come from one person, as far as pseudonyms tell; ``None`` where they do
        not."""
    @property
    def coincidences(self) -> float:
        """How many others may be expected at most to weigh so much by coincidence, among as many sightings as
        there are."""
    @property
    def evidence(self) -> list[SightingEvidence]:
        """What speaks for it and against it, in the order of the columns."""
    @property
    def sentence(self) -> str:
        """A sentence for a caseworker."""
    def to_json(self) -> str:
        """Writes ``uglymugs.sighting_pair/1``."""
    def _repr_html_(self) -> str:
        """For a notebook: the sentence, and each piece of evidence with its weight."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

@final
class SightingEvidence:
    """One thing that speaks for a pair of sightings or against it."""

    @property
    def name(self) -> str:
        """What was compared: a field by its code, ``area``, ``force`` or ``day``; ``together`` is what two
        would share as well who only act together."""
    @property
    def agreement(self) -> str:
        """How far it agrees, by code."""
    @property
    def weight(self) -> float:
        """What it weighs, in bits: less than nothing speaks against."""
    @property
    def words(self) -> str:
        """In a caseworker's words."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

@final
class SuggestedSightings:
    """A group of sightings that may be of one person by a linkage, for somebody to look at: nothing joins
    them but a suggestion."""

    @property
    def sightings(self) -> list[str]:
        """All of its sightings, in the order of their ids."""
    @property
    def series(self) -> list[list[str]]:
        """The confirmed series in it: what people joined already."""
    @property
    def matches(self) -> list[SightingPair]:
        """What speaks for it: the pairs that nobody decided on, the heaviest first."""

@final
class SharedIdentifier:
    """An identifier that more than one person seems to carry. It is never told itself."""

    @property
    def field(self) -> str:
        """What it is, by code."""
    @property
    def used(self) -> str:
        """``recycled`` where it went from one to another, or ``shared`` where all of them use it."""
    @property
    def persons(self) -> list[list[str]]:
        """The sightings of each person, each in the order of ids."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

@final
class Issuer:
    """Whose reports they are: a scheme, its name, and how to reach it quoting a reference."""

    def __new__(cls, scheme: str, name: str, contact: str) -> Self: ...
    @property
    def scheme(self) -> str:
        """The scheme."""
    @property
    def name(self) -> str:
        """Its name."""
    @property
    def contact(self) -> str:
        """How to reach it, quoting the reference."""

@final
class PoliceRecord:
    """One report for one police recipient, ``uglymugs.police_record/1``."""

    def __new__(
        cls, disclosure: PoliceAnonymousDisclosure | PoliceFullDisclosure, issuer: Issuer
    ) -> Self: ...
    @property
    def recipient(self) -> str:
        """To whom: a force code or ``nca_scas``."""
    @property
    def reference(self) -> str:
        """What the recipient calls the report."""
    @property
    def basis(self) -> str:
        """On what it rests: ``consent``, or the ground on which it is given without."""
    @property
    def handling_conditions(self) -> list[str]:
        """Under which conditions it may be handled."""
    def to_json(self) -> str:
        """The record as JSON, with one final line feed."""
    def to_html(self) -> str:
        """The record as a page of HTML to read and to print: what a duty officer needs comes first."""

@final
class PoliceReport:
    """What became of one report at one police recipient: a record, or why none is sent."""

    @property
    def recipient(self) -> str:
        """To whom: a force code or ``nca_scas``."""
    @property
    def record(self) -> PoliceRecord | None:
        """What is sent, or ``None``."""
    @property
    def nothing(self) -> Reason | None:
        """Why the gate gives the recipient nothing, if that is why nothing is sent."""
    @property
    def dropped(self) -> str | None:
        """Why it is not for this recipient, if that is why nothing is sent: ``other_area`` or
        ``not_for_scas``."""
    @property
    def contains(self) -> list[str]:
        """Which withheld values the record would contain, by path, if that is why nothing is sent: a person
        must look at them."""

@final
class Scheme:
    """A scheme, in memory: submit, triage, match, confirm, disclose, alert.

    It does nothing by itself: instants come in as arguments, and what is published is looked at again after
    every record. References are drawn from the system's random source.
    """

    def __new__(
        cls, issuer: Issuer, policy: Policy, rules: AlertRules, own_contacts: OwnContacts | None = None
    ) -> Self: ...
    def __len__(self) -> int: ...
    @property
    def id(self) -> str:
        """Its id."""
    def submit(self, case: Case) -> Submitted:
        """Takes a report in, with whatever stands beside it already. The case that was handed in is
        copied."""
    def case(self, id: str) -> Case:
        """A report as it stands now: a copy."""
    def record_triage(
        self, id: str, state: str, at: _Instant, by: str, *, of: str | None = None, why: str | None = None
    ) -> Review:
        """Records where a report stands in triage, as ``Case.record_triage``. A report that is no longer
        accepted takes its alerts with it."""
    def record_consent(self, id: str, event: _Document, at: _Instant) -> Review:
        """Records what was said about consent: one event, as it stands among the ``events`` of
        ``uglymugs.consent/1``."""
    def matches(
        self, id: str, as_of: _Instant, *, at_least: str | None = None, most: int | None = None
    ) -> list[Match]:
        """Which sightings may be of one person with those of a report, among accepted reports with internal
        matching in force."""
    def suggestions(
        self, as_of: _Instant, *, at_least: str | None = None, most: int | None = None
    ) -> list[SuggestedSeries]:
        """Groups for a person to look at, each with its evidence. What was rejected is not suggested
        again."""
    def compare(self, one: str, other: str, as_of: _Instant) -> Match | None:
        """The match of two sightings, whatever was decided about them; ``None`` where one may not be
        matched."""
    def decide(
        self, one: str, other: str, confirmed: bool, by: str, at: _Instant, note: str | None = None
    ) -> None:
        """Records what a person decided: whether two sightings are of one person."""
    def links(self) -> Links:
        """What people decided so far: a copy."""
    def series(self, as_of: _Instant) -> list[Series]:
        """Series that people confirmed, over accepted reports with internal matching in force."""
    def disclose(self, id: str, recipient: str, as_of: _Instant) -> Decision:
        """Asks the gate what a recipient, such as ``members/num/alert``, is given of a report at an
        instant."""
    def draft_alert(self, ids: Sequence[str], as_of: _Instant) -> AlertDraft:
        """Drafts an alert about one report, or about one person of several reports that people linked."""
    def publish(self, approved: ApprovedAlert, as_of: _Instant) -> Release:
        """Publishes an approved alert, if the gate still says so at this instant, and notes to whom it
        went."""
    def correct(self, approved: ApprovedAlert, as_of: _Instant) -> Release:
        """Puts a newly approved alert in the place of a published one, under the same public id."""
    def renew(self, id: str, as_of: _Instant) -> Release:
        """Lets a published alert stand for longer."""
    def retract(self, id: str, at: _Instant) -> Release:
        """Takes an alert back, for good. The notice goes to exactly those who were given a version: the
        ledger knows."""
    def release(self, id: str, as_of: _Instant) -> Release:
        """What goes out of a published alert at an instant: the gate is asked again."""
    def feed(self, as_of: _Instant) -> list[Release]:
        """Every alert that may be read at an instant, newest first."""
    def check(self, query: Query, asker: Asker, purpose: str, as_of: _Instant, watch: RateLimit) -> Answer:
        """Answers a member's look-up. ``purpose`` is ``before_meeting``, ``after_contact``,
        ``for_somebody_else`` or ``casework``."""
    def police_reports(self, id: str, as_of: _Instant) -> list[PoliceReport]:
        """What each police recipient that a grant or an override names is sent of a report. What is sent goes
        into the ledger."""
    def alerts(self) -> list[PublishedAlert]:
        """Every published alert that was not taken back, expired or not."""
    def ledger(self) -> str:
        """Who was given what, and when, oldest first: a JSON array."""

@final
class Submitted:
    """What came of taking a report in."""

    @property
    def own_contacts(self) -> int:
        """How many identifiers of offenders are somebody's own contact, and wait for a caseworker."""
    @property
    def needs_person(self) -> bool:
        """Whether age, capacity or danger needs a person's decision before anything goes out."""
    @property
    def of_this_source(self) -> int:
        """How many reports of this source came in within thirty days before it."""

@final
class Review:
    """What a record meant for published alerts."""

    @property
    def retracted(self) -> list[Release]:
        """Alerts that were taken back, since a report behind them may no longer go to members: the notices to
        send."""
    @property
    def to_look_at(self) -> list[tuple[str, str]]:
        """Alerts that do not go out again as they are, and that a person should look at: the public id, and
        why, by code."""

@final
class Series:
    """Sightings that people joined."""

    @property
    def sightings(self) -> list[str]:
        """The sightings, two or more, in the order of their ids."""
    @property
    def contested(self) -> list[tuple[str, str]]:
        """The pairs in it that somebody rejected, and those of one report: somebody has to look at it
        again."""

@final
class SuggestedSeries:
    """A group of sightings that may be of one person, for somebody to look at: nothing joins them but a
    suggestion."""

    @property
    def sightings(self) -> list[str]:
        """All of its sightings, in the order of their ids."""
    @property
    def series(self) -> list[list[str]]:
        """The confirmed series in it: what people joined already."""
    @property
    def matches(self) -> list[Match]:
        """What speaks for it: the matches that nobody decided on, the heaviest first."""

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

@disjoint_base
class Table:
    """Rows and columns that were worked out.

    Any library of frames reads it by ``__arrow_c_stream__``: ``pyarrow.table(it)``, ``polars.DataFrame(it)``,
    ``pandas.DataFrame.from_arrow(it)``; ``to_dicts`` needs none.
    """

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Gives the rows to a library of frames."""
    def __arrow_c_schema__(self) -> Any:
        """Gives the columns to a library of frames."""
    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
    def __len__(self) -> int: ...

@final
class Pairs(Table):
    """Pairs that may be of one person, as a table: ``left`` and ``right``, ``weight`` in bits,
    ``probability``, ``tier``, and what each column weighs: ``w_`` and its name. ``w_together`` is what is of
    no one column; with it, the weights add up to the pair's."""

    def thresholds(self, labels: _Frame | None = None) -> Table:
        """What would be found at each threshold of probability, as a table: how many pairs, and how many of
        them are to be expected to be wrong. With ``labels``, a frame of all true pairs by ``left`` and
        ``right``: how many are, with precision, recall and F1."""
    def reliability(self, labels: _Frame, *, bins: int = 10, at_least: float = 0.05) -> Table:
        """How often pairs of about the same probability are true, as a table: bins of equally many pairs,
        each with the mean of its probabilities, the share of its pairs that is true, and the bounds within
        which that share is with 95 per cent.

        ``labels`` is a frame of all true pairs by ``left`` and ``right``. Pairs below ``at_least`` are left
        out.
        """

@final
class LinkageModel:
    """How often values agree, of one person and of any two: what a linkage weighs by."""

    @staticmethod
    def from_json(text: str) -> LinkageModel:
        """Reads ``uglymugs.linkage_model/1``."""

    def levels(self) -> Table:
        """Each level of agreement of each column, the most first: ``m``, how often two rows of one person
        agree so; ``u``, how often any two do; and ``weight`` in bits. What a single value weighs depends on
        how rare it is, too."""
    def to_json(self) -> str:
        """Writes ``uglymugs.linkage_model/1``. Codes of columns with few of them stand in it."""
    @property
    def text(self) -> str:
        """The model for people: each column with its levels, and what agreement weighs."""
    @property
    def partners(self) -> float:
        """How many other rows of the same person a row has, on average."""
    def _repr_html_(self) -> str:
        """For a notebook: the levels of each column."""

@final
class Linkage:
    """Tables whose rows are linked, and the model by which they are weighed."""

    def pairs(
        self,
        at_least: float = 0.01,
        *,
        weights: bool = True,
        progress: Callable[[float], object] | None = None,
    ) -> Pairs:
        """The pairs that are of one person with a probability of at least so much; without ``weights`` what
        each column weighs is left out, which takes less time and memory where there are many.

        ``progress`` is called about ten times a second with the share that is done; an exception from it, as
        Ctrl-C, ends the work.
        """
    def clusters(
        self,
        at_least: float = 0.9,
        *,
        pairs: Pairs | None = None,
        progress: Callable[[float], object] | None = None,
    ) -> Table:
        """Which rows are of one person: ``id`` and ``cluster``, a number that those of one person share; of
        two linked tables ``table`` too, ``left`` or ``right``. Two clusters become one only where at least
        half of the pairs between them are links.

        Links are pairs of at least so much probability: of ``pairs``, what ``pairs()`` gave, or else of those
        that are found now.
        """
    def nearest(self, id: str | int, most: int = 10, *, of: str | None = None) -> Table:
        """The rows that are likest to one row, by its id: every other is weighed. The heaviest come first;
        the row itself is ``left``.

        Of two linked tables ``of`` says in which the row stands, ``left`` or ``right``; it is compared with
        the other.
        """
    def find(self, record: _Mapping[str, object], most: int = 10) -> Table:
        """The rows that are likest to a record that is in no table, every one weighed; the heaviest come
        first, each by its ``id``, of two linked tables with the ``table`` that it is of, and with what each
        column weighs.

        ``record`` is a mapping of names of columns to what is known of them: a value, or several in a list;
        as in the frame, a range or a place by its two columns. Codes and tags that no row has are as if they
        were not told.

        >>> found = linkage.find({"surname": "Okafor", "phone": "07700 900123"}, most=3)
        >>> found.column_names[:4]
        ['id', 'weight', 'probability', 'tier']
        """
    def check(self, column: str, value: str, *, of: str | None = None) -> list[Any]:
        """The ids of the rows that have exactly this value in a column, however it is written; of those with
        several, one of them.

        Of two linked tables those of one, as ``of`` says: ``left`` or ``right``.
        """
    def shared_identifiers(self) -> Table:
        """Identifiers that more than one person seems to carry, a line for each of their rows: a number for
        the ``identifier``, its ``column``, how it is ``used``, ``recycled`` or ``shared``, a number for the
        ``person``, and the row by its ``id``, of two linked tables with its ``table``."""
    def explain(self, left: str | int, right: str | int) -> Table:
        """What the evidence of a pair is made of, in bits: what is assumed before any, each column and how
        far it agrees, and what is of no one column; ``sum`` is what it comes to so far."""
    def unlinkables(self) -> Table:
        """How many rows could not be linked at each threshold of probability, whatever they were compared
        with: too little is known of them for even an equal row to reach it."""
    @property
    def model(self) -> LinkageModel:
        """What is weighed by."""
    def __len__(self) -> int: ...

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

def check(
    query: Query,
    asker: Asker,
    purpose: str,
    disclosures: Sequence[MembersDisclosure],
    as_of: _Instant,
    watch: RateLimit,
) -> Answer:
    """Answers a look-up from what is disclosed, to the asker's scheme for look-ups at this instant, of the
    reports in which a register finds what is asked for.

    ``purpose`` is ``before_meeting``, ``after_contact``, ``for_somebody_else`` or ``casework``.
    """

def feed(title: str, releases: Sequence[Release], as_of: _Instant) -> str:
    """A page of HTML of the alerts that are out and not expired at an instant, newest first, each in its
    newest version. One that was withdrawn is not on it, in no version."""

def route(disclosure: PoliceAnonymousDisclosure | PoliceFullDisclosure) -> str:
    """Whether a report that may be given to a police recipient is sent: ``send``, ``other_area`` or
    ``not_for_scas``."""

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

def dedupe(
    frame: _Frame,
    columns: _Mapping[str, _Column],
    *,
    id: str | None = None,
    report: str | None = None,
    source: str | None = None,
    model: LinkageModel | None = None,
    progress: Callable[[float], object] | None = None,
) -> Linkage:
    """Links the rows of a table that may be of one person; the model is learnt from the table itself, without
    labels.

    ``columns`` says of each column that is compared what it holds: a kind (``name``, ``text``, ``code``,
    ``set``, ``number``, ``date``, ``day``, ``place``, ``phone``, ``email``, ``username``, ``plate``,
    ``postcode``), or a dictionary of ``kind`` and ``to``, the column in which a range ends; ``longitude``,
    that of a place whose latitude this is; ``group``, what it hangs together with. ``id`` is the column of
    the rows' ids, else they are numbered from 0; two rows of one ``report`` are never linked; ``source`` is
    who reported. ``model`` is one that was learnt from another table, or kept: nothing is learnt then.
    ``progress`` is called about ten times a second with the share that is done.

    >>> linkage = uglymugs.dedupe(frame, {"surname": "name", "born": "date", "phone": "phone"}, id="id")
    >>> pairs = linkage.pairs()
    >>> pairs.column_names[:4]
    ['left', 'right', 'weight', 'probability']
    """

def link(
    left: _Frame,
    right: _Frame,
    columns: _Mapping[str, _Column],
    *,
    id: str | None = None,
    report: str | None = None,
    source: str | None = None,
    model: LinkageModel | None = None,
    progress: Callable[[float], object] | None = None,
) -> Linkage:
    """Links the rows of one table with those of another, never two of one table; else as ``dedupe``.

    The columns have the same names in both. A ``report`` is the same report in both.

    >>> linkage = uglymugs.link(frame, other, {"surname": "name", "born": "date", "phone": "phone"}, id="id")
    >>> pairs = linkage.pairs()
    >>> pairs.column_names[:4]
    ['left', 'right', 'weight', 'probability']
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
