"""What a notebook shows: parts of pages, of what is disclosed and of nothing else."""

import json
import re
from html.parser import HTMLParser

import pytest
import uglymugs
from canaries import ALIAS, WORD, planted, policy
from reports import NOW, approved, crowd, disclosed, report, scheme
from test_canaries import AS_OF, RECIPIENTS
from test_lookups import looked_up

from vectors import compact

INDEXES = {str(index) for index in range(20)}


class Tags(HTMLParser):
    """Every element closed in its order, and no script."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "img", "link", "iframe", "object")
        assert not any(name.startswith("on") or name in ("src", "href", "style") for name, _ in attrs)
        if tag != "rect":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data + " "


def shown(html: str) -> str:
    """The text of a part of a page."""
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags.text


def test_every_part_is_well_formed_and_says_what_it_is_of() -> None:
    holder = scheme(report("r-1", "heron-7"), report("r-2", "wren-2"))
    draft = holder.draft_alert(["r-1"], NOW)
    alert = approved(draft, NOW)
    release = holder.publish(alert, NOW)
    (published,) = holder.alerts()
    (match, *_) = holder.matches("r-1", NOW)
    for part, words in (
        (draft._repr_html_(), "Draft: nobody has approved it"),
        (alert._repr_html_(), "Approved: not published yet"),
        (published._repr_html_(), "Published: version 1"),
    ):
        text = shown(part)
        assert words in text
        assert draft.text.strip() in text
        assert "He cannot be sure who told." in text
    assert "Daz" in shown(release._repr_html_())
    assert "heron" not in shown(release._repr_html_())
    assert match.sentence in shown(match._repr_html_())
    answer = looked_up(holder, "phone", "07700 900231")
    assert answer.words in shown(answer._repr_html_())


@pytest.mark.parametrize("recipient", RECIPIENTS)
def test_a_disclosure_shows_what_is_disclosed(recipient: str) -> None:
    case = uglymugs.Case.from_json(compact(planted()))
    decision = case.disclose(policy(), recipient, AS_OF)
    disclosure = decision.disclosure
    assert disclosure is not None
    text = shown(disclosure._repr_html_())
    assert recipient in text
    for word in (ALIAS, WORD, "900417", "counselling"):
        assert (word in text) == (word in disclosure.to_json())
    parts = set(json.loads(disclosure.to_bytes())) - {"schema", "recipient", "reference"}
    assert parts <= set(re.findall(r"\w+", text))
    # Nothing but what is disclosed: every word of ours or of the wire form.
    ours = {"Disclosed", "to", "Reference"}
    assert set(re.findall(r"\w+", text)) - ours <= set(re.findall(r"\w+", disclosure.to_json())) | INDEXES


def test_markup_of_a_report_is_text() -> None:
    hostile = "<b onclick='x'>&"
    one, other = (disclosed(report(f"r-{at}", f"s-{at}", aliases=[hostile]), NOW) for at in (1, 2))
    draft = uglymugs.AlertDraft([one], uglymugs.AlertRules.default(), crowd([one, other], NOW))
    for part in (one._repr_html_(), draft._repr_html_()):
        assert hostile in shown(part)
