"""A check names the sharing rules that do not hold, each with its place and its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import resources
from domain.commands import RemoveRow, WriteBatch
from domain.entities import SPECS
from domain.formatting import Formatter
from domain.indicators.benefit import benefits
from domain.models.attribution_inputs import appraised
from domain.records import Write
from domain.settling.holding import not_held
from domain.settling.statement import statement
from domain.text import Texts
from domain.wording import explain
from tests.domain.settling.terms_park import HALVES, START, inserted, simple

if TYPE_CHECKING:
    from domain.records import Value
    from tests.domain.settling.terms_park import TermsPark


def found(terms: TermsPark) -> list[tuple[str, int | None, str, str]]:
    told = not_held(terms.workbook, SPECS)
    return [(each.rule, each.version, each.table, each.breach.key) for each in told]


def change(terms: TermsPark, table: str, record: str, **values: Value) -> None:
    """Change a record as something else than a form does: nothing is checked."""
    terms.workbook.run(WriteBatch((Write("update", table, record, values),)))


def test_rules_that_hold_are_not_named(terms: TermsPark) -> None:
    simple(terms, 100)
    assert found(terms) == []


def test_a_rule_without_version_or_resolution_is_named(terms: TermsPark) -> None:
    terms.rule("R1")
    draft = terms.version(terms.rule("R2"))
    terms.phase(draft, HALVES, (1, None))
    assert found(terms) == [
        ("R1", None, "sharing_rule", "rule_without_version"),
        ("R2", None, "sharing_rule", "rule_not_adopted"),
    ]


def test_a_draft_beside_a_version_in_force_is_not_named(terms: TermsPark) -> None:
    version = simple(terms, 100)
    rule = str((terms.workbook.get("sharing_rule_version", version) or {})["rule"])
    terms.version(rule, 2, valid_from="2021-01-01")
    assert found(terms) == []


def test_versions_that_overlap_are_named_once(terms: TermsPark) -> None:
    version = simple(terms, 100)
    rule = str((terms.workbook.get("sharing_rule_version", version) or {})["rule"])
    later = terms.version(rule, 2, valid_from="2021-01-01")
    terms.phase(later, HALVES, (1, None))
    change(terms, "sharing_rule_version", later, resolution=terms.resolution)
    assert found(terms) == [("R1", 2, "sharing_rule_version", "versions_overlap")]


def test_phases_that_are_missing_or_leave_a_gap_are_named_once(terms: TermsPark) -> None:
    version = simple(terms, 100)
    (phase,) = terms.workbook.find("rule_phase", version=version)
    change(terms, "rule_phase", str(phase["id"]), from_year=2)
    assert found(terms) == [("R1", 1, "sharing_rule_version", "phases_not_contiguous")]
    terms.workbook.run(RemoveRow("rule_phase", str(phase["id"])))
    assert found(terms) == [("R1", 1, "sharing_rule_version", "phases_missing")]


def test_shares_and_bounds_that_do_not_fit_are_named_at_their_place(terms: TermsPark) -> None:
    version = simple(terms, 100)
    (phase,) = terms.workbook.find("rule_phase", version=version)
    share = terms.share_of(str(phase["id"]), "A")
    change(terms, "phase_share", share, share_bp=4_000, floor_fen=200, cap_fen=100)
    assert found(terms) == [
        ("R1", 1, "sharing_rule_version", "phase_not_whole"),
        ("R1", 1, "phase_share", "floor_gt_cap"),
    ]


def test_brackets_are_looked_at_too(terms: TermsPark) -> None:
    version = simple(terms, 100)
    (phase,) = terms.workbook.find("rule_phase", version=version)
    bracket = terms.bracket(str(phase["id"]), 1, 1_000, HALVES)
    (half, _) = terms.workbook.find("bracket_share", bracket=bracket)
    change(terms, "bracket_share", str(half["id"]), share_bp=1)
    assert found(terms) == [("R1", 1, "sharing_rule_version", "bracket_not_whole")]


def test_lines_that_a_change_of_the_base_left_without_effect_are_named(terms: TermsPark) -> None:
    version = simple(terms, 100)
    rule = str((terms.workbook.get("sharing_rule_version", version) or {})["rule"])
    change(terms, "sharing_rule", rule, base="cost")
    assert found(terms) == [("R1", None, "retained_share", "not_on_taxes")]


def test_a_kind_of_cost_that_two_rules_divide_is_named(terms: TermsPark) -> None:
    terms.workbook.run(WriteBatch((inserted("quarter", quarter=str(START)),)))
    rules = [terms.rule(code, base="cost", residual="") for code in ("R1", "R2", "R3")]
    for rule in rules:
        version = terms.version(rule)
        terms.phase(version, HALVES, (1, None))
        terms.adopt(version)
    for rule, category in ((rules[1], "energy"), (rules[2], "staff")):
        terms.add("shared_cost", rule=rule, category=category)
    # The first names no kind and so divides them all.
    assert found(terms) == [
        ("R2", None, "sharing_rule", "cost_divided_twice"),
        ("R3", None, "sharing_rule", "cost_divided_twice"),
    ]
    terms.add("shared_cost", rule=rules[0], category="repair")
    assert found(terms) == []


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_each_finding_is_a_sentence_in_every_language(terms: TermsPark, lang: str) -> None:
    terms.rule("R9")
    version = simple(terms, 100)
    (phase,) = terms.workbook.find("rule_phase", version=version)
    change(terms, "phase_share", terms.share_of(str(phase["id"]), "A"), share_bp=4_000)
    texts = Texts(resources.load_texts())
    told = [
        explain(each.breach, SPECS, Formatter(lang, texts))
        for each in not_held(terms.workbook, SPECS)
    ]
    assert len(told) == 2
    assert not any("{" in each for each in told)


def test_a_version_that_has_no_phases_is_named_wherever_it_would_be_settled(
    terms: TermsPark,
) -> None:
    terms.version(terms.rule(), resolution=terms.resolution)
    terms.tax(100)
    assert statement(terms.workbook, START).unsettled == {"R1": "phases_missing"}
    assert {each.net_fen for each in benefits(terms.workbook, START)} == {None}


def test_a_rule_on_output_says_why_it_counts_nothing(terms: TermsPark) -> None:
    rule = terms.rule("R2", base="output")
    assert appraised(terms.workbook, START) == {"R2": "no_version"}
    version = terms.version(rule)
    assert appraised(terms.workbook, START) == {"R2": "no_resolution"}
    change(terms, "sharing_rule_version", version, resolution=terms.resolution)
    assert appraised(terms.workbook, START) == {"R2": "phases_missing"}
    terms.add("rule_phase", version=version, phase=1, from_year=1, home_bp=8_000, host_bp=2_000)
    assert appraised(terms.workbook, START) == {"R2": ""}
