"""Gates: what the records say of each criterion, and what a change of stage writes."""

from __future__ import annotations

from datetime import date

import pytest

from domain.entities import SPECS
from domain.errors import DomainError
from domain.stage_commands import ChangeStage, Declared, OwnCriteria
from domain.standing.board import board, followed, is_overdue, next_mark, years_later
from domain.standing.gates import Criterion, criteria_of, findings, opens
from tests.fakes import MemoryJournal

ON = date(2024, 12, 31)
WAY = ("lead", "screened", "panel", "admitted", "incubating", "ready")


@pytest.fixture
def journal() -> MemoryJournal:
    """Give an empty journal."""
    return MemoryJournal()


def firm_at(journal: MemoryJournal, *stages: str, **values: str) -> str:
    """Put a firm in that went through some stages, one a month of 2022."""
    number = f"F{len(journal.tables['firm']) + 1:03d}"
    firm = journal.add("firm", number=number, name_zh=f"企业{number}", **values)
    before = None
    for month, stage in enumerate(stages, 1):
        journal.add(
            "stage_change",
            firm=firm,
            from_stage=before,
            to_stage=stage,
            date=f"2022-{month:02d}-01",
        )
        before = stage
    return firm


def declared(journal: MemoryJournal, firm: str, gate: str, *met: int) -> tuple[Declared, ...]:
    """Say which criteria are met, by position."""
    found = findings(journal, firm, gate, ON)
    return tuple(
        Declared(each, each.criterion.measure, each.criterion.position in met) for each in found
    )


def test_admission_needs_all_three_and_graduation_any_one_of_four(journal: MemoryJournal) -> None:
    admission = criteria_of(journal, "admitted")
    graduation = criteria_of(journal, "graduated")
    assert [each.measure for each in admission] == ["form", "plan", "panel"]
    assert [each.measure for each in graduation] == [
        "high_tech",
        "venture_money",
        "two_year_revenue",
        "acquired_or_listed",
    ]
    assert not opens(admission, {1, 2})
    assert opens(admission, {1, 2, 3})
    assert not opens(graduation, set())
    assert opens(graduation, {4})
    assert opens((), set())


def test_one_that_suffices_opens_a_gate_beside_those_needed_together() -> None:
    both = (
        Criterion("graduated", 1, "high_tech", suffices=True),
        Criterion("graduated", 2, "form"),
        Criterion("graduated", 3, "plan"),
    )
    assert opens(both, {1})
    assert opens(both, {2, 3})
    assert not opens(both, {2})


def test_the_label_holds_from_its_date_and_without_one_nothing_is_known(
    journal: MemoryJournal,
) -> None:
    held = firm_at(journal, *WAY, high_tech_date="2023-05-09")
    later = firm_at(journal, *WAY, high_tech_date="2025-01-01")
    without = firm_at(journal, *WAY)
    met = [findings(journal, firm, "graduated", ON)[0] for firm in (held, later, without)]
    assert [each.met for each in met] == [True, False, None]
    assert met[0].since == date(2023, 5, 9)


def test_financing_is_summed_over_all_ended_quarters(journal: MemoryJournal) -> None:
    firm = firm_at(journal, *WAY)
    for quarter, fen in (("2023Q1", 400_000_000), ("2024Q4", 220_000_000), ("2025Q1", 9)):
        journal.add("firm_quarter", firm=firm, quarter=quarter, financing_fen=fen)
    found = findings(journal, firm, "graduated", ON)[1]
    assert (found.amount_fen, found.met, found.known, found.expected) == (620_000_000, True, 2, 2)
    before = findings(journal, firm, "graduated", date(2024, 12, 30))[1]
    assert (before.amount_fen, before.met) == (400_000_000, False)


def test_financing_of_exactly_five_million_is_not_over_it(journal: MemoryJournal) -> None:
    firm = firm_at(journal, *WAY)
    journal.add("firm_quarter", firm=firm, quarter="2024Q4", financing_fen=500_000_000)
    assert findings(journal, firm, "graduated", ON)[1].met is False


def test_two_year_revenue_stays_open_while_a_quarter_is_unknown(journal: MemoryJournal) -> None:
    small, large = firm_at(journal, *WAY), firm_at(journal, *WAY)
    for number in range(1, 5):
        quarter = f"2024Q{number}"
        journal.add("firm_quarter", firm=small, quarter=quarter, revenue_fen=100_000_000)
        journal.add("firm_quarter", firm=large, quarter=quarter, revenue_fen=300_000_000)
    journal.add("firm_quarter", firm=large, quarter="2022Q4", revenue_fen=1)
    found = [findings(journal, firm, "graduated", ON)[2] for firm in (small, large)]
    assert [(each.amount_fen, each.met) for each in found] == [
        (400_000_000, None),
        (1_200_000_000, True),
    ]
    assert (found[0].known, found[0].expected) == (4, 8)


def test_two_year_revenue_below_the_threshold_is_unmet_when_all_is_known(
    journal: MemoryJournal,
) -> None:
    firm = firm_at(journal, *WAY)
    for year in (2023, 2024):
        for number in range(1, 5):
            quarter = f"{year}Q{number}"
            journal.add("firm_quarter", firm=firm, quarter=quarter, revenue_fen=125_000_000)
    assert findings(journal, firm, "graduated", ON)[2].met is False


def test_the_panel_is_dated_but_its_verdict_is_for_people_to_say(journal: MemoryJournal) -> None:
    firm = firm_at(journal, "lead", "screened", "panel")
    panel = findings(journal, firm, "admitted", ON)[2]
    assert (panel.since, panel.met) == (date(2022, 3, 1), None)


def test_a_graduation_writes_the_change_and_every_finding_as_one_action(
    journal: MemoryJournal,
) -> None:
    firm = firm_at(journal, *WAY, high_tech_date="2023-05-09")
    command = ChangeStage(
        firm,
        "incubation",
        "graduated",
        "2024-12-31",
        declared(journal, firm, "graduated", 1),
        evidence="毕业评审表.pdf",
        decided_by="评审组",
    )
    changes = journal.run(command)
    assert changes.action == "command.change_stage"
    change = journal.get("stage_change", command.record)
    assert change is not None
    assert (change["from_stage"], change["criteria"], change["decided_by"]) == (
        "ready",
        "high_tech",
        "评审组",
    )
    found = journal.find("gate_finding", change=command.record)
    assert [(row["measure"], row["met"]) for row in found] == [
        ("high_tech", 1),
        ("venture_money", 0),
        ("two_year_revenue", 0),
        ("acquired_or_listed", 0),
    ]
    assert found[0]["since"] == "2023-05-09"
    journal.undo()
    assert journal.get("stage_change", command.record) is None
    assert journal.find("gate_finding") == []


def refusal(journal: MemoryJournal, command: ChangeStage) -> str:
    """Return the key of what refuses a command."""
    with pytest.raises(DomainError) as caught:
        journal.run(command)
    return caught.value.key


def test_a_gate_that_is_not_passed_refuses(journal: MemoryJournal) -> None:
    firm = firm_at(journal, *WAY)
    none = declared(journal, firm, "graduated")
    command = ChangeStage(firm, "incubation", "graduated", "2024-12-31", none)
    assert refusal(journal, command) == "gate_not_passed"
    assert journal.find("gate_finding") == []


def test_what_the_records_do_not_show_needs_evidence(journal: MemoryJournal) -> None:
    firm = firm_at(journal, *WAY)
    bare = declared(journal, firm, "graduated", 4)
    command = ChangeStage(firm, "incubation", "graduated", "2024-12-31", bare)
    assert refusal(journal, command) == "gate_evidence_missing"
    shown = ChangeStage(
        firm, "incubation", "graduated", "2024-12-31", bare, evidence="上市公告.pdf"
    )
    assert journal.run(shown)


def test_a_step_that_the_process_does_not_have_is_refused(journal: MemoryJournal) -> None:
    firm = firm_at(journal, "lead")
    command = ChangeStage(firm, "incubation", "incubating", "2024-12-31")
    assert refusal(journal, command) == "transition_not_allowed"


def test_leaving_needs_a_reason(journal: MemoryJournal) -> None:
    firm = firm_at(journal, *WAY[:5])
    bare = ChangeStage(firm, "incubation", "exited", "2024-12-31")
    assert refusal(journal, bare) == "reason_missing"
    reasoned = ChangeStage(firm, "incubation", "exited", "2024-12-31", reason="补贴到期后迁出")
    assert journal.run(reasoned)


def test_an_admission_dates_the_firm_where_its_day_was_unknown(journal: MemoryJournal) -> None:
    firm = firm_at(journal, *WAY[:3])
    all_three = declared(journal, firm, "admitted", 1, 2, 3)
    command = ChangeStage(
        firm, "incubation", "admitted", "2024-12-31", all_three, evidence="评审纪要"
    )
    journal.run(command)
    row = journal.get("firm", firm)
    assert row is not None
    assert row["admission_date"] == "2024-12-31"


def test_the_criteria_of_practice_become_the_parks_own_once(journal: MemoryJournal) -> None:
    journal.run(OwnCriteria())
    assert len(journal.find("gate_criterion")) == 7
    assert not journal.run(OwnCriteria())
    row = journal.find("gate_criterion", gate="graduated", measure="venture_money")[0]
    assert (row["threshold_fen"], row["suffices"]) == (500_000_000, 1)
    journal.tables["gate_criterion"][str(row["id"])]["threshold_fen"] = 1_000
    assert criteria_of(journal, "graduated")[1].threshold_fen == 1_000


@pytest.mark.parametrize(
    ("measure", "key"), [("venture_money", "gate_threshold_missing"), ("other", "name_missing")]
)
def test_a_criterion_without_its_threshold_or_name_is_refused(
    journal: MemoryJournal, measure: str, key: str
) -> None:
    row: dict[str, str | int] = {"id": "x", "gate": "graduated", "position": 9, "measure": measure}
    found = [breach.key for rule in SPECS["gate_criterion"].rules for breach in rule(row, journal)]
    assert found == [key]


def test_the_board_holds_each_firm_at_its_stage_with_the_days_there(
    journal: MemoryJournal,
) -> None:
    first = firm_at(journal, *WAY[:5], trajectory="I")
    second = firm_at(journal, *WAY[:5], trajectory="II")
    lanes = {lane.stage: lane for lane in board(journal, "incubation", date(2022, 5, 31))}
    assert {card.firm for card in lanes["incubating"].cards} == {first, second}
    assert {card.days for card in lanes["incubating"].cards} == {30}
    # Each stayed at the first stage from 1 January to 1 February 2022.
    assert lanes["lead"].median_days == 31
    assert lanes["incubating"].median_days is None
    only = board(journal, "incubation", date(2022, 5, 31), "II")
    assert [card.firm for lane in only for card in lane.cards] == [second]


def test_a_graduate_is_followed_for_five_years(journal: MemoryJournal) -> None:
    firm = firm_at(journal, *WAY, "graduated")  # graduated on 2022-07-01
    journal.add("firm_quarter", firm=firm, quarter="2022Q4")
    journal.add("firm_quarter", firm=firm, quarter="2023Q1", not_reported=1)
    found = followed(journal, date(2023, 3, 31))
    assert [(each.firm, each.reported, each.expected) for each in found] == [(firm, 1, 2)]
    assert found[0].until == date(2027, 7, 1)
    assert next_mark(found[0], date(2023, 3, 31)) == date(2023, 7, 1)
    assert next_mark(found[0], date(2027, 6, 1)) == date(2027, 7, 1)
    assert followed(journal, date(2023, 2, 1))[0].expected == 1
    assert followed(journal, date(2027, 7, 2)) == ()


def test_graduates_are_followed_in_the_order_of_their_next_anniversary(
    journal: MemoryJournal,
) -> None:
    # Both owe nothing yet; the later one is followed longer, but its anniversary comes first.
    early, late = (journal.add("firm", number=number) for number in ("F1", "F2"))
    for firm, day in ((early, "2022-11-15"), (late, "2023-10-20")):
        journal.add("stage_change", firm=firm, process="incubation", to_stage="graduated", date=day)
        for quarter in ("2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1", "2024Q2"):
            journal.add("firm_quarter", firm=firm, quarter=quarter)
    found = followed(journal, date(2024, 6, 30))
    assert [each.firm for each in found] == [late, early]
    assert [next_mark(each, date(2024, 6, 30)).isoformat() for each in found] == [
        "2024-10-20",
        "2024-11-15",
    ]


def test_a_review_is_overdue_once_its_day_is_past_in_the_quarter_that_follows() -> None:
    ended, mark = date(2024, 12, 31), date(2025, 1, 16)
    assert is_overdue(mark, ended, date(2025, 1, 20))
    assert not is_overdue(mark, ended, mark)
    # What was next at the end of an earlier quarter is no matter of today.
    assert not is_overdue(date(2024, 11, 15), date(2024, 9, 30), date(2025, 1, 20))


def test_five_years_after_a_leap_day_is_the_last_of_february() -> None:
    assert years_later(date(2024, 2, 29), 5) == date(2029, 2, 28)
