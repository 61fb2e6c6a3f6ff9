"""Hold the sample report's section on models, in Chinese."""

from __future__ import annotations

from domain.reports.charts import (
    Axis,
    Band,
    Callout,
    Cutoff,
    Fan,
    LineChart,
    LineSeries,
    Region,
    Tick,
)
from domain.reports.tree import (
    Column,
    Columns,
    Figure,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
)

_RECORD = (0.754, 0.754, 0.756, 0.76, 0.761, 0.764, 0.748, 0.735, 0.725, 0.72, 0.72)


def _with(step: int) -> float:
    return 0.72 + 0.01 * min(step, 2) / 2 - 0.000425 * max(step - 2, 0) ** 2 - 0.0005 * step


def _without(step: int) -> float:
    return 0.72 + 0.0052 * step - 0.00036 * step**2 - 0.0002 * step


_YEARS = range(21)


_FORECAST = Fan(
    LineChart(
        series=(
            LineSeries(
                "",
                tuple((2014.0 + year, value) for year, value in enumerate(_RECORD)),
                tone="dark",
            ),
            LineSeries(
                "不设飞地",
                tuple((2024.0 + year, _without(year)) for year in _YEARS),
                "0.66",
                dash="dashed",
                tone="dark",
                strong=False,
            ),
            LineSeries("设飞地", tuple((2024.0 + year, _with(year)) for year in _YEARS), "0.58"),
        ),
        x=Axis(2014, 2044, tuple(Tick(year, str(year)) for year in range(2014, 2045, 5))),
        y=Axis(
            0.45,
            0.86,
            (Tick(0.5, "0.5"), Tick(0.6, "0.6"), Tick(0.7, "0.7"), Tick(0.8, "0.8")),
        ),
        bands=tuple(
            Band(
                tuple(
                    (2024.0 + year, _with(year) - width * year, _with(year) + width * year)
                    for year in _YEARS
                ),
                *labels,
            )
            for width, labels in (
                (0.0048, ("5%分位　0.49", "95%分位　0.68")),
                (0.003, ()),
                (0.0015, ()),
            )
        ),
        cutoffs=(Cutoff(2024, "实绩", "推演", tone="grey"),),
        callouts=(Callout(2026, 0.729, "2026年达峰"),),
        height=52,
    )
)


_ZONE = LineChart(
    series=(
        LineSeries("飞出地", ((0, -4600), (100, 7400))),
        LineSeries("飞入地", ((0, 6700), (100, -5300)), tone="mid"),
        LineSeries("第三地区", ((0, -310), (100, -310)), dash="dotted", tone="dark"),
    ),
    x=Axis(0, 100, (Tick(0, "0%"), Tick(100, "100%"))),
    y=Axis(
        -7500,
        8200,
        (
            Tick(-6000, "−6,000"),
            Tick(-3000, "−3,000"),
            Tick(0, "0"),
            Tick(3000, "3,000"),
            Tick(6000, "6,000"),
        ),
    ),
    regions=(Region(38, 56, "38%", "56%"),),
    cutoffs=(
        Cutoff(50, left="约定50.0%", dash="solid"),
        Cutoff(55.1, right="本季55.1%"),
    ),
    height=52,
)


MODEL = Section(
    "六、",
    "模型推演",
    stamp="推演，非实绩",
    finding=(
        "按现有参数，研发人员的地区差距在2026年前后达峰、此后收窄；飞出地所得占38%至56%时"
        "两地均受益，本季度实得55.1%，已近上界；第三地区在各比例下均略受损。"
    ),
    blocks=(
        Figure(
            "图12",
            "十一市研发人员的变异系数",
            _FORECAST,
            "倍，纵轴自0.45起",
            "实线2014—2024年为登记数据；此后为1,000次模拟，深、中、浅带为25—75、12.5—87.5、"
            "5—95百分位。登记数据的收敛检验：β = −0.0114，t = −7.3，R² = 0.85，判为“收敛”，"
            "半程57年。",
        ),
        Columns(
            (
                Figure(
                    "图13",
                    "飞出地所得比例与两地净现值增量",
                    _ZONE,
                    "万元，20年，季折现率1%",
                    "浅底为两地均不受损的区间。净现值增量随比例线性变动，区间为精确解。",
                ),
            ),
            (
                Table(
                    "表8",
                    "各方净现值增量",
                    unit="小字为5%至95%",
                    columns=(
                        Column("净现值增量，万元"),
                        Column("约定 50.0%", "right"),
                        Column("本季 55.1%", "right"),
                    ),
                    rows=(
                        Row(("飞出地", "+1,440", "+2,052")),
                        Row((None, "480至2,510", "1,060至3,160"), "minor"),
                        Row(("飞入地", "+720", "+108")),
                        Row((None, "−290至1,660", "−930至1,080"), "minor"),
                        Row(("第三地区", "−310", "−310")),
                        Row((None, "−640至20", "−640至20"), "minor"),
                        Row(("合计", "+1,850", "+1,850"), "total"),
                    ),
                ),
            ),
            "7+5",
        ),
        Table(
            "表9",
            "主要参数与灵敏度",
            columns=(
                Column("参数"),
                Column("取值", "right", weight=0.5),
                Column("来源"),
                Column("±20%时上界移动，百分点", "right"),
            ),
            rows=(
                Row(("知识弹性 γ", "0.15", "假定", "−3.1 / +3.4")),
                Row(("拥挤弹性 α", "0.35", "假定", "−2.2 / +2.0")),
                Row(("飞地初始研发人员", "833人", "2024年第4季度，52/54户已报", "−1.6 / +1.5")),
                Row(("飞出地补贴率 s", "5.0%", "假定", "−1.1 / +1.2")),
                Row(("折现率（季）", "1.0%", "假定", "−0.4 / +0.4")),
            ),
        ),
        Paragraph(
            "推演不替代协商。余杭区因封顶少得623,456.80元，是55.1%高于约定50.0%的主要原因；"
            "若余杭区以净收益接近于零为由提出调整，可先议封顶额，不必动约定比例。四项限制："
            "参数多为假定；未计迁移企业的存量税收；第三地区合并为一；未计土地指标价值。"
        ),
        Note(
            "方案编号 SC-2024-07　模型 A 1.3　随机种子 20241231　输入摘要 e0b9a8799f32453a　"
            "由分析员提交，管委会主任同意列入本报告"
        ),
    ),
)
