"""Domain model of worker-safety reporting schemes: reports, consent, the disclosure gate, alerts.

What is sensitive stays in opaque objects. What leaves a scheme leaves through ``Case.disclose``: its results
are classes of their own, one for each audience, and alerts and police records are made from them alone.
"""

from ._errors import Problem, UglyMugsError, ValidationError
from ._uglymugs import (
    AlertDraft,
    AlreadyKnown,
    Audience,
    Case,
    CaseLines,
    Circumstances,
    ConsentHistory,
    Decision,
    Draft,
    Identity,
    Incident,
    Level,
    MayKnow,
    MembersDisclosure,
    PartnerDisclosure,
    PoliceAnonymousDisclosure,
    PoliceFullDisclosure,
    PoliceRecord,
    Policy,
    Preview,
    PreviewEntry,
    Reason,
    Rejected,
    ResearchDisclosure,
    Use,
    code_catalogue,
    forces,
    offence_kinds,
    preview,
    read_jsonl,
    version,
)

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
    "Problem",
    "Reason",
    "Rejected",
    "ResearchDisclosure",
    "UglyMugsError",
    "Use",
    "ValidationError",
    "code_catalogue",
    "forces",
    "offence_kinds",
    "preview",
    "read_jsonl",
    "version",
]
# As they are seen from outside, in tracebacks and pickles too.
for _class in (Problem, UglyMugsError, ValidationError):
    _class.__module__ = __name__
del _class
