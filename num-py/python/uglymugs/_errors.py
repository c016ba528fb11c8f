"""What goes wrong. Nothing here holds what the caller handed in: only codes, numbers, paths of the schema."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a document."""

    path: str
    """The concrete path, such as ``offenders[0].appearance.age``; empty for the whole document."""
    code: str
    """A stable dotted code, such as ``text.too_long``."""
    message: str
    """What the code means."""
    limit: int | None = None
    """The limit that was passed, where there is one."""
    found: int | None = None
    """What was found against the limit."""
    line: int | None = None
    """The line in the document, from 1, when it came from one."""
    column: int | None = None
    """The column in that line, from 1."""
    table_column: int | None = None
    """The number from 1 of the column of the table that it comes from, when it came from one."""


class UglyMugsError(Exception):
    """Any error of this package; ``code`` is stable and stands in ``code_catalogue()``."""

    def __init__(
        self, code: str, message: str, paths: tuple[str, ...] = (), reason: str | None = None
    ) -> None:
        super().__init__(code, message, paths, reason)
        self.code = code
        self.paths = list(paths)
        """Which withheld values something that was composed contains, by their paths: a person must look."""
        self.reason = reason
        """Why nothing of a report may be shown, by the code of a ``Reason``, if that is what went wrong."""

    def __str__(self) -> str:
        code, message = self.args[:2]
        return f"{message} ({code})"


class ValidationError(UglyMugsError):
    """A document with problems: all of them at once; ``code`` is that of the first."""

    def __init__(self, code: str, message: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(code, message)
        self.args = (code, message, problems)
        self.problems = list(problems)

    def __str__(self) -> str:
        return str(self.args[1])
