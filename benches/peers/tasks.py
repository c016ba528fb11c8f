"""What is measured: which task, on which register, by which engines."""

from __future__ import annotations

import dataclasses
import pathlib

from metrics import Truth
from results import frame, read

SPLINK, TOOLKIT, RAPIDFUZZ, OURS = "splink_duckdb", "toolkit", "rapidfuzz_scan", "ours"
TITLES = {SPLINK: "Splink 5", TOOLKIT: "recordlinkage", RAPIDFUZZ: "rapidfuzz", OURS: "uglymugs"}


@dataclasses.dataclass(frozen=True)
class Task:
    """One measurement. `threshold` is the probability at which links count: 0.5 by default, 0.9 for registers."""

    title: str
    run: str
    engines: tuple[str, ...]
    threshold: float = 0.5

    def decides_at(self, engine: str) -> float:
        """The probability from which a pair counts as a link; the classifier of recordlinkage has its own."""
        return 0.5 if engine == TOOLKIT else self.threshold

    @property
    def register(self) -> str:
        """The name of the register, of the first table for two."""
        name = self.run.partition(":")[2]
        return {"link": "febrl4a", "dedupe": "febrl3"}.get(name, name)

    def truth(self, data: pathlib.Path) -> Truth | None:
        """Who is who, or None where only time is measured."""
        verb, _, name = self.run.partition(":")
        if verb == "search":
            return None
        if name == "link":
            return Truth.across(frame(read(data, "febrl4a")), frame(read(data, "febrl4b")), "rec_id", "person")
        table = frame(read(data, self.register))
        if verb == "febrl":
            return Truth.of(table, "rec_id", "person")
        if verb == "dedupe":
            return Truth.of(table, "id", "person")
        return Truth.of(table, "id", "offender", "report")


def tasks(quick: bool) -> list[Task]:
    """All measurements; with `quick`, those on small registers."""
    found = [
        Task("FEBRL 4, link", "febrl:link", (SPLINK, TOOLKIT, OURS)),
        Task("FEBRL 3, deduplicate", "febrl:dedupe", (SPLINK, TOOLKIT, OURS)),
    ]
    for size in (10_000,) if quick else (10_000, 100_000, 1_000_000):
        engines = (SPLINK, TOOLKIT, OURS)
        found.append(Task(f"{size:,} persons, deduplicate", f"dedupe:persons-{size}", engines, 0.9))
    for kind in ("weak", "correlated"):
        for seed in (1,) if quick else (1, 2):
            run = f"sightings:{kind}-{seed}"
            found.append(Task(f"{kind} sightings, seed {seed}", run, (SPLINK, OURS), 0.9))
    for size in (10_000,) if quick else (10_000, 100_000, 1_000_000):
        run = f"sightings:register-{size}"
        found.append(Task(f"this project's register, {size:,} sightings", run, (SPLINK, OURS), 0.9))
    size = 10_000 if quick else 1_000_000
    found.append(Task(f"one record among {size:,} persons", f"search:persons-{size}", (SPLINK, RAPIDFUZZ, OURS)))
    found.append(Task(f"one sighting among {size:,}", f"search:register-{size}", (OURS,)))
    return found
