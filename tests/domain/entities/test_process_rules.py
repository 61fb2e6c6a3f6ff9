"""What is refused of stage changes and milestones: moves, reasons, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.entities.return_milestone import state_on
from domain.entities.stage_change import stage_on

if TYPE_CHECKING:
    from domain.records import Value
    from tests.domain.entities.park import Park

PATH = ("lead", "screened", "panel", "admitted", "incubating")


def begin(park: Park, *stages: str, process: str = "incubation") -> None:
    """Record the stages one month after the other from January 2020."""
    old: Value = None
    for month, stage in enumerate(stages, start=1):
        park.add(
            "stage_change",
            firm=park.firm,
            process=process,
            from_stage=old,
            to_stage=stage,
            date=f"2020-{month:02d}-01",
        )
        old = stage


def change(park: Park, **values: Value) -> list[tuple[str, str]]:
    """Return what a change of June 2021 breaks."""
    return park.refusals("stage_change", **{"firm": park.firm, "date": "2021-06-01", **values})


def test_a_firm_begins_as_a_lead(park: Park) -> None:
    assert change(park, to_stage="lead") == []
    assert change(park, to_stage="incubating") == [("transition_not_allowed", "to_stage")]


def test_the_next_stage_follows_the_last(park: Park) -> None:
    begin(park, *PATH)
    assert change(park, from_stage="incubating", to_stage="ready") == []


def test_a_stage_cannot_be_skipped(park: Park) -> None:
    begin(park, *PATH)
    refused = change(park, from_stage="incubating", to_stage="graduated", criteria="被并购")
    assert refused == [("transition_not_allowed", "to_stage")]


def test_the_old_stage_must_be_the_stage_of_the_firm(park: Park) -> None:
    begin(park, *PATH)
    refused = change(park, from_stage="on_watch", to_stage="incubating")
    assert refused == [("stage_gap", "from_stage")]


def test_an_exit_needs_a_reason(park: Park) -> None:
    begin(park, *PATH)
    leaving: dict[str, Value] = {"from_stage": "incubating", "to_stage": "exited"}
    assert change(park, **leaving) == [("reason_missing", "reason")]
    assert change(park, **leaving, reason=" ") == [("reason_missing", "reason")]
    assert change(park, **leaving, reason="经营终止") == []


def test_a_graduation_names_the_criterion_that_was_met(park: Park) -> None:
    begin(park, *PATH, "ready")
    leaving: dict[str, Value] = {"from_stage": "ready", "to_stage": "graduated"}
    assert change(park, **leaving) == [("criteria_missing", "criteria")]
    assert change(park, **leaving, criteria="国家高新技术企业认定") == []


def test_a_change_put_in_between_must_lead_to_the_next(park: Park) -> None:
    begin(park, *PATH)
    refused = park.refusals(
        "stage_change",
        firm=park.firm,
        from_stage="screened",
        to_stage="rejected",
        reason="未达标",
        date="2020-02-15",
    )
    assert refused == [("next_stage_gap", "to_stage")]


def test_both_trajectories_of_a_firm_run_side_by_side(park: Park) -> None:
    begin(park, *PATH)
    assert change(park, process="mode_2", to_stage="diagnosed") == []
    begin(park, "diagnosed", process="mode_2")
    refused = change(park, process="mode_2", from_stage="incubating", to_stage="rd_unit_opened")
    assert ("transition_not_allowed", "to_stage") in refused


def test_the_stage_of_a_firm_is_that_of_the_last_change_by_the_day(park: Park) -> None:
    begin(park, *PATH)
    assert stage_on(park, park.firm, "incubation", "2019-12-31") is None
    assert stage_on(park, park.firm, "incubation", "2020-03-31") == "panel"
    assert stage_on(park, park.firm, "incubation", "2024-12-31") == "incubating"
    assert stage_on(park, park.firm, "mode_2", "2024-12-31") is None


def test_two_changes_on_one_day_count_in_the_order_in_which_they_were_recorded(
    park: Park,
) -> None:
    for record, old, new in (("1", None, "lead"), ("2", "lead", "screened")):
        park.add(
            "stage_change",
            id=record,
            firm=park.firm,
            process="incubation",
            from_stage=old,
            to_stage=new,
            date="2020-01-01",
        )
    assert stage_on(park, park.firm, "incubation", "2020-01-01") == "screened"


def reach(park: Park, *states: str) -> None:
    """Record the milestones one month after the other from January 2020."""
    for month, state in enumerate(states, start=1):
        park.add(
            "return_milestone",
            project=park.project,
            state=state,
            date=f"2020-{month:02d}-01",
            reason="资金未到位" if state == "stalled" else None,
        )


def milestone(park: Park, state: str, **values: Value) -> list[tuple[str, str]]:
    """Return what a milestone of June 2021 breaks."""
    return park.refusals(
        "return_milestone",
        **{"project": park.project, "state": state, "date": "2021-06-01"} | values,
    )


def test_a_project_goes_from_site_to_agreement_and_not_to_scale(park: Park) -> None:
    reach(park, "intent", "site_matched")
    assert milestone(park, "agreement") == []
    assert milestone(park, "at_scale") == [("transition_not_allowed", "state")]


@pytest.mark.parametrize("halt", ["stalled", "abandoned"])
def test_a_halt_may_come_at_any_milestone_and_needs_a_reason(park: Park, halt: str) -> None:
    reach(park, "intent", "site_matched", "agreement")
    assert milestone(park, halt) == [("reason_missing", "reason")]
    assert milestone(park, halt, reason="土地价格未谈拢") == []


def test_a_stalled_project_resumes_where_it_was_or_is_abandoned(park: Park) -> None:
    reach(park, "intent", "site_matched", "agreement", "stalled")
    assert milestone(park, "agreement") == []
    assert milestone(park, "land_granted") == [("resumes_elsewhere", "state")]
    assert milestone(park, "abandoned", reason="企业另选他地") == []


def test_a_halt_put_before_a_milestone_must_lead_to_it(park: Park) -> None:
    reach(park, "intent", "site_matched", "stalled")
    refused = milestone(park, "agreement", date="2020-02-15")
    assert refused == []


def test_nothing_follows_an_abandoned_project(park: Park) -> None:
    reach(park, "intent", "abandoned")
    assert milestone(park, "intent") == [("transition_not_allowed", "state")]


def test_a_milestone_put_in_between_must_lead_to_the_next(park: Park) -> None:
    reach(park, "intent", "site_matched", "agreement")
    refused = milestone(park, "abandoned", date="2020-02-15", reason="终止")
    assert refused == [("transition_not_allowed", "state")]


def test_the_state_of_a_project_is_that_of_the_last_milestone_by_the_day(park: Park) -> None:
    reach(park, "intent", "site_matched")
    assert state_on(park, park.project, "2019-12-31") is None
    assert state_on(park, park.project, "2020-01-31") == "intent"
    assert state_on(park, park.project, "2020-02-01") == "site_matched"


def test_a_negative_number_of_jobs_is_refused(park: Park) -> None:
    refused = park.refusals("return_quarter", project=park.project, quarter="2024Q4", jobs=-12)
    assert refused == [("negative", "jobs")]
