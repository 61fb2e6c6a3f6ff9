"""The settlement statement shows every step, adds up to the fen, and is a draft until agreed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from domain.closing.commands import OpenQuarter
from domain.commands import SetFields
from domain.errors import DomainError
from domain.records import Condition, Query
from domain.report_kinds import FINDERS, KINDS
from domain.reports.digest import section_digests
from domain.reports.request import ReportRequest
from domain.reports.tree import Masthead, SignatureBlock, Table
from domain.reports.words import words_of
from domain.settling.commands import AgreeSettlement, DrawUpSettlement, RecordPayment
from domain.settling.statement import statement
from domain.space.rent import rents
from domain.units import Quarter
from tests.domain.reports.reading import every, plain, words
from tests.domain.reports.test_gate_memo import ISSUE
from tests.rents_shared import share_rents

if TYPE_CHECKING:
    from domain.records import Records
    from domain.reports.tree import Document, Language
    from domain.text import Texts
    from storage.workbook import Workbook

QUARTER = Quarter(2024, 4)


def printed(records: Records, texts: Texts, *languages: Language) -> Document:
    request = ReportRequest(QUARTER, languages, ISSUE, (str(QUARTER),))
    return KINDS["settlement"](records, texts, request)


def table_of(document: Document) -> Table:
    return next(each for each in document.sections[0].blocks if isinstance(each, Table))


def test_the_statement_adds_up_and_has_a_place_for_each_party(
    park: Workbook, texts: Texts, expected: dict[str, Any]
) -> None:
    document = printed(park, texts, "en")
    head, *_rest, places = document.sections[0].blocks
    assert isinstance(head, Masthead)
    assert [fact.value for fact in head.facts][:2] == [
        "not drawn up (provisional)",
        "R-2022-02 and R-2019-01",
    ]
    assert isinstance(places, SignatureBlock)
    assert len(places.places) == 3
    due = next(row for row in table_of(document).rows if row.cells[0] == "Due, total")
    told = expected["settlement"]["2024Q4"]
    wanted = [*told["total_per_party_fen"].values(), told["pool_total_fen"]]
    assert list(due.cells[2:]) == [f"{fen / 100:,.2f}" for fen in wanted]
    assert document.watermark


def test_a_statement_that_is_agreed_is_no_draft_and_tells_what_was_paid(
    park: Workbook, texts: Texts
) -> None:
    park.run(DrawUpSettlement(QUARTER))
    rules = statement(park, QUARTER).rules
    park.run(AgreeSettlement(tuple(rule.record for rule in rules)))
    park.run(RecordPayment(rules[0].lines[0].record, 1_000_000, "2025-02-01"))
    document = printed(park, texts, "en")
    assert not document.watermark
    paid = next(row for row in table_of(document).rows if row.cells[0] == "Paid")
    assert paid.cells[2:] == ("10,000.00", "—", "—", "—")


def test_two_languages_stand_side_by_side(park: Workbook, texts: Texts) -> None:
    document = printed(park, texts, "zh", "fr")
    assert document.second_lang == "fr"
    assert document.sections[0].twin is not None


def test_a_statement_is_found_by_its_quarter(park: Workbook) -> None:
    assert FINDERS["settlement"](park, "2024Q4") == ("2024Q4", QUARTER)
    with pytest.raises(DomainError, match="quarter_invalid"):
        FINDERS["settlement"](park, "R-2019-01")
    with pytest.raises(DomainError, match="report_quarter_unknown"):
        FINDERS["settlement"](park, "2051Q1")


def test_a_quarter_with_nothing_to_settle_is_refused(park: Workbook, texts: Texts) -> None:
    early = Quarter(2018, 1)
    request = ReportRequest(early, ("zh",), ISSUE, (str(early),))
    with pytest.raises(DomainError, match="nothing_to_settle"):
        KINDS["settlement"](park, texts, request)


def test_what_changed_after_agreement_is_a_line_of_its_own(park: Workbook, texts: Texts) -> None:
    park.run(DrawUpSettlement(QUARTER))
    park.run(AgreeSettlement(tuple(rule.record for rule in statement(park, QUARTER).rules)))
    where = (Condition("quarter", "=", str(QUARTER)), Condition("vat_fen", ">", 0))
    row = park.select(Query("firm_quarter", columns=("vat_fen",), where=where, limit=1))[0]
    values = {"vat_fen": int(str(row["vat_fen"])) + 1_000_000}
    park.run(SetFields("firm_quarter", str(row["id"]), values, reason="税务局更正"))
    after = QUARTER.plus(1)
    park.run(OpenQuarter(after))
    park.run(DrawUpSettlement(after))
    request = ReportRequest(after, ("en",), ISSUE, (str(after),))
    table = table_of(KINDS["settlement"](park, texts, request))
    line = next(row for row in table.rows if str(row.cells[0]).startswith("Correction for 2024Q4"))
    # Half of the value added tax stays with the localities: 5,000 yuan, all of it Quzhou's since a
    # cap and a floor hold the others; 15 % of it goes back into the park.
    assert line.cells[2:] == ("4,250.00", "0.00", "0.00", "4,250.00")
    assert line.cells[1] == "difference after revision"


def test_each_cell_of_the_settlement_names_the_line_it_tells_of(
    park: Workbook, texts: Texts
) -> None:
    before = table_of(printed(park, texts, "en"))
    versions = {source.table for row in before.rows for cell in row.sources for source in cell}
    assert versions == {"sharing_rule_version"}
    park.run(DrawUpSettlement(QUARTER))
    found = statement(park, QUARTER)
    table = table_of(printed(park, texts, "en"))
    for rule in found.rules:
        due = next(row for row in table.rows if row.cells[0] == f"Due under {rule.rule}")
        cells = dict(zip(found.parties, due.sources[2:-1], strict=True))
        for line in rule.lines:
            (source,) = cells[line.party]
            assert (source.table, source.record) == ("settlement_line", line.record)
        assert [each.record for each in due.sources[0]] == [rule.record]
    total = next(row for row in table.rows if row.cells[0] == "Payable")
    wanted = [[line.record for line in found.lines_of(party)] for party in found.parties]
    assert [[each.record for each in cell] for cell in total.sources[2:-1]] == wanted
    # A cell that says nothing leads nowhere.
    for row in table.rows:
        pairs = zip(row.cells, row.sources, strict=True) if row.sources else ()
        assert all(cell is not None or not sources for cell, sources in pairs)


def test_the_records_behind_a_report_are_no_part_of_what_it_says(
    park: Workbook, texts: Texts
) -> None:
    park.run(DrawUpSettlement(QUARTER))
    document = printed(park, texts, "en")
    section = document.sections[0]
    blocks = tuple(
        replace(each, rows=tuple(replace(row, sources=()) for row in each.rows))
        if isinstance(each, Table)
        else each
        for each in section.blocks
    )
    bare = replace(section, blocks=blocks)
    assert bare != section
    assert section_digests((("settlement", bare),), None) == section_digests(
        (("settlement", section),), None
    )
    words = [each for _, each in words_of(document)]
    assert words == [each for _, each in words_of(replace(document, sections=(bare,)))]


def yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}".replace("-", "−")


def test_what_is_held_in_escrow_and_what_is_reinvested_first_stand_on_the_statement(
    park: Workbook, texts: Texts
) -> None:
    share_rents(park)
    total = sum(each.fen or 0 for each in rents(park, QUARTER))
    divided = total - total // 10
    document = printed(park, texts, "en")
    steps = {plain(row.cells[0]): row.cells for row in table_of(document).rows}
    assert steps["Less: reinvested before division"][-1] == yuan(-(total // 10))
    assert steps["Threshold reached"][1] == "shared from 500,000.00 on (Article 12)"
    upper = divided - 100_000_000
    assert steps["Highest bracket"][1:] == (
        "year’s pool above 1,000,000.00 (Article 13)",
        *(yuan(round(upper * part / 10)) for part in (3, 6, 1)),
        yuan(upper),
    )
    due = round(50_000_000 + upper * 0.3)
    held = due // 5
    balances = next(each for each in every(document, Table) if each.title == "Escrow balances")
    assert [row.cells for row in balances.rows] == [
        ("R4", "Quzhou", "Article 15", yuan(0), yuan(0), yuan(held), yuan(0), yuan(0), yuan(held))
    ]
    assert "reinvested before division; together they equal the base" in words(document)


def test_a_late_rent_is_told_as_a_correction_of_what_was_reinvested(
    park: Workbook, texts: Texts
) -> None:
    share_rents(park)
    park.run(DrawUpSettlement(QUARTER))
    park.run(AgreeSettlement(tuple(rule.record for rule in statement(park, QUARTER).rules)))
    before = sum(each.fen or 0 for each in rents(park, QUARTER))
    lease = next(each for each in rents(park, QUARTER) if each.fen).terms
    park.run(SetFields("lease", lease.lease, {"rent_fen": (lease.rent_fen or 0) + 100}, "合同有误"))
    more = sum(each.fen or 0 for each in rents(park, QUARTER)) // 10 - before // 10
    after = QUARTER.plus(1)
    park.run(OpenQuarter(after))
    park.run(DrawUpSettlement(after))
    request = ReportRequest(after, ("en",), ISSUE, (str(after),))
    rows = table_of(KINDS["settlement"](park, texts, request)).rows
    line = next(row for row in rows if row.cells[0] == "Correction for 2024Q4, reinvested")
    assert line.cells[1:] == ("stays in the park", None, None, None, yuan(more))
