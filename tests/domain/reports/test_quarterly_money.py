"""Taxes, incentives and shares in the quarterly report are those of the sample's truths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.reports.charts import (
    BarChart,
    ShareBar,
)
from domain.reports.diagrams import CountGrid
from tests.domain.reports.reading import chart, section, table, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.reports.tree import Document

    Report = Callable[..., Document]


def test_what_is_missing_of_tax_is_drawn_as_an_estimate_outside_the_total(report: Report) -> None:
    money = section(report("zh"), "税收、补贴与成本")
    bars = chart(money, BarChart)
    (estimate,) = [series for series in bars.series if series.estimate]
    assert estimate.values[-1] == pytest.approx(288.6425)
    assert estimate.values[:-1] == (None,) * 11
    assert bars.total == ("已报合计", "1,770.10")


def test_incentives_are_those_of_the_truths(report: Report, expected: dict[str, Any]) -> None:
    truths = expected["incentives"]
    rows = table(report("zh"), "补贴兑现，按支付方与类别")
    for payer, fen in truths["by_payer_fen"].items():
        assert rows[payer][-3] == f"{fen / 1e6:,.2f}"
    assert rows["合计"][-3] == f"{truths['total_fen'] / 1e6:,.2f}" == "5,142.82"
    assert rows["衢州市"][-1] == "39.3%"
    grid = chart(report("zh"), CountGrid)
    pairs = sum(int(cell[1]) for row in grid.rows for cell in row.cells if cell)
    assert pairs == truths["stacked_pairs"] == 55
    same = table(report("zh"), "同类补贴由两方支付的企业")
    assert len(same) == len(truths["stacked_same_kind_firms"]) == 7


def test_the_settlement_is_that_of_the_truths_to_the_fen(
    report: Report, expected: dict[str, Any]
) -> None:
    truths = expected["settlement"]["2024Q4"]
    rows = table(report("zh"), "结算明细")
    for rule in truths["rules"]:
        due = [f"{rule['due_fen'][party] / 100:,.2f}" for party in ("QZ", "YH", "LY")]
        assert list(rows[f"{rule['rule']}应分"][1:4]) == due
    totals = [truths["total_per_party_fen"][party] for party in ("QZ", "YH", "LY")]
    assert list(rows["应分合计"][1:]) == [
        *(f"{fen / 100:,.2f}" for fen in totals),
        f"{truths['pool_total_fen'] / 100:,.2f}",
    ]
    assert sum(totals) == truths["pool_total_fen"]


def test_the_settlement_reads_as_on_the_drawn_page(report: Report) -> None:
    rows = table(report("zh"), "结算明细")
    assert rows["保底、封顶"][1:] == ("未设", "封顶 3,400,000.00", "保底 1,800,000.00", "")
    assert rows["按比例试算"][1:4] == ("2,682,036.30", "4,023,456.80", "1,341,420.50")
    assert rows["减：基年四分之一"][-1] == "−338,800.00"
    assert rows["其中：再投入园区"][1:] == ("427,037.04", "0", "0", "427,037.04")
    assert rows["应付"][1:] == ("2,620,731.40", "4,040,067.20", "1,900,412.36", "8,561,210.96")
    assert rows["已付、结转"][1:] == ("—", "—", "—", "—")
    heads = [name for name in rows if name.startswith("规则")]
    assert heads == [
        "规则R1　税收地方留成分成（第2版，R-2022-02通过；首笔入库2019年第4季度起第6年，第3阶段）",
        "规则R3　个人所得税增量分成（第1版，R-2019-01通过；签约2019年第2季度起第6年，第2阶段）",
    ]


def test_the_shares_of_all_that_is_due_read_as_drawn(report: Report) -> None:
    parts = chart(report("zh"), ShareBar).parts
    assert [(part.name, part.share_label, part.value_label) for part in parts] == [
        ("衢州市", "33.9%", "304.78"),
        # 33.91, 44.95 and 21.14 % would print as 99.9: the largest rest is rounded up.
        ("余杭区", "45.0%", "404.01"),
        ("龙游县", "21.1%", "190.04"),
    ]


def test_net_benefit_goes_on_from_what_is_due(report: Report) -> None:
    rows = table(report("zh"), "结算明细")

    def fen(text: str) -> int:
        return int(text.replace("−", "-").replace(",", "").replace(".", ""))

    lines = zip(
        *(rows[name][1:] for name in ("应分合计", "减：净成本", "减：补贴", "净收益")), strict=True
    )
    for due, costs, incentives, net in lines:
        assert fen(due) + fen(costs) + fen(incentives) == fen(net)


def test_the_land_ledger_is_that_of_the_truths(report: Report, expected: dict[str, Any]) -> None:
    balances = {
        pair["b"]: -pair["balance_a_minus_b_hundredths_mu"] for pair in expected["land"]["by_pair"]
    }
    rows = table(report("zh"), "土地指标台账")
    assert rows["净调出余额"] == tuple(
        f"{balances[party] / 100:,.2f}" for party in ("衢州市", "龙游县")
    )
    assert rows["净调出余额"] == ("969.98", "156.32")
    assert rows["协议承诺调出（履约）"] == ("1,500.00（68.2%）", "—")
    assert rows["本季度变动"] == ("0", "+5.75")


def test_attributed_output_reads_as_drawn(report: Report) -> None:
    said = words(report("zh"))
    for amount in ("5,875.32万元", "4,764.66万元", "3,064.12万元", "13,704.10万元"):
        assert amount in said
