"""Two records of one firm become one, with all that hangs on them, and come apart again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.commands import AddRow, WriteBatch
from domain.entities import SPECS
from domain.errors import DomainError
from domain.merging.after import After
from domain.merging.command import MergeRecords, propose, settled
from domain.merging.weaving import weave
from domain.merging.wish import Wish
from domain.records import Aggregate, Query, Write
from tests.storage.park import figures, firm, made

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from domain.records import Row, Value
    from storage.workbook import Workbook

WHY = "The same firm was registered twice."


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    with made(tmp_path / "park.feidi") as opened:
        yield opened


def added(workbook: Workbook, table: str, **values: Value) -> str:
    """Record something and return its id."""
    command = AddRow(table, values)
    workbook.run(command)
    return command.record


def stage(workbook: Workbook, owner: str, old: str, new: str, day: str) -> str:
    """Record a firm's step and return its id."""
    return added(
        workbook, "stage_change", firm=owner, from_stage=old or None, to_stage=new, date=day
    )


def attached(workbook: Workbook, owner: str, name: str, content: bytes) -> str:
    """Attach a file to a firm and return its id."""
    digest = hashlib.sha256(content).hexdigest()
    return added(
        workbook,
        "attachment",
        owner_table="firm",
        owner_record=owner,
        name=name,
        content=content,
        sha256=digest,
    )


def close_quarter(workbook: Workbook, quarter: str) -> None:
    """Record a quarter as closed, past the way that leads there."""
    values: dict[str, Value] = {"quarter": quarter, "state": "closed", "revision": 1}
    workbook.run(WriteBatch((Write("insert", "quarter", quarter, values),)))


def everything(workbook: Workbook) -> Mapping[str, list[Row]]:
    """Return all records but those of the trail."""
    return {table: workbook.select(Query(table, order=("id",))) for table in SPECS}


def merge(workbook: Workbook, wish: Wish) -> None:
    """Merge records for a good reason."""
    workbook.run(MergeRecords(wish, WHY))


def refused(workbook: Workbook, wish: Wish, why: str = WHY) -> DomainError:
    """Return why records are not merged; nothing may have changed."""
    before = everything(workbook)
    with pytest.raises(DomainError) as caught:
        workbook.run(MergeRecords(wish, why))
    assert everything(workbook) == before
    return caught.value


def test_what_belongs_to_the_one_that_goes_belongs_to_the_one_kept(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900", sector="M73")
    patent = added(workbook, "patent", number="X1", kind="design", filed="2023-01-01", firm=gone)
    figures(workbook, gone, "2024Q3", headcount=12)
    file = attached(workbook, gone, "licence.pdf", b"licence")
    merge(workbook, Wish("firm", kept, (gone,)))
    assert workbook.get("firm", gone) is None
    assert (workbook.get("firm", kept) or {})["sector"] == "M73"
    assert (workbook.get("patent", patent) or {})["firm"] == kept
    assert [row["headcount"] for row in workbook.find("firm_quarter", firm=kept)] == [12]
    assert (workbook.get("attachment", file) or {})["owner_record"] == kept
    entry = workbook.history("firm", gone)[-1]
    assert (entry.action, entry.reason, entry.after) == ("command.merge_records", WHY, None)


def test_one_undo_gives_everything_back_and_redo_merges_again(workbook: Workbook) -> None:
    kept = firm(workbook, "QH001", credit_code=None)
    gone = firm(workbook, "QH900", credit_code="91330110YYDBPM0NXJ")
    figures(workbook, kept, "2024Q3", headcount=12)
    figures(workbook, gone, "2024Q3", headcount=13, rd_staff=4)
    stage(workbook, gone, "", "lead", "2024-01-10")
    before = everything(workbook)
    merge(workbook, Wish("firm", kept, (gone,)))
    after = everything(workbook)
    assert (workbook.get("firm", kept) or {})["credit_code"] == "91330110YYDBPM0NXJ"
    workbook.undo()
    assert everything(workbook) == before
    workbook.redo()
    assert everything(workbook) == after


def test_the_value_of_each_field_is_picked(workbook: Workbook) -> None:
    kept = firm(workbook, "QH001", sector="M73", contact_person="叶")
    gone = firm(workbook, "QH900", sector="M74", contact_person="柯")
    wish = Wish("firm", kept, (gone,)).picking(("firm", kept, "number"), gone)
    wish = wish.picking(("firm", kept, "sector"), gone)
    wish = wish.picking(("firm", kept, "contact_person"), kept)
    merge(workbook, wish)
    row = workbook.get("firm", kept) or {}
    assert (row["number"], row["sector"], row["contact_person"]) == ("QH900", "M74", "叶")


def test_where_nobody_says_the_value_of_the_one_kept_is_taken(workbook: Workbook) -> None:
    kept = firm(workbook, "QZ001", name_en="Kept")
    other = firm(workbook, "QZ002", name_en="Other", name_fr="Autre", sector="C39")
    merge(workbook, Wish("firm", kept, (other,)))

    row = workbook.get("firm", kept)
    assert row is not None
    assert (row["number"], row["name_en"]) == ("QZ001", "Kept")
    assert (row["name_fr"], row["sector"]) == ("Autre", "C39")


def test_two_figures_of_one_quarter_are_settled_cell_by_cell(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    stays = figures(workbook, kept, "2024Q3", headcount=12, revenue_fen=500)
    goes = figures(workbook, gone, "2024Q3", headcount=13, revenue_fen=700, rd_fen=90)
    wish = Wish("firm", kept, (gone,))
    groups = weave(workbook, SPECS, wish).groups
    assert [(group.table, group.kept["id"]) for group in groups[1:]] == [("firm_quarter", stays)]
    wish = wish.picking(("firm_quarter", stays, "headcount"), stays)
    wish = wish.picking(("firm_quarter", stays, "revenue_fen"), goes)
    merge(workbook, wish)
    rows = workbook.find("firm_quarter", firm=kept)
    assert [(row["id"], row["headcount"], row["revenue_fen"], row["rd_fen"]) for row in rows] == [
        (stays, 12, 700, 90)
    ]


def test_cells_that_do_not_fit_together_are_refused(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    stays = figures(workbook, kept, "2024Q3", headcount=12)
    figures(workbook, gone, "2024Q3", headcount=40, rd_staff=30)
    wish = Wish("firm", kept, (gone,)).picking(("firm_quarter", stays, "headcount"), stays)
    assert refused(workbook, wish).key == "rd_staff_gt_headcount"


def test_equal_steps_become_one_and_what_was_found_at_the_gate_with_them(
    workbook: Workbook,
) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    first = stage(workbook, kept, "", "lead", "2024-01-10")
    second = stage(workbook, gone, "", "lead", "2024-01-10")
    found = added(
        workbook,
        "gate_finding",
        change=second,
        position=1,
        criterion="A plan",
        measure="plan",
        met=1,
    )
    merge(workbook, propose(workbook, SPECS, "firm", (kept, gone)))
    left = workbook.find("stage_change")
    assert len(left) == 1
    assert left[0]["id"] in {first, second}
    assert (workbook.get("gate_finding", found) or {})["change"] == left[0]["id"]


def test_steps_that_do_not_follow_on_are_proposed_to_be_left_behind(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    for old, new, month in (("", "lead", 1), ("lead", "screened", 4)):
        stage(workbook, kept, old, new, f"2024-{month:02d}-10")
    twice = stage(workbook, gone, "", "lead", "2024-02-10")
    wish = Wish("firm", kept, (gone,))
    assert refused(workbook, wish).key == "stage_gap"
    wish = settled(workbook, SPECS, wish)
    assert wish.dropped == {("stage_change", twice)}
    merge(workbook, wish)
    assert [row["to_stage"] for row in workbook.find("stage_change")] == ["lead", "screened"]


def test_the_steps_of_the_other_may_be_the_ones_that_stay(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    wrong = stage(workbook, kept, "", "lead", "2024-01-10")
    later = stage(workbook, kept, "lead", "screened", "2024-03-10")
    right = stage(workbook, gone, "", "lead", "2024-02-10")
    wish = settled(workbook, SPECS, Wish("firm", kept, (gone,)))
    wish = wish.switching(("stage_change", right))
    assert refused(workbook, wish).key == "stage_gap"
    wish = wish.switching(("stage_change", wrong))
    merge(workbook, wish)
    assert {row["id"] for row in workbook.find("stage_change")} == {right, later}


def test_a_step_that_others_follow_is_not_left_behind(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    first = stage(workbook, kept, "", "lead", "2024-01-10")
    stage(workbook, kept, "lead", "screened", "2024-03-10")
    wish = Wish("firm", kept, (gone,), dropped=frozenset({("stage_change", first)}))
    assert refused(workbook, wish).key == "followed_by"


def test_records_of_closed_quarters_stay_with_their_record(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    for quarter in ("2024Q1", "2024Q2"):
        figures(workbook, gone, quarter, headcount=12)
        close_quarter(workbook, quarter)
    error = refused(workbook, Wish("firm", kept, (gone,)))
    assert (error.key, str(error.values["record"])) == ("merge_closed", "企业QH900")
    assert error.values["quarters"] == ("2024Q1", "2024Q2")
    wish = propose(workbook, SPECS, "firm", (kept, gone))
    assert (wish.kept, wish.merged) == (gone, (kept,))
    merge(workbook, wish)
    assert len(workbook.find("firm_quarter", firm=gone)) == 2


def test_a_closed_figure_is_not_left_behind_either(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    row = figures(workbook, gone, "2024Q1", headcount=12)
    close_quarter(workbook, "2024Q1")
    wish = Wish("firm", kept, (gone,), dropped=frozenset({("firm_quarter", row)}))
    assert refused(workbook, wish).key == "merge_closed"


def test_the_record_on_which_most_hangs_is_proposed_to_be_kept(workbook: Workbook) -> None:
    empty, full = firm(workbook, "QH001", sector="M73"), firm(workbook, "QH900")
    figures(workbook, full, "2024Q1", headcount=12)
    assert propose(workbook, SPECS, "firm", (empty, full)).kept == full
    other = firm(workbook, "QH901", sector="M73", contact_person="叶")
    assert propose(workbook, SPECS, "firm", (empty, other)).kept == other


def test_files_of_one_name_get_a_number_and_equal_files_become_one(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    attached(workbook, kept, "plan.pdf", b"one")
    attached(workbook, kept, "README", b"three")
    attached(workbook, gone, "plan.pdf", b"two")
    attached(workbook, gone, "README", b"three")
    attached(workbook, kept, "notes", b"four")
    attached(workbook, gone, "notes", b"five")
    merge(workbook, Wish("firm", kept, (gone,)))
    names = sorted(str(row["name"]) for row in workbook.find("attachment", owner_record=kept))
    assert names == ["README", "notes", "notes (2)", "plan (2).pdf", "plan.pdf"]


def test_the_one_kept_is_known_by_what_the_others_were_known_by(workbook: Workbook) -> None:
    first = firm(workbook, "QH001", credit_code="91330110YYDBPM0NXJ")
    second, third = firm(workbook, "QH900"), firm(workbook, "QH901")
    merge(workbook, Wish("firm", second, (third,)))
    merge(workbook, Wish("firm", first, (second,)))
    known = {(row["field"], row["value"]): row["record"] for row in workbook.find("merged_record")}
    assert known == {
        ("firm.number", "QH900"): first,
        ("firm.number", "QH901"): first,
        ("firm.name_zh", "企业QH900"): first,
        ("firm.name_zh", "企业QH901"): first,
    }


def test_a_number_that_two_merged_firms_had_leads_to_the_last_one_kept(
    workbook: Workbook,
) -> None:
    first, second = firm(workbook, "QH001"), firm(workbook, "QH002")
    for kept in (first, second):
        merge(workbook, Wish("firm", kept, (firm(workbook, "QH900"),)))
    known = workbook.find("merged_record", field="firm.number", value="QH900")
    assert [row["record"] for row in known] == [second]


def test_two_figures_of_a_year_without_quarter_are_settled_too(workbook: Workbook) -> None:
    one = added(workbook, "region", name_zh="龙游县", kind="county")
    two = added(workbook, "region", name_zh="龙游", kind="county")
    for region, value in ((one, 1.0), (two, 2.0)):
        added(workbook, "region_figure", region=region, indicator="gdp", year=2023, value=value)
    wish = Wish("region", one, (two,))
    stays, goes = (group["id"] for group in weave(workbook, SPECS, wish).groups[1].rows)
    merge(workbook, wish.picking(("region_figure", str(stays), "value"), str(goes)))
    assert [(row["region"], row["value"]) for row in workbook.find("region_figure")] == [(one, 2.0)]


def test_any_entity_can_be_merged(workbook: Workbook) -> None:
    first = added(workbook, "party", code="QZ", name_zh="衢州市", kind="origin", votes=3)
    second = added(workbook, "party", code="QZ2", name_zh="衢州", kind="origin", votes=3)
    host = added(workbook, "party", code="YH", name_zh="余杭区", kind="host", votes=3)
    park = added(workbook, "enclave", code="P1", name_zh="飞地", typology="reverse_enclave",
                 origin=second, host=host)  # fmt: skip
    merge(workbook, Wish("party", first, (second,)))
    assert (workbook.get("enclave", park) or {})["origin"] == first


def test_a_merger_needs_two_records_and_a_reason(workbook: Workbook) -> None:
    kept, gone = firm(workbook, "QH001"), firm(workbook, "QH900")
    wish = Wish("firm", kept, (gone,))
    assert refused(workbook, wish, " ").key == "merge_reason_missing"
    assert refused(workbook, replace(wish, merged=(kept,))).key == "merge_two_needed"
    assert refused(workbook, replace(wish, merged=("nobody",))).key == "record_gone"
    assert refused(workbook, Wish("closing", kept, (gone,))).key == "record_kept"
    with pytest.raises(DomainError, match="merge_two_needed"):
        propose(workbook, SPECS, "firm", ("nobody",))


def test_records_after_writes_are_seen_before_they_are_made(workbook: Workbook) -> None:
    one, two = firm(workbook, "QH001"), firm(workbook, "QH002")
    after = After(workbook, [Write("delete", "firm", one)])
    after.write(Write("update", "firm", two, {"sector": "M73"}))
    after.write(Write("insert", "firm", "new", {"number": "QH003", "sector": "M73"}))
    assert after.get("firm", one) is None
    assert sorted(str(row["number"]) for row in after.find("firm", sector="M73")) == [
        "QH002",
        "QH003",
    ]
    assert after.find("firm", number="QH001") == []
    query = Query("firm")
    assert (after.count(query), len(after.select(query))) == (2, 2)
    rows = [Aggregate("all", "rows")]
    assert after.aggregate(query, rows) == workbook.aggregate(query, rows)
    assert after.history("firm", one) == workbook.history("firm", one)
    assert after.trail() == workbook.trail()
