"""Divided costs are told in the statement and the reports: who owes whom, and what each bears."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from domain.commands import SetFields
from domain.report_kinds import KINDS
from domain.reports.request import ReportRequest
from domain.reports.tree import Table
from domain.settling.commands import AgreeSettlement, DrawUpSettlement, RecordPayment
from domain.settling.owing import owed
from domain.settling.statement import statement
from tests.costs_shared import share_costs
from tests.domain.reports.conftest import ISSUE, QUARTER
from tests.domain.reports.reading import every, plain, words

if TYPE_CHECKING:
    from domain.reports.tree import Document
    from domain.text import Texts
    from storage.workbook import Workbook

DIVIDED = ("property", "staff", "energy")


def printed(park: Workbook, texts: Texts, kind: str = "settlement") -> Document:
    parts = (str(QUARTER),) if kind == "settlement" else ("sharing",)
    return KINDS[kind](park, texts, ReportRequest(QUARTER, ("en",), ISSUE, parts))


def rows(document: Document, title: str) -> list[list[str]]:
    found = next(each for each in every(document, Table) if each.title == title)
    return [[plain(cell) for cell in row.cells] for row in found.rows]


def spent(park: Workbook) -> Counter[str]:
    """Add up by hand what each party paid of the kinds divided, less what it recovered."""
    codes = {str(row["id"]): str(row["code"]) for row in park.find("party")}
    found: Counter[str] = Counter()
    for row in park.find("cost", quarter=str(QUARTER)):
        if row["category"] in DIVIDED and row["actual_fen"] is not None:
            net = int(str(row["actual_fen"])) - int(str(row["recovered_fen"] or 0))
            found[codes[str(row["payer"])]] += net
    return found


def yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def test_those_who_bear_nothing_get_back_all_that_they_paid(park: Workbook, texts: Texts) -> None:
    share_costs(park)
    paid = spent(park)
    table = rows(printed(park, texts), "Costs: who owes whom")
    back: Counter[str] = Counter()
    for _rule, _debtor, creditor, amount, _paid, open_ in table:
        back[creditor] += round(float(amount.replace(",", "")) * 100)
        assert amount == open_
    assert (back["Operator"], back["Management committee"]) == (paid["OP"], paid["MC"])
    assert set(back) == {"Operator", "Management committee", "Quzhou"}


def test_the_statement_says_what_is_divided_and_what_each_owes(
    park: Workbook, texts: Texts
) -> None:
    share_costs(park)
    document = printed(park, texts)
    assert f"Costs of CNY {yuan(sum(spent(park).values()))} are divided" in words(document)
    assert f"Operator gets back CNY {yuan(spent(park)['OP'])}" in words(document)
    assert "Longyou owes CNY" in words(document)
    steps = {row[0]: row for row in rows(document, "Settlement in detail")}
    assert steps["Costs divided"][-1] == "0"
    (sums,) = [each for each in statement(park, QUARTER).rules if each.rule == "R4"]
    assert sums.today is not None
    longyou = next(each for each in sums.today.lines if each.party == "LY")
    # The net benefit goes on from what is due with the costs that the county bears.
    assert steps["Less: net costs"][4] == f"−{yuan(longyou.borne_fen)}"


def test_costs_without_a_payer_are_left_out_and_told(park: Workbook, texts: Texts) -> None:
    share_costs(park)
    row = next(
        row
        for row in park.find("cost", quarter=str(QUARTER), category="energy")
        if row["actual_fen"] is not None
    )
    park.run(SetFields("cost", str(row["id"]), {"payer": None}))
    told = [each.note for each in every(printed(park, texts), Table)]
    assert any("costs name an amount and a payer; the others are left out" in each for each in told)


def test_payments_of_costs_stand_in_the_reports(park: Workbook, texts: Texts) -> None:
    share_costs(park)
    park.run(DrawUpSettlement(QUARTER))
    found = statement(park, QUARTER).rules
    park.run(AgreeSettlement(tuple(each.record for each in found)))
    first = owed(next(each for each in statement(park, QUARTER).rules if each.rule == "R4"))[0]
    park.run(RecordPayment(first.debtor.record, first.fen, "2025-02-01", "K-1"))
    for kind in ("settlement", "quarterly"):
        (told, *_rest) = rows(printed(park, texts, kind), "Costs: who owes whom")
        assert told[3:] == [yuan(first.fen), yuan(first.fen), "0.00"]


def test_the_annual_report_adds_the_balances_of_costs_up_to_nothing(
    park: Workbook, texts: Texts
) -> None:
    share_costs(park)
    table = next(
        each
        for each in every(printed(park, texts, "annual"), Table)
        if any(plain(row.cells[0]).startswith("Costs divided") for row in each.rows)
    )
    (told,) = [row for row in table.rows if plain(row.cells[0]).startswith("Costs divided")]
    assert plain(told.cells[-1]) == "0.00"


def test_where_all_bear_what_they_paid_nobody_owes_anything(park: Workbook, texts: Texts) -> None:
    share_costs(park)
    origin = park.find("party", code="QZ")[0]["id"]
    (phase,) = park.find("rule_phase", clause="Article 9")
    shares = park.find("phase_share", phase=phase["id"])
    for share in sorted(shares, key=lambda each: each["party"] == origin):
        whole = 10_000 if share["party"] == origin else 0
        park.run(SetFields("phase_share", str(share["id"]), {"share_bp": whole}))
    for row in park.find("cost", quarter=str(QUARTER)):
        park.run(SetFields("cost", str(row["id"]), {"payer": origin}))
    for row in park.find("shared_cost"):
        park.run(SetFields("shared_cost", str(row["id"]), {"division": "shares"}))
    assert "and nobody owes anything" in words(printed(park, texts))
