"""A record is not taken away where what is left would not hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.commands import AddRow, RemoveRow
from domain.entities import SPECS
from domain.errors import DomainError
from domain.rules import check_removal
from tests.domain.entities.park import Park
from tests.storage.park import firm, made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from domain.records import Value
    from storage.workbook import Workbook


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    with made(tmp_path / "park.feidi") as opened:
        yield opened


def added(workbook: Workbook, table: str, **values: Value) -> str:
    """Record something and return its id."""
    command = AddRow(table, values)
    workbook.run(command)
    return command.record


def removal_refused(workbook: Workbook, table: str, record: str) -> DomainError:
    """Return why a record is not taken away."""
    with pytest.raises(DomainError) as caught:
        workbook.run(RemoveRow(table, record))
    return caught.value


def stages(workbook: Workbook, owner: str) -> list[str]:
    """Record a firm's first three steps."""
    steps = (("", "lead", "01"), ("lead", "screened", "02"), ("screened", "panel", "03"))
    return [
        added(
            workbook,
            "stage_change",
            firm=owner,
            process="incubation",
            from_stage=old or None,
            to_stage=new,
            date=f"2024-{month}-10",
        )
        for old, new, month in steps
    ]


def test_a_step_that_another_follows_is_not_taken_away(workbook: Workbook) -> None:
    first, second, third = stages(workbook, firm(workbook))
    for record, after, day in (
        (first, "screened", "2024-02-10"),
        (second, "panel", "2024-03-10"),
    ):
        refused = removal_refused(workbook, "stage_change", record)
        assert (refused.key, refused.table) == ("followed_by", "stage_change")
        assert (refused.values["stage"], refused.values["date"]) == (after, day)
    for record in (third, second, first):
        workbook.run(RemoveRow("stage_change", record))
    assert workbook.find("stage_change") == []


def test_a_firm_goes_with_its_whole_history(workbook: Workbook) -> None:
    owner = firm(workbook)
    stages(workbook, owner)
    workbook.run(RemoveRow("firm", owner, with_dependents=True))
    assert workbook.find("stage_change") == []


def test_a_milestone_that_another_follows_is_not_taken_away(workbook: Workbook) -> None:
    owner = firm(workbook)
    county = added(workbook, "region", name_zh="龙游县", kind="county")
    project = added(
        workbook, "return_project", number="HL-1", name_zh="回流项目", firm=owner, county=county
    )
    steps = (
        ("intent", "01", None),
        ("site_matched", "02", None),
        ("stalled", "03", "等待用地指标"),
        ("site_matched", "04", None),
    )
    intent, matched, stalled, again = (
        added(
            workbook,
            "return_milestone",
            project=project,
            state=state,
            date=f"2024-{month}-10",
            reason=reason,
        )
        for state, month, reason in steps
    )
    refused = removal_refused(workbook, "return_milestone", intent)
    assert (refused.key, refused.values["stage"]) == ("followed_by", "site_matched")
    # From intent to a halt is a step of its own, but it could not resume at a matched site.
    assert removal_refused(workbook, "return_milestone", stalled).key == "followed_by"
    for record in (again, stalled, matched, intent):
        workbook.run(RemoveRow("return_milestone", record))
    assert workbook.find("return_milestone") == []


def test_the_share_of_an_attribution_in_a_closed_quarter_stays(workbook: Workbook) -> None:
    region = added(workbook, "region", name_zh="衢州市", kind="city")
    party = added(workbook, "party", code="QZ", name_zh="衢州市", kind="origin")
    parent = added(
        workbook, "attribution", indicator="patents", quarter="2024Q4", legal_region=region
    )
    share = added(workbook, "attribution_share", attribution=parent, party=party, share_bp=5000)
    close(workbook)
    refused = removal_refused(workbook, "attribution_share", share)
    assert (refused.key, refused.field) == ("quarter_closed", "attribution")
    assert refused.values["quarter"] == "2024Q4"
    # Undo goes past the command's checks: the database itself refuses and names the quarter.
    batch = workbook.history("attribution_share", share)[0].batch
    with pytest.raises(DomainError) as caught:
        workbook.take_back(batch)
    assert (caught.value.key, caught.value.values["quarter"]) == ("quarter_closed", "2024Q4")


def close(workbook: Workbook) -> None:
    """Close the last quarter of 2024, past the steps that lead to it."""
    workbook.connection.execute(
        "INSERT INTO quarter (id, quarter, state) VALUES ('q', '2024Q4', 'closed')"
    )


def test_a_vote_counted_in_a_closed_meeting_stays() -> None:
    park = Park()
    vote = park.add("vote", resolution=park.resolution, party=park.origin, votes_for=3)
    row = park.get("vote", vote)
    assert row is not None
    check_removal(SPECS["vote"], park, row)
    park.tables["meeting"][park.meeting]["state"] = "closed"
    with pytest.raises(DomainError, match="votes_frozen"):
        check_removal(SPECS["vote"], park, row)
