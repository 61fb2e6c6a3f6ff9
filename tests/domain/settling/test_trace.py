"""A resolution is followed to what was paid and printed, and from there back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.commands import AddRow
from domain.report_address import Address, address_of
from domain.reports.issuing import RecordIssue
from domain.settling.commands import AgreeSettlement, DrawUpSettlement
from domain.settling.statement import statement
from domain.settling.trace import Stop, from_line, from_payment, from_resolution, from_version
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import Value
    from storage.workbook import Workbook

NOW = Quarter(2024, 4)


def resolution(park: Workbook, number: str) -> str:
    return str(park.find("resolution", number=number)[0]["id"])


def kinds(stops: tuple[Stop, ...]) -> list[str]:
    return [each.kind for each in stops]


def settle(park: Workbook) -> str:
    """Draw the quarter up and agree on it; return the first line."""
    park.run(DrawUpSettlement(NOW))
    park.run(AgreeSettlement(tuple(rule.record for rule in statement(park, NOW).rules)))
    return statement(park, NOW).rules[0].lines[0].record


def issue(park: Workbook, kind: str, language: str, revision: int) -> None:
    values: dict[str, Value] = {
        "kind": kind, "subject": str(NOW), "quarter": str(NOW), "language": language,
        "revision": revision, "sha256": f"{revision:064d}", "data_digest": "d",
        "head_hash": "h", "file_name": "r.pdf",
        "issued_at": "2025-02-01T00:00:00.000Z", "author": "x",
    }  # fmt: skip
    park.run(RecordIssue(values))


def test_a_resolution_leads_to_the_versions_it_adopted_before_anything_is_settled(
    park: Workbook,
) -> None:
    stops = from_resolution(park, resolution(park, "R-2019-01"), str(NOW))
    # R2 is on output: it counts for appraisal, no money moves by it, so nothing is settled.
    # The version of R1 ended in 2022: what 2024Q4 settles rests on the next one.
    assert [(each.kind, each.told["rule"]) for each in stops] == [
        ("version", "R1"),
        ("version", "R2"),
        ("counted", "R2"),
        ("version", "R3"),
        ("not_drawn_up", "R3"),
    ]
    assert (stops[-1].page, stops[-1].record) == ("settlement", "")
    then = from_resolution(park, resolution(park, "R-2019-01"), "2022Q4")
    assert [each.told["rule"] for each in then if each.kind == "not_drawn_up"] == ["R1", "R3"]
    assert from_resolution(park, resolution(park, "R-2019-02"), str(NOW)) == ()
    assert kinds(from_resolution(park, resolution(park, "R-2022-02"), "")) == ["version"]


def test_a_resolution_leads_to_the_settlements_that_rest_on_it(park: Workbook) -> None:
    settle(park)
    stops = from_resolution(park, resolution(park, "R-2022-02"), str(NOW))
    assert kinds(stops) == ["version", "settlement"]
    assert stops[1].told == {"rule": "R1", "quarter": "2024Q4", "state": "agreed"}
    kept = park.get("settlement", stops[1].record) or {}
    assert kept["rule_version"] == stops[0].record


def test_a_draft_leads_to_the_version_that_it_proposes_and_back(park: Workbook) -> None:
    (rule,) = park.find("sharing_rule", code="R1")
    draft = resolution(park, "R-2023-01")
    proposed = AddRow(
        "sharing_rule_version",
        {"rule": rule["id"], "version": 3, "valid_from": "2026-01-01", "proposed_by": draft},
    )
    park.run(proposed)
    (stop,) = from_resolution(park, draft, str(NOW))
    assert (stop.kind, stop.record, stop.told["version"]) == ("proposed", proposed.record, "3")
    back = from_version(park, proposed.record, str(NOW))[0]
    assert (back.kind, back.record) == ("resolution", draft)


def test_a_version_leads_back_to_its_resolution(park: Workbook) -> None:
    settle(park)
    version = from_resolution(park, resolution(park, "R-2022-02"), str(NOW))[0].record
    stops = from_version(park, version, str(NOW))
    assert kinds(stops) == ["resolution", "settlement"]
    assert stops[0].record == resolution(park, "R-2022-02")
    draft = park.find("sharing_rule_version")[0]
    assert from_version(park, "unknown", str(NOW)) == ()
    assert draft["resolution"]


def test_a_line_leads_to_version_resolution_and_the_draft_while_no_report_is_issued(
    park: Workbook,
) -> None:
    line = settle(park)
    stops = from_line(park, line, "fr")
    assert kinds(stops) == ["version", "resolution", "draft"]
    assert stops[0].told == {"rule": "R1", "version": "2"}
    assert stops[1].told == {"number": "R-2022-02"}
    where = address_of(stops[2].record)
    assert where == Address("quarterly", "2024Q4", ("fr",), "settlement_line", line)
    assert from_line(park, "unknown", "fr") == ()
    assert from_payment(park, "unknown", "fr") == ()


def test_a_line_leads_to_the_newest_issue_of_each_language(park: Workbook) -> None:
    line = settle(park)
    issue(park, "quarterly", "zh", 1)
    issue(park, "quarterly", "zh", 2)
    issue(park, "quarterly+fr", "zh", 1)
    issue(park, "quarterly_excerpt", "zh", 3)
    issue(park, "settlement_excerpt", "zh", 4)
    reports = [each for each in from_line(park, line, "en") if each.kind in ("report", "draft")]
    assert [(each.told["languages"], each.told["revision"]) for each in reports] == [
        ("zh", "2"),
        ("zh+fr", "1"),
    ]
    assert address_of(reports[1].record) == Address(
        "quarterly", "2024Q4", ("zh", "fr"), "settlement_line", line
    )


def test_a_payment_leads_to_its_line_first(park: Workbook) -> None:
    line = settle(park)
    stops = from_payment(park, line, "zh")
    assert kinds(stops) == ["line", "version", "resolution", "draft"]
    assert (stops[0].page, stops[0].record) == ("settlement", line)


WORDS = st.text(st.characters(exclude_characters="/+"), min_size=1)


@given(WORDS, WORDS, st.lists(WORDS, min_size=1, max_size=2), WORDS, WORDS)
def test_an_address_is_read_as_it_was_written(
    kind: str, quarter: str, languages: list[str], table: str, record: str
) -> None:
    address = Address(kind, quarter, tuple(languages), table, record)
    assert address_of(address.text()) == address


@pytest.mark.parametrize("text", ["", "quarterly", "a/b/c/d", "a/b/c/d/", "a/b/c/d/e/f"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert address_of(text) is None
