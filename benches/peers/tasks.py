"""What is measured: which task, on which register, by which engines."""

from __future__ import annotations

import dataclasses
import pathlib

from data import AUDITED, FULL, PERSONS, REGISTER, SEEDS
from metrics import Truth
from results import frame, read

SPLINK, TOOLKIT, RAPIDFUZZ, OURS = "splink_duckdb", "toolkit", "rapidfuzz_scan", "ours"
TITLES = {SPLINK: "Splink 5", TOOLKIT: "recordlinkage", RAPIDFUZZ: "rapidfuzz", OURS: "uglymugs"}


@dataclasses.dataclass(frozen=True)
class Task:
    """One measurement. `threshold` is the probability at which links count: 0.5 by default, 0.9 for registers.

    `run` is the verb of an engine, and the name of what it is done to. `only_by` is what `--only` has to hold for a
    task that takes too long to be among all.
    """

    title: str
    run: str
    engines: tuple[str, ...]
    threshold: float = 0.5
    only_by: str = ""

    def is_chosen(self, only: str) -> bool:
        """Whether it is among the tasks whose title contains `only`."""
        return only in self.title and self.only_by in only

    def decides_at(self, engine: str) -> float:
        """The probability from which a pair counts as a link; the classifier of recordlinkage has its own."""
        return 0.5 if engine == TOOLKIT else self.threshold

    @property
    def verb(self) -> str:
        """What is done: the function of each engine."""
        return self.run.partition(":")[0]

    @property
    def register(self) -> str:
        """The name of the register, of the first table for two."""
        name = self.run.partition(":")[2]
        return {"link": "febrl4a", "dedupe": "febrl3"}.get(name, name)

    @property
    def written(self) -> str:
        """The file that is there once its register is; the last one written of FEBRL's."""
        return "febrl4-truth.csv" if self.verb == "febrl" else f"{self.register}.csv"

    @property
    def parts(self) -> tuple[Task, ...]:
        """What is measured one by one and told together: each seed of an audit, else itself."""
        if self.verb != "audit":
            return (self,)
        kind = self.run.partition(":")[2]
        return tuple(dataclasses.replace(self, run=f"links:{kind}-{seed}") for seed in AUDITED)

    def truth(self, data: pathlib.Path) -> Truth:
        """Who is who."""
        name = self.run.partition(":")[2]
        if name == "link":
            return Truth.across(frame(read(data, "febrl4a")), frame(read(data, "febrl4b")), "rec_id", "person")
        table = frame(read(data, self.register))
        if self.verb == "febrl":
            return Truth.of(table, "rec_id", "person")
        if "person" in table:
            return Truth.of(table, "id", "person")
        return Truth.of(table, "id", "offender", "report")


def _by_size(size: int) -> str:
    """Of the largest register, which takes long to generate: by its size only."""
    return f"{size:,}" if size == REGISTER[-1] else ""


def tasks(quick: bool) -> list[Task]:
    """All measurements; with `quick`, those on small registers."""
    found = [
        Task("FEBRL 4, link", "febrl:link", (SPLINK, TOOLKIT, OURS)),
        Task("FEBRL 3, deduplicate", "febrl:dedupe", (SPLINK, TOOLKIT, OURS)),
    ]
    for size in PERSONS[:1] if quick else PERSONS:
        engines = (SPLINK, TOOLKIT, OURS)
        found.append(Task(f"{size:,} persons, deduplicate", f"dedupe:persons-{size}", engines, 0.9))
    for kind in ("weak", "correlated"):
        for seed in SEEDS[:1] if quick else SEEDS:
            run = f"sightings:{kind}-{seed}"
            found.append(Task(f"{kind} sightings, seed {seed}", run, (SPLINK, OURS), 0.9))
    registers = REGISTER[:1] if quick else REGISTER
    for size in registers:
        title = f"this project's register, {size:,} sightings"
        found.append(Task(title, f"sightings:register-{size}", (SPLINK, OURS), 0.9, only_by=_by_size(size)))
    size = PERSONS[0] if quick else PERSONS[-1]
    found.append(Task(f"one record among {size:,} persons", f"search:persons-{size}", (SPLINK, RAPIDFUZZ, OURS)))
    for size in registers:
        title = f"one of this project's sightings among {size:,}"
        found.append(Task(title, f"search:register-{size}", (OURS,), only_by=_by_size(size)))
    if not quick:
        found.append(Task(f"one full sighting among {FULL:,}", f"search:full-{FULL}", (OURS,)))
        title = "false matches by perceived ethnicity, correlated sightings"
        found.append(Task(title, "audit:correlated", (SPLINK, OURS), 0.9))
    return found
