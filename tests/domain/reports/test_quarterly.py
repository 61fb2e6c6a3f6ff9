"""The sample's quarterly report says what the sample's truths and the drawn pages say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from domain.reports.charts import (
    BulletChart,
    LineChart,
)
from domain.reports.diagrams import Calendar
from domain.reports.tree import DecisionBox, NumberedDeviation, Table
from tests.domain.reports.reading import chart, every, plain, section, table, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.reports.tree import Document

    Report = Callable[..., Document]


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
    for fact in ("10项决议", "通过6项", "否决1项", "缓议2项", "上报1项", "11项督办", "6项已办结"):
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
