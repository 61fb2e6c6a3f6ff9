"""Commands yield checked writes, protect closed quarters and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.commands import AddRow, RemoveRow, SetFields, Together, WriteBatch, updating
from domain.entities import SPECS
from domain.errors import DomainError
from domain.periods import check_open, quarter_of
from domain.records import Write
from domain.units import Quarter
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from domain.records import Command, Value


class Office:
    """A journal with a firm, a quarter of it, and the state of 2024Q3 to choose."""

    def __init__(self, state: str = "open") -> None:
        self.journal = MemoryJournal()
        add = self.journal.add
        self.quarter = add("quarter", quarter="2024Q3", state=state, closed_by="叶清和")
        self.region = add("region", name_zh="余杭区", kind="district")
        self.firm = add("firm", number="QH001", name_zh="砺垣气动", rd_site=self.region)
        self.row = add("firm_quarter", firm=self.firm, quarter="2024Q3", headcount=30)
        self.flow_day = "2024-08-31"

    def refusal(self, command: Command) -> DomainError:
        """Run a command that must be refused; nothing may have changed."""
        before = {name: dict(rows) for name, rows in self.journal.tables.items()}
        with pytest.raises(DomainError) as refused:
            self.journal.run(command)
        assert self.journal.tables == before
        assert self.journal.undo_label() == ""
        return refused.value


def test_a_figure_is_changed_undone_and_done_again() -> None:
    office = Office()
    changes = office.journal.run(SetFields("firm_quarter", office.row, {"headcount": 32}))
    assert changes.tables == {"firm_quarter": frozenset({office.row})}
    assert office.journal.undo_label() == "command.set_fields"

    def headcount() -> Value:
        return office.journal.tables["firm_quarter"][office.row]["headcount"]

    assert headcount() == 32
    office.journal.undo()
    assert headcount() == 30
    assert office.journal.redo_label() == "command.set_fields"
    office.journal.redo()
    assert headcount() == 32


def test_setting_what_is_already_there_changes_nothing() -> None:
    office = Office()
    changes = office.journal.run(SetFields("firm_quarter", office.row, {"headcount": 30}))
    assert not changes
    assert office.journal.undo_label() == ""


def test_only_the_fields_that_differ_are_written() -> None:
    office = Office()
    command = SetFields("firm_quarter", office.row, {"headcount": 30, "rd_staff": 12})
    (write,) = command.writes(office.journal, SPECS)
    assert write == Write("update", "firm_quarter", office.row, {"rd_staff": 12})


def test_a_record_that_is_gone_is_not_changed() -> None:
    refused = Office().refusal(SetFields("firm", "gone", {"number": "1"}))
    assert (refused.key, refused.table) == ("record_gone", "firm")


def test_a_new_record_has_every_field_and_the_defaults() -> None:
    office = Office()
    command = AddRow("firm_quarter", {"firm": office.firm, "quarter": "2024Q4"})
    (write,) = command.writes(office.journal, SPECS)
    assert set(write.values) == {each.name for each in SPECS["firm_quarter"].fields}
    assert (write.values["not_reported"], write.values["headcount"]) == (0, None)


def test_a_new_record_that_breaks_a_rule_is_refused() -> None:
    office = Office()
    values: dict[str, Value] = {"firm": office.firm, "quarter": "2024Q3"}
    assert office.refusal(AddRow("firm_quarter", values)).key == "duplicate"


def test_a_new_process_begins_at_its_beginning() -> None:
    office = Office()
    late: dict[str, Value] = {"quarter": "2024Q4", "state": "closed"}
    assert office.refusal(AddRow("quarter", late)).key == "field_stamped"
    office.journal.run(AddRow("quarter", {"quarter": "2024Q4"}))


def test_a_state_changes_along_its_process_only() -> None:
    office = Office()
    with pytest.raises(DomainError, match="transition_not_allowed"):
        list(updating(office.journal, SPECS, "quarter", office.quarter, {"state": "closed"}))
    onward: dict[str, Value] = {"state": "submitted_by_host"}
    (write,) = updating(office.journal, SPECS, "quarter", office.quarter, onward)
    assert write.values == onward


@pytest.mark.parametrize(
    "values",
    [{"state": "submitted_by_host"}, {"closed_by": "徐守一"}, {"revision": 7}, {"digest": "0"}],
)
def test_the_state_of_a_quarter_is_moved_by_the_steps_of_its_closing_alone(
    values: dict[str, Value],
) -> None:
    office = Office()
    refused = office.refusal(SetFields("quarter", office.quarter, values))
    assert (refused.key, refused.table, refused.field) == ("field_stamped", "quarter", *values)


def test_a_stamped_field_that_stays_as_it_is_refuses_nothing() -> None:
    office = Office()
    office.journal.run(SetFields("quarter", office.quarter, {"state": "open"}))


def test_a_record_in_use_is_not_removed_alone() -> None:
    office = Office()
    refused = office.refusal(RemoveRow("firm", office.firm))
    assert (refused.key, refused.values["used_by"]) == ("record_in_use", "firm_quarter")


def test_a_record_goes_with_those_that_cannot_stand_without_it() -> None:
    office = Office()
    office.journal.run(RemoveRow("firm", office.firm, with_dependents=True))
    assert office.journal.tables["firm"] == {}
    assert office.journal.tables["firm_quarter"] == {}
    office.journal.undo()
    assert set(office.journal.tables["firm_quarter"]) == {office.row}


def test_a_record_that_can_stand_without_it_stays_and_loses_the_reference() -> None:
    office = Office()
    office.journal.run(RemoveRow("region", office.region, with_dependents=True))
    assert office.journal.tables["region"] == {}
    assert office.journal.tables["firm"][office.firm]["rd_site"] is None


def test_a_record_that_lies_in_no_quarter_is_imported_beside_a_closed_one() -> None:
    office = Office("closed")
    firm = Write("update", "firm", office.firm, {"remark": "改名"})
    assert office.journal.run(WriteBatch((firm,)))


def test_a_record_that_depends_twice_is_removed_once() -> None:
    office = Office()
    city = office.journal.add("region", name_zh="衢州市", kind="city")
    party = office.journal.add("party", code="QZ", name_zh="衢州市", kind="origin")
    host = office.journal.add("party", code="YH", name_zh="余杭区", kind="host")
    office.journal.add(
        "land_entry",
        date="2016-03-15",
        from_party=party,
        to_party=host,
        owner=party,
        quota_kind="park_land",
        land=1,
    )
    # Put in unchecked: both ends are required and the same.
    office.journal.add(
        "land_entry",
        date="2016-03-16",
        from_party=party,
        to_party=party,
        quota_kind="park_land",
        land=1,
    )
    agreement = office.journal.add("agreement", code="AG", title_zh="协议", start="2019-07-01")
    rule = office.journal.add(
        "sharing_rule", agreement=agreement, code="R1", base="tax", clock="signature"
    )
    office.journal.add("rule_home_party", rule=rule, region=city, party=party)
    writes = list(RemoveRow("party", party, with_dependents=True).writes(office.journal, SPECS))
    removed = [(write.table, write.record) for write in writes if write.action == "delete"]
    assert len(removed) == len(set(removed))
    assert removed[-1] == ("party", party)
    office.journal.run(RemoveRow("party", party, with_dependents=True))
    assert office.journal.tables["land_entry"] == {}
    assert set(office.journal.tables["party"]) == {host}


def test_several_changes_are_one_step_of_undo_and_one_refusal_stops_all() -> None:
    office = Office()
    right = SetFields("firm_quarter", office.row, {"headcount": 32})
    wrong = SetFields("firm_quarter", office.row, {"headcount": -1})
    assert office.refusal(Together((right, wrong))).key == "negative"
    office.journal.run(Together((right, SetFields("firm", office.firm, {"remark": "核对"}))))
    office.journal.undo()
    assert office.journal.tables["firm_quarter"][office.row]["headcount"] == 30
    assert office.journal.tables["firm"][office.firm]["remark"] is None


def test_nothing_is_left_to_undo_or_redo() -> None:
    journal = MemoryJournal()
    with pytest.raises(DomainError, match="nothing_to_undo"):
        journal.undo()
    with pytest.raises(DomainError, match="nothing_to_redo"):
        journal.redo()


# --------------------------------------------------------------------------- closed quarters


def flow(day: str) -> dict[str, Value]:
    """Return a diffusion entry of a day."""
    return {"kind": "training", "beneficiary": "龙游县翊砚机械", "date": day}


def commands_on_2024q3(office: Office) -> list[Command]:
    """Return one command of each sort that would touch 2024Q3."""
    entry = {**flow(office.flow_day), "firm": office.firm}
    outside = office.journal.add("firm_quarter", firm=office.firm, quarter="2024Q4")
    values = {each.name: each.default for each in SPECS["firm_quarter"].fields}
    inserted = {**values, "firm": office.firm, "quarter": "2024Q3"}
    return [
        SetFields("firm_quarter", office.row, {"headcount": 31}),
        SetFields("firm_quarter", office.row, {"quarter": "2024Q2"}),
        AddRow("diffusion_entry", entry),
        RemoveRow("firm_quarter", office.row),
        RemoveRow("firm", office.firm, with_dependents=True),
        WriteBatch((Write("update", "firm_quarter", office.row, {"headcount": 31}),)),
        WriteBatch((Write("delete", "firm_quarter", office.row),)),
        WriteBatch((Write("insert", "firm_quarter", "new", inserted),)),
        WriteBatch((Write("update", "firm_quarter", outside, {"quarter": "2024Q3"}),)),
    ]


@pytest.mark.parametrize("at", range(9))
def test_a_closed_quarter_refuses_every_sort_of_change(at: int) -> None:
    office = Office("closed")
    refused = office.refusal(commands_on_2024q3(office)[at])
    assert refused.key == "quarter_closed"
    assert refused.values["quarter"] == "2024Q3"


@pytest.mark.parametrize("at", range(9))
@pytest.mark.parametrize("state", ["open", "approved", "reopened"])
def test_a_quarter_that_is_not_closed_takes_changes(state: str, at: int) -> None:
    office = Office(state)
    assert office.journal.run(commands_on_2024q3(office)[at])


def test_a_record_cannot_be_moved_into_a_closed_quarter() -> None:
    office = Office("closed")
    row = office.journal.add("firm_quarter", firm=office.firm, quarter="2024Q4")
    refused = office.refusal(SetFields("firm_quarter", row, {"quarter": "2024Q3"}))
    assert refused.key in {"quarter_closed", "duplicate"}
    entry = office.journal.add("diffusion_entry", **flow("2024-10-01"), firm=office.firm)
    moved = SetFields("diffusion_entry", entry, {"date": "2024-09-30"})
    assert office.refusal(moved).key == "quarter_closed"


def test_records_without_a_period_and_other_quarters_stay_open() -> None:
    office = Office("closed")
    office.journal.run(SetFields("firm", office.firm, {"remark": "改名"}))
    office.journal.run(AddRow("firm_quarter", {"firm": office.firm, "quarter": "2024Q4"}))


def test_the_shares_of_an_attribution_are_protected_with_it() -> None:
    office = Office("closed")
    party = office.journal.add("party", code="QZ", name_zh="衢州市", kind="origin")
    parent = office.journal.add(
        "attribution", indicator="patents", quarter="2024Q3", legal_region=office.region
    )
    share: dict[str, Value] = {"attribution": parent, "party": party, "share_bp": 5000}
    assert office.refusal(AddRow("attribution_share", share)).key == "quarter_closed"


def test_a_closed_quarter_itself_can_be_reopened() -> None:
    office = Office("closed")
    reopen: dict[str, Value] = {"state": "reopened", "reopened_by": "徐守一"}
    with pytest.raises(DomainError, match="reason_missing"):
        list(updating(office.journal, SPECS, "quarter", office.quarter, reopen))
    assert list(
        updating(office.journal, SPECS, "quarter", office.quarter, reopen, reason="企业更正税额")
    )


@pytest.mark.parametrize(
    ("table", "values", "quarter"),
    [
        ("firm_quarter", {"quarter": "2024Q3"}, Quarter(2024, 3)),
        ("stage_change", {"date": "2024-09-30"}, Quarter(2024, 3)),
        ("stage_change", {"date": "2024-10-01"}, Quarter(2024, 4)),
        ("stage_change", {"date": None}, None),
        ("stage_change", {"date": "2021-13-05"}, None),
        ("firm_quarter", {"quarter": "2022Q5"}, None),
        ("firm", {}, None),
    ],
)
def test_a_record_lies_in_the_quarter_of_its_period(
    table: str, values: dict[str, Value], quarter: Quarter | None
) -> None:
    assert quarter_of(SPECS[table], values) == quarter


def test_a_quarter_without_a_record_is_open() -> None:
    check_open(MemoryJournal(), SPECS["firm_quarter"], {"quarter": "2024Q3"})
