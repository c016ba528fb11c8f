"""The hand-written vectors that every language's tests share."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uglymugs

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors"
SCHEMAS = ROOT / "num-core" / "schema"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def compact(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Vector:
    name: str
    as_of: str
    case: Any
    policy: Any
    level: str
    expect: dict[str, Any]

    def asked(self) -> tuple[uglymugs.Case, uglymugs.Policy]:
        return uglymugs.Case.from_json(compact(self.case)), uglymugs.Policy.from_json(compact(self.policy))


def each(folder: str) -> list[Any]:
    """What stands in the files of a folder, in a file one or a list of several."""
    found: list[Any] = []
    for path in sorted((VECTORS / folder).glob("*.json")):
        whole = read(path)
        found += whole if isinstance(whole, list) else [whole]
    assert len(found) >= 16
    return found


def valid() -> list[Vector]:
    common = read(VECTORS / "policy.json")
    return [
        Vector(v["name"], v["as_of"], v["case"], v.get("policy", common), v["level"], v["expect"])
        for v in each("valid")
    ]
