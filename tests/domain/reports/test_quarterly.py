"""The sample's quarterly report says what the sample's truths and the drawn pages say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from domain.reports.charts import (
    BarChart,
    BulletChart,
    Funnel,
    Gantt,
    LineChart,
    QuadrantMatrix,
    ShareBar,
)
from domain.reports.diagrams import Calendar, CountGrid, Steps, TileColumns
from domain.reports.tree import DecisionBox, NumberedDeviation, Table
from tests.domain.reports.reading import every, plain, section, table, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.reports.tree import Document, Section

    Report = Callable[..., Document]


def chart(document: Document | Section, kind: type[Any]) -> Any:  # noqa: ANN401 - any of the charts
    return next(every(document, kind))


# ------------------------------------------------------------------------------- the summary


# Read by hand off the drawn page of the summary; the row of firms in incubation has the unit of
# the indicator (家) and all sixty stages known.
SUMMARY = {
    "营业收入": ("万元", "41,974.26", "38,585.57", "38,655.84", "+8.8%", "+8.6%", "52/54"),
    "研发投入": ("万元", "11,007.52", "8,714.36", "9,665.88", "+26.3%", "+13.9%", "51/54"),
    "税收合计 ①": ("万元", "1,770.10", "1,943.67", "1,940.42", "−8.9%", "−8.8%", "48/54"),
    "从业人员": ("人", "1,555", "1,548", "1,421", "+0.5%", "+9.4%", "53/54"),
    "在孵（含观察）": ("家", "27", "28", "31", "−1 家", "−4 家", "60/60"),
    "出租率 ②": ("%", "75.5", "78.3", "80.6", "−2.8个百分点", "−5.1个百分点", "95/95"),
    "回流项目产值": ("万元", "13,704.10", "13,030.55", "12,595.02", "+5.2%", "+8.8%", "14/14"),
    "应分地方留成 ①": ("万元", "898.82", "984.77", "970.16", "−8.7%", "−7.4%", "48/54"),
}


@pytest.mark.parametrize("name", SUMMARY)
def test_a_key_figure_reads_as_on_the_drawn_page(report: Report, name: str) -> None:
    cells = table(report("zh"), "八项主要指标")[name]
    assert tuple(cell for cell in cells if cell) == SUMMARY[name]


def test_the_french_summary_has_its_own_units_and_signs(report: Report) -> None:
    rows = table(report("fr"), "Huit chiffres clés")
    assert rows["Chiffre d’affaires"][:3] == ("k¥", "419\u202f742,6", "385\u202f855,7")
    assert rows["Impôts et taxes a"][4:6] == ("−8,9\u202f%", "−8,8\u202f%")
    assert rows["Taux d’occupation b"][4].replace("\u202f", " ") == "−2,8 pt"


def test_the_light_is_amber_for_the_reasons_of_the_drawn_page(report: Report) -> None:
    light = section(report("zh"), "摘要").light
    assert light is not None
    assert light.state == "amber"
    for reason in ("2项考核未达底线", "结算数据不完整", "无红灯事项"):
        assert reason in light.reasons


def test_the_fall_of_tax_is_told_with_its_gap(report: Report) -> None:
    tax = next(every(report("zh"), NumberedDeviation))
    assert tax.mark == "①"
    assert "8.9%" in tax.lead
    for figure in ("292.15万元", "5户", "288.64万元", "47户", "847.15万元", "0.7%", "508.58万元"):
        assert figure in plain(tax.text)
    assert "24.2%" in plain(tax.text)


def test_the_deviations_name_rooms_leases_and_thresholds(report: Report) -> None:
    _, space, operator = every(report("zh"), NumberedDeviation)
    told = plain(space.text)
    for fact in ("3号楼504室", "5号楼102室", "820.5", "6份租约", "1,180.5"):
        assert fact in told
    assert "74.1分" in operator.lead
    assert "5.7分" in operator.lead
    assert "引进企业数2家（底线3家），连续2个季度未达" in plain(operator.text)
    assert "企业满意度74分（底线80分），为新增未达项" in plain(operator.text)


def test_the_decisions_are_those_of_the_drawn_page(report: Report) -> None:
    (box,) = every(report("zh"), DecisionBox)
    first, second, third = map(plain, box.items)
    for amount in ("8,988,248.00", "3,047,768.44", "4,040,067.20", "1,900,412.36"):
        assert amount in first
    assert "R-2024-01（五号楼留白空间仅用于中试）" in second
    assert "扣减服务费10%" in third
    assert "扣减服务费5%" in third


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_at_most_three_decisions_and_five_risks_are_printed(report: Report, lang: str) -> None:
    titles = {"zh": "主要风险", "fr": "Principaux risques", "en": "Main risks"}
    (box,) = every(report(lang), DecisionBox)
    assert 1 <= len(box.items) <= 3
    assert 1 <= len(table(report(lang), titles[lang])) <= 5


# ------------------------------------------------------------------------ firms, then returns


def test_the_funnel_counts_as_on_the_drawn_page(report: Report) -> None:
    stages = chart(report("zh"), Funnel).stages
    assert [stage.reached for stage in stages] == [64, 64, 62, 60, 60, 28, 26]
    assert [stage.now for stage in stages] == ["0", "1", "1", "0", "24", "2", "26"]
    assert [stage.dwell_label for stage in stages] == ["20", "16", "76", "27", "669", "98", ""]
    assert [stage.passed for stage in stages[1:]] == [
        *("100%", "96.9%", "96.8%", "100%", "46.7%", "92.9%")
    ]


def test_the_stages_are_those_of_the_truths(report: Report, expected: dict[str, Any]) -> None:
    names = ("lead", "screened", "panel", "admitted", "incubating", "ready", "graduated")
    truths = expected["stages_at_quarter_end"]["2024Q4"]
    now = [int(stage.now) for stage in chart(report("zh"), Funnel).stages]
    assert now == [truths.get(name, 0) for name in names]


def test_the_quadrants_are_those_of_the_truths(report: Report, expected: dict[str, Any]) -> None:
    counts = expected["quadrants"]["counts"]
    matrix = chart(report("zh"), QuadrantMatrix)
    (together, separated), (at_home, _) = matrix.cells
    assert int(together.count) == counts["innovation in host city, together"] == 25
    assert int(separated.count) == counts["innovation in host city, separated"] == 23
    assert int(at_home.count) == counts["innovation in origin city, together"] == 1
    assert matrix.cells[1][1].count == "0"
    assert matrix.unknown is not None
    assert int(matrix.unknown[2]) == counts["unknown"] == 4
    assert together.moves == "+4 准入　−1 退出"
    assert separated.moves == "+1 准入　−2 退出"


def test_the_second_mode_counts_as_the_truths(report: Report, expected: dict[str, Any]) -> None:
    order = ("diagnosed", "R&D unit opened", "joint project", "applied at home", "diffused")
    truths = expected["mode_II_at_quarter_end"]["2024Q4"]
    steps = chart(report("zh"), Steps).steps
    assert [step.count for step in steps] == [truths[name] for name in order]
    assert steps[-1].label == "9（7）"


def test_the_states_of_projects_are_those_of_the_truths(
    report: Report, expected: dict[str, Any]
) -> None:
    order = (
        *("intent", "site matched", "agreement", "land granted", "construction"),
        *("in production", "at scale", "stalled", "abandoned"),
    )
    truths = expected["return_projects"]["by_state"]
    columns = chart(report("zh"), TileColumns).columns
    assert [int(column.count) for column in columns] == [truths[name] for name in order]
    hatched = [tile.code for column in columns for tile in column.tiles if tile.hatch]
    assert sorted(hatched) == ["05", "10", "15"]


def test_projects_that_stand_too_long_are_marked_as_drawn(report: Report) -> None:
    rows = {row.code: row for row in chart(report("zh"), Gantt).rows}
    assert {code for code, row in rows.items() if row.alert} == {
        *("10", "11", "12", "13", "14", "15", "16", "17")
    }
    assert rows["10"].remark == "开工已38个月"
    assert rows["11"].remark == "开工已43个月"
    assert rows["14"].remark == "停滞已30个月"
    assert rows["01"].remark == "达产，2020年4月"


# Read by hand off the drawn page of returns.
COUNTIES = {
    "龙游县": "9 71.41 26,698 18,919.75 71% 51,828 18,855.32 36% 179.50 142/348",
    "常山县": "3 22.90 8,044 8,204.88 102% 16,353 17,108.83 105% 208.18 95/80",
    "柯城区": "2 18.81 7,595 3,242.58 43% 15,700 9,451.94 60% 51.30 68/111",
    "江山市": "2 13.73 4,332 1,402.77 32% 8,956 1,289.41 14% 10.94 13/68",
    "开化县": "1 8.13 2,910 2,968.20 102% 4,586 5,137.84 112% 37.38 36/32",
    "衢江区": "1 15.30 4,884 173.71 4% 12,322 — — — —/80",
    "合计": "18 150.28 54,463 34,911.89 64% 109,745 51,843.34 47% 487.30 354/719",
}


def test_the_counties_read_as_on_the_drawn_page_in_its_order(report: Report) -> None:
    rows = table(report("zh"), "计划与实际，按落地县市区")
    assert {name: " ".join(filter(None, cells)) for name, cells in rows.items()} == COUNTIES
    assert list(rows) == list(COUNTIES)


# -------------------------------------------------------------------------- money and sharing


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
        ("余杭区", "44.9%", "404.01"),
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


# -------------------------------------------------------------- innovation, space, follow-up


def test_inventions_are_held_against_the_home_county(report: Report) -> None:
    # The county: 615 of 5,693 patents in force are inventions, 10.8 %.
    rows = table(report("zh"), "专利与家乡县对照")
    assert rows["发明"][-2:] == ("19.2%", "10.8%")
    assert rows["合计"][3] == "260"


def test_the_scorecard_tells_what_is_missed_and_what_follows(report: Report) -> None:
    title = "运营方考核（合同YY-2022，浙江泓屿产业服务有限公司）"
    rows = table(report("zh"), title)
    assert rows["引进企业数"][3] == "2家"
    assert rows["引进企业数"][-2:] == ("未达（连续2季）", "扣减服务费10%")
    assert rows["企业满意度"][-2:] == ("未达", "扣减服务费5%")
    assert rows["回流项目签约"][2] == "—"


@pytest.mark.parametrize(("lang", "share"), [("fr", "85\u202f%"), ("en", "85%"), ("zh", "85%")])
def test_a_share_of_the_contract_is_written_as_the_language_does(
    report: Report, lang: str, share: str
) -> None:
    assert share in words(report(lang)).split("\n")


def test_the_french_finding_counts_what_was_decided_in_good_order(report: Report) -> None:
    finding = section(report("fr"), "Suivi, perspectives et qualité des données").finding
    for fact in ("6 adoptées", "1 rejetée,", "2 reportées", "6 closes", "4 en retard"):
        assert fact in finding


def test_open_actions_read_as_on_the_drawn_page(report: Report) -> None:
    rows = table(report("zh"), "未办结督办事项")
    days = {number: cells[4] for number, cells in rows.items()}
    assert days == {
        "A-2021-01-1": "1,065",
        "A-2022-01-2": "641",
        "A-2023-01-1": "335",
        "A-2024-01-1": "31",
        "A-2024-01-2": "未到期",
    }


def test_resolutions_and_actions_are_counted_as_drawn(report: Report) -> None:
    finding = section(report("zh"), "督办、展望与数据质量").finding
    for fact in ("10项决议", "通过6项", "否决1项", "延期2项", "上报1项", "11项督办", "6项已办结"):
        assert fact in finding
    assert "4项逾期" in finding
    assert "1,065天" in finding


def test_oddities_of_the_meetings_are_told_and_kept(
    report: Report, expected: dict[str, Any]
) -> None:
    meetings = expected["meetings"]
    too_many = [
        each["id"]
        for meeting in meetings
        for each in meeting["resolutions"]
        if each["votes_exceed"]
    ]
    early = [action for meeting in meetings for action in meeting["due_before_meeting"]]
    said = words(report("zh"))
    assert [f"{number}赞成10票，多于到会9票" in said for number in too_many] == [True]
    assert [f"{number}期限早于会议日期" in said for number in early] == [True]
    assert "R-2023-01提议比例合计101%" in said


def test_the_next_90_days_hold_the_leases_and_claw_backs_that_are_drawn(report: Report) -> None:
    lanes = {lane.name: lane for lane in chart(report("zh"), Calendar).lanes}
    assert [each.text for each in lanes["租约到期"].appointments] == [
        *("6日 2号楼180.0㎡", "3日 5号楼120.0㎡", "8日 5号楼260.5㎡"),
        *("11日 2号楼150.0㎡", "11日 2号楼320.0㎡", "24日 3号楼150.0㎡"),
    ]
    assert [each.text for each in lanes["追回期限"].appointments] == [
        *("3日 岚砚 65.84", "4日 䶮屿 51.20", "12日 朔钧 25.25", "11日 泓禾 13.60"),
    ]


def test_the_firms_that_reported_each_figure_are_those_of_the_truths(
    report: Report, expected: dict[str, Any]
) -> None:
    truths = expected["per_quarter"]["2024Q4"]
    known = {
        "营业收入": "revenue",
        "研发投入": "rd",
        "从业人员": "headcount",
        "研发人员": "rd_staff",
        "其中博士": "doctorates",
        "增值税": "vat",
        "企业所得税": "cit",
        "个人所得税": "pit",
        "其他税费": "other_tax",
        "新增融资": "financing",
        "政府补助": "grants",
        "飞入地产值": "output_host",
        "飞出地产值": "output_origin",
    }
    bullets = {each.label: each for each in chart(report("zh"), BulletChart).bullets}
    assert {name: bullets[name].value for name in known} == {
        name: float(truths[f"{key}_known"]) for name, key in known.items()
    }
    assert all(each.full == 54 for each in bullets.values())


# --------------------------------------------------------------------------------- as a whole


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_no_unknown_is_written_as_zero_or_left_out(report: Report, lang: str) -> None:
    titles = {"zh": "企业名录", "fr": "Liste des entreprises", "en": "List of firms"}
    rows = table(report(lang), titles[lang])
    assert len(rows) == 64
    assert rows["QH001"][-1] != "—"
    # Never reported after it had left: staff, revenue and tax are unknown.
    assert rows["QH002"][-3:] == ("—", "—", "—")
    assert not any(re.search(r"\b(None|nan)\b", each) for each in every(report(lang), str))


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_every_place_of_a_text_is_filled(report: Report, lang: str) -> None:
    left = [each for each in every(report(lang).sections, str) if re.search(r"\{\w+\}", each)]
    assert left == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_latin_reports_have_chinese_only_where_the_records_have(report: Report, lang: str) -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    document = report(lang)
    heads = [column.head for each in every(document, Table) for column in each.columns] + [
        each.title for each in document.sections
    ]
    assert [head for head in heads if chinese.search(head)] == []


def test_tables_and_figures_are_numbered_in_the_order_of_print(report: Report) -> None:
    from domain.reports.tree import Figure

    tables = [each.number for each in every(report("zh"), Table) if each.number]
    figures = [each.number for each in every(report("zh"), Figure) if each.number]
    for numbers, sign in ((tables, "表"), (figures, "图")):
        assert numbers == [f"{sign}{at}" for at in range(1, len(numbers) + 1)]


def test_two_languages_have_the_same_blocks_side_by_side(report: Report) -> None:
    document = report("zh", "fr")
    assert document.second_lang == "fr"
    for each in document.sections:
        assert each.twin is not None
        assert [type(block) for block in each.blocks] == [type(block) for block in each.twin.blocks]
    assert document.head_left.count("•") == 1


def test_a_chart_of_occupancy_says_where_its_axis_starts(report: Report) -> None:
    space = section(report("zh"), "空间与运营")
    axis = chart(space, LineChart).y
    said = "\n".join(every(space, str))
    assert f"纵轴{axis.low:.0f}—{axis.high:.0f}" in said
