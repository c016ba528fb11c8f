"""Domain model of worker-safety reporting schemes: reports, consent, the disclosure gate, alerts."""

from ._uglymugs import version

__all__ = ["version"]
