"""Rebuild the sample report of the fourth quarter of 2024 in Chinese from literals."""

from __future__ import annotations

from dataclasses import replace

from domain.reports.tree import (
    Column,
    Cover,
    DecisionBox,
    Document,
    Fact,
    Heading,
    NumberedDeviation,
    Row,
    Run,
    SealPlace,
    Section,
    Sparkline,
    Strip,
    Table,
    TrafficLight,
)
from tests.storage.pdf.quarter_2024q4_benefit import BENEFIT
from tests.storage.pdf.quarter_2024q4_firms import FIRMS, RETURNS
from tests.storage.pdf.quarter_2024q4_follow_up import DEFINITIONS, FOLLOW_UP
from tests.storage.pdf.quarter_2024q4_money import MONEY
from tests.storage.pdf.quarter_2024q4_outlook import MODEL

DIGEST = "41694e794b709820f72be375f4713bb67c30970b8bdceabba7346d0a23fca12b"
_LINES = (("签署人", ""), ("职　务", ""), ("日　期", "年　　月　　日"))

COVER = Cover(
    park="衢杭创新飞地（示例园区）",
    park_other="Enclave d’innovation Quzhou–Hangzhou",
    title="治理季报",
    subtitle="2024年第4季度",
    other_titles=(
        "Rapport trimestriel de gouvernance, T4 2024",
        "Quarterly governance report, 2024Q4",
    ),
    strip=Strip(
        "园区企业营业收入，亿元",
        (
            *(0.57, 0.86, 1.03, 1.29, 1.15, 1.47, 1.8, 2.56, 1.88, 2.39),
            *(2.39, 2.9, 2.6, 3.02, 3.16, 3.87, 3.61, 3.92, 3.86, 4.2),
        ),
        "2020年第1季度　0.57",
        "2024年第4季度　4.20",
    ),
    places=(
        SealPlace("衢州市人民政府", "飞出地", "盖　章", _LINES),
        SealPlace("杭州市余杭区人民政府", "飞入地", "盖　章", _LINES),
        SealPlace("龙游县人民政府", "回流落地县", "盖　章", _LINES),
    ),
    facts=(
        Fact("编　制", "园区管理委员会办公室"),
        Fact("签　发", "2025年1月24日"),
        Fact("季度状态", "已结账，三方已核对"),
        Fact("版　次", "第2版，替代2025年1月20日第1版"),
        Fact("账本首值", "103c7851 088be7c5 2127aaf3 fe87ff00", code=True),
        Fact("说　明", "全部企业、人员与数据均为虚构示例"),
    ),
)


def spark(*ups: float) -> Sparkline:
    """Return a series of twenty quarters that rises by `ups` around its trend."""
    values = [number * 1.0 + ups[number % len(ups)] for number in range(20)]
    return Sparkline(tuple(values), 19, 15)


_WIGGLES = (
    spark(0, 1, 0.5, 2.5, 1.2),
    spark(0, 0.4, 1.5, 0.2, 2.8),
    spark(0, 1, 0, 1.5, 2.2),
    spark(0, 0.2, 0.1, 0.3),
    Sparkline((1, 4, 6, 5, 5, 9, 9, 9, 9, 12, 12, 11, 13, 14, 12, 11, 10, 10, 8, 7), 19, 15),
    Sparkline((2, 4, 7, 8, 8, 6, 7, 9, 13, 13, 13, 12, 15, 20, 18, 17, 17, 18, 16, 15), 19, 15),
    spark(0, 0.4, 0.9, 0.2),
    spark(0, 2, 1, 1.5, 2.5),
)
_FIGURES = (
    ("营业收入", "", "万元", "41,974.26", "38,585.57", "38,655.84", "+8.8%", "+8.6%", "52/54"),
    ("研发投入", "", "万元", "11,007.52", "8,714.36", "9,665.88", "+26.3%", "+13.9%", "51/54"),
    ("税收合计", "①", "万元", "1,770.10", "1,943.67", "1,940.42", "−8.9%", "−8.8%", "48/54"),
    ("从业人员", "", "人", "1,555", "1,548", "1,421", "+0.5%", "+9.4%", "53/54"),
    ("在孵企业", "", "户", "27", "28", "31", "−1 户", "−4 户", "58/60"),
    ("出租率", "②", "%", "75.5", "78.3", "80.6", "−2.8", "−5.1", "95/95"),
    ("回流项目产值", "", "万元", "13,704.10", "13,030.55", "12,595.02", "+5.2%", "+8.8%", "14/14"),
    ("应分地方留成", "①", "万元", "898.82", "984.77", "970.16", "−8.7%", "−7.4%", "48/54"),
)


def _figure_row(number: int) -> Row:
    name, mark, unit, now, before, ago, change, yearly, filed = _FIGURES[number]
    label = (Run(name), Run(" "), Run(mark, "mark")) if mark else name
    points = name == "出租率"
    pair = [(Run(text), Run("个百分点", "small")) if points else text for text in (change, yearly)]
    return Row((label, unit, now, before, ago, *pair, _WIGGLES[number], filed))


SUMMARY = Section(
    "一、",
    "摘要",
    finding=(
        "本季度园区运行总体平稳，营业收入为有记录以来最高；账面税收下降，主因是五户企业"
        "未报增值税；联席会议未达法定人数，一项决议待补议。"
    ),
    light=TrafficLight(
        "amber", "黄灯　需关注", "定灯依据：运营方两项考核未达底线；结算数据不完整。无红灯事项。"
    ),
    blocks=(
        Table(
            "表1",
            "八项主要指标",
            unit="环比与上季度比，同比与上年同期比",
            density="key",
            columns=(
                Column("指标", kind="label", weight=2),
                Column("单位", kind="muted", weight=0),
                Column("本季度", "right", kind="key", weight=0.8),
                Column("上季度", "right", weight=0.8, narrow=False),
                Column("上年同期", "right", weight=0.8, narrow=False),
                Column("环比", "right"),
                Column("同比", "right"),
                Column("2020年以来", "right", weight=0, narrow=False),
                Column("已报/应报", "right", weight=0.3, narrow=False),
            ),
            rows=tuple(_figure_row(number) for number in range(8)),
            note=(
                "走势图各按自身最小值与最大值绘制，实心点为本季度，空心点为上年同期。"
                "未报企业不计为零。“应分地方留成”按各税种地方留存比例计算，见第6页。"
            ),
        ),
        Heading("偏差说明"),
        NumberedDeviation(
            "①",
            "税收账面下降8.9%，主要是填报缺口。",
            "增值税环比减少292.15万元，其中五户企业上季度报288.64万元、本季度未报；两季均报的"
            "47户合计847.15万元，仅下降0.7%。企业所得税508.58万元，增长24.2%。"
            "五户补报后，作为更正项列入下季度结算。",
        ),
        NumberedDeviation(
            "②",
            "出租率75.5%，环比回落2.8个百分点。",
            "3号楼504室、5号楼102室提前退租，合计820.5平方米；后者系沅舟检测在补贴到期后迁出。"
            "下季度另有6份租约、1,180.5平方米到期，续租意向尚未登记。",
        ),
        NumberedDeviation(
            "③",
            "运营方考核74.1分，环比下降5.7分，两项未达底线。",
            "引进企业2家（底线3家），连续两个季度未达；企业满意度74分（底线80分），为新增未达项。",
        ),
        DecisionBox(
            "提请审定事项",
            (
                (
                    "审定本季度结算：应分8,988,248.00元，衢州市3,047,768.44元、"
                    "余杭区4,040,067.20元、龙游县1,900,412.36元。"
                ),
                "2025年3月31日前补开联席会议，对R-2024-01（五号楼留白空间仅用于中试）重新表决。",
                (
                    "依合同对运营方扣减服务费（引进企业未达10%，满意度未达5%），"
                    "并限2月底前报整改方案。"
                ),
            ),
        ),
    ),
)

QUARTERLY = Document(
    kind="quarterly",
    lang="zh",
    title="衢杭创新飞地治理季报　2024年第4季度",
    park="衢杭创新飞地（示例园区）",
    quarter="2024年第4季度",
    revision="第2版",
    issued="2025年1月24日",
    head_left="衢杭创新飞地治理季报",
    head_right="2024年第4季度",
    page_words="第 {page} 页，共 {pages} 页",
    sections=(SUMMARY, FIRMS, RETURNS, MONEY, BENEFIT, MODEL, FOLLOW_UP, DEFINITIONS),
    imprint=("第2版（替代第1版）　签发 2025-01-24", "数据摘要（SHA-256）"),
    digest=DIGEST,
    head_hash="103c7851088be7c52127aaf3fe87ff00",
    qr=f"feidi:2024Q4:2:{DIGEST[:32]}",
    cover=COVER,
    author="园区管理委员会办公室",
    subject="治理季报",
)

DRAFT = replace(QUARTERLY, watermark="草案", sections=(SUMMARY,), cover=None)
