"""Every Python block of the README is run, from the root of the repository."""

import re

import pytest

from vectors import ROOT


def blocks() -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\b[^\n]*\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)


def test_the_readme_shows_python() -> None:
    assert blocks() != []


def test_the_readmes_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "__main__"}
    for number, block in enumerate(blocks(), 1):
        exec(compile(block, f"README.md, Python block {number}", "exec"), names)
