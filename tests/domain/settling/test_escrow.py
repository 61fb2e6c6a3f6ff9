"""What is held back runs on from quarter to quarter; late figures are corrected in the open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.models.settlement_inputs import settle
from domain.models.settlement_steps import steps, total_steps
from domain.settling.commands import DrawUpSettlement
from domain.settling.keeping import replayed
from tests.domain.settling.terms_park import (
    HALVES,
    START,
    due,
    keys,
    paid,
    quarters,
    simple,
    today,
)

if TYPE_CHECKING:
    from domain.settling.statement import RuleSettlement
    from domain.units import Quarter
    from tests.domain.settling.terms_park import TermsPark


def held_back(terms: TermsPark, *tax: int, **ends: str) -> str:
    """Adopt a rule that holds back a fourth of the origin's half, and return the clause."""
    version = terms.version(terms.rule())
    terms.phase(version, HALVES, (1, None))
    record = terms.add(
        "escrow_term",
        version=version,
        party=terms.parties["A"],
        share_bp=2_500,
        milestone="首个项目投产",
        clause="第八条",
        **ends,
    )
    terms.adopt(version)
    terms.tax(*tax)
    return record


def balance(found: RuleSettlement) -> list[tuple[int, ...]]:
    return [
        (
            each.opening_fen,
            each.corrected_fen,
            each.deposit_fen,
            each.release_fen,
            each.forfeit_fen,
            each.closing_fen,
        )
        for each in found.held
    ]


def test_what_is_held_back_runs_on_until_the_milestone_and_is_then_paid(terms: TermsPark) -> None:
    clause = held_back(terms, 1_000, 1_001, 1_000, deadline_quarter="2021Q4")
    first, second = (terms.agreed(quarter) for quarter in quarters(2))
    assert (due(first), paid(first)) == ({"A": 500, "B": 500}, {"A": 375, "B": 500})
    assert balance(first) == [(0, 0, 125, 0, 0, 125)]
    # Half of 1,001 is 501 with the odd fen, of which a fourth is 125, rounded down.
    assert (paid(second), balance(second)) == ({"A": 376, "B": 500}, [(125, 0, 125, 0, 0, 250)])
    terms.set("escrow_term", clause, reached_quarter="2020Q3")
    third = terms.agreed(START.plus(2))
    assert (paid(third), balance(third)) == ({"A": 750, "B": 500}, [(250, 0, 0, 250, 0, 0)])
    told = next(step for step in steps(today(terms, START.plus(2))) if step.key == "escrow_release")
    assert (told.amounts, told.clause) == ({"A": 250}, "第八条")
    # What happened before the milestone stays as it was.
    assert balance(terms.settlement(START)) == [(0, 0, 125, 0, 0, 125)]
    row = terms.workbook.get("settlement", first.record)
    assert row is not None
    again = {line.party: line.payable_fen for line in replayed(row).lines}
    assert again == {"A": 375, "B": 500}


def test_what_is_held_back_past_the_deadline_goes_to_the_residual_party(terms: TermsPark) -> None:
    held_back(terms, 1_000, 1_000, 1_000, deadline_quarter="2020Q2")
    found = [terms.agreed(quarter) for quarter in quarters(3)]
    assert [paid(each) for each in found] == [
        {"A": 375, "B": 500},
        {"A": 375, "B": 500},
        {"A": 500, "B": 750},
    ]
    assert balance(found[2]) == [(250, 0, 0, 0, 250, 0)]
    assert keys(today(terms, START.plus(2)))[-1] == "escrow_forfeit"


def test_a_milestone_reached_too_late_is_forfeited_all_the_same(terms: TermsPark) -> None:
    held_back(terms, 1_000, 1_000, 1_000, deadline_quarter="2020Q1", reached_quarter="2020Q2")
    found = [paid(terms.agreed(quarter)) for quarter in quarters(3)]
    assert found == [{"A": 375, "B": 500}, {"A": 500, "B": 625}, {"A": 500, "B": 500}]


def test_a_new_version_without_the_clause_releases_what_was_held(terms: TermsPark) -> None:
    held_back(terms, 1_000, 1_000)
    (old,) = terms.workbook.find("sharing_rule_version")
    terms.agreed(START)
    terms.set("sharing_rule_version", str(old["id"]), valid_to="2020-03-31")
    new = terms.version(str(old["rule"]), 2, valid_from="2020-04-01")
    terms.phase(new, HALVES, (1, None))
    terms.adopt(new)
    second = terms.agreed(START.plus(1))
    assert (paid(second), balance(second)) == ({"A": 625, "B": 500}, [(125, 0, 0, 125, 0, 0)])
    assert keys(today(terms, START.plus(1)))[-1] == "escrow_release.dropped"


def test_what_is_held_back_is_told_before_anything_is_drawn_up(terms: TermsPark) -> None:
    held_back(terms, 1_000)
    (found,) = terms.settlement(START).holdings
    assert (found.party, found.deposit_fen, found.closing_fen) == ("A", 125, 125)
    assert {step.key: step.total for step in total_steps(settle(terms.workbook, START))} == {
        "all_due": 1_000,
        "reinvested": 0,
        "held": -125,
        "payable.held": 875,
    }


# ------------------------------------------------------------------------------ late corrections


def corrections(terms: TermsPark, quarter: Quarter) -> list[tuple[str, str, int, int]]:
    found = terms.settlement(quarter)
    return [
        (str(each.quarter), each.party, each.due_fen, each.escrow_fen)
        for line in found.lines
        for each in line.corrections
    ]


def test_a_late_figure_changes_what_the_lifetime_cap_left_to_later_quarters(
    terms: TermsPark,
) -> None:
    simple(terms, 600, 600, 600, lifetime_cap_fen=1_000)
    for quarter in quarters(2):
        terms.agreed(quarter)
    terms.correct(START, 800)
    third = terms.agreed(START.plus(2))
    # The first quarter shares 800 now, so of the second only 200 are left to share.
    assert sorted(corrections(terms, START.plus(2))) == [
        ("2020Q1", "A", 100, 0),
        ("2020Q1", "B", 100, 0),
        ("2020Q2", "A", -100, 0),
        ("2020Q2", "B", 100, 0),
    ]
    assert due(third) == {"B": 600, "A": 0}
    everything = [line for quarter in quarters(3) for line in terms.settlement(quarter).lines]
    assert sum(line.payable_fen for line in everything) == 800 + 600 + 600


def test_a_late_figure_changes_what_is_held_and_the_balance_still_runs_on(
    terms: TermsPark,
) -> None:
    clause = held_back(terms, 1_000, 1_000, 1_000)
    terms.agreed(START)
    terms.correct(START, 1_400)
    second = terms.agreed(START.plus(1))
    # A's half grows by 200, of which a fourth is held back besides.
    assert corrections(terms, START.plus(1)) == [
        ("2020Q1", "A", 200, -50),
        ("2020Q1", "B", 200, 0),
    ]
    assert balance(second) == [(125, 50, 125, 0, 0, 300)]
    terms.set("escrow_term", clause, reached_quarter="2020Q3")
    third = terms.agreed(START.plus(2))
    assert balance(third) == [(300, 0, 0, 300, 0, 0)]
    everything = [line for quarter in quarters(3) for line in terms.settlement(quarter).lines]
    assert sum(line.payable_fen for line in everything) == 1_400 + 1_000 + 1_000


def test_a_late_figure_changes_what_was_reinvested_in_the_open(terms: TermsPark) -> None:
    version = terms.version(terms.rule())
    terms.phase(version, HALVES, (1, None), reinvested_bp=1_000)
    terms.adopt(version)
    terms.tax(1_000, 1_000)
    terms.agreed(START)
    terms.correct(START, 1_100)
    terms.agreed(START.plus(1))
    found = terms.settlement(START.plus(1))
    assert [(str(each.quarter), each.reinvested_fen) for each in found.reinvested] == [
        ("2020Q1", 10)
    ]
    assert corrections(terms, START.plus(1)) == [("2020Q1", "A", 45, 0), ("2020Q1", "B", 45, 0)]
    terms.workbook.run(DrawUpSettlement(START.plus(2)))
    assert terms.settlement(START.plus(2)).reinvested == ()


def test_a_draft_drawn_up_again_replaces_what_it_held_back(terms: TermsPark) -> None:
    held_back(terms, 1_000)
    terms.drawn(START)
    terms.correct(START, 2_000)
    assert terms.settlement(START).outdated
    assert balance(terms.drawn(START)) == [(0, 0, 250, 0, 0, 250)]
    terms.workbook.undo()
    assert balance(terms.settlement(START)) == [(0, 0, 125, 0, 0, 125)]


def test_the_record_of_a_quarter_counts_where_its_terms_are_gone(terms: TermsPark) -> None:
    held_back(terms, 1_000, 1_000)
    (version,) = terms.workbook.find("sharing_rule_version")
    terms.agreed(START)
    # Somebody moves the version's first day past the settled quarter.
    terms.set("sharing_rule_version", str(version["id"]), valid_from="2020-04-01")
    second = terms.drawn(START.plus(1))
    assert balance(second) == [(125, 0, 125, 0, 0, 250)]
    assert today(terms, START.plus(1)).terms.carried.shared_fen == 1_000
