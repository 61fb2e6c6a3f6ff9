"""Hold the sample report's section on taxes, incentives and costs, in Chinese."""

from __future__ import annotations

from domain.reports.charts import (
    Axis,
    BarChart,
    BarSeries,
    CategoryGroup,
    Dot,
    LineSeries,
    Panel,
    SmallMultiples,
    Tick,
)
from domain.reports.diagrams import CountGrid, GridRow
from domain.reports.tree import (
    Column,
    Columns,
    Figure,
    MicroBar,
    Row,
    Section,
    Table,
)

_TAX = BarChart(
    categories=("1季", "2季", "3季", "4季") * 3,
    series=(
        BarSeries(
            "增值税",
            (680, 685, 690, 805, 720, 760, 850, 1075, 850, 1140, 1141.99, 849.84),
            "ink",
            end_label="849.84",
        ),
        BarSeries(
            "企业所得税",
            (260, 335, 250, 330, 265, 280, 355, 505, 420, 380, 409.5, 508.58),
            "mid",
            end_label="508.58",
        ),
        BarSeries(
            "个人所得税",
            (130, 140, 160, 165, 170, 190, 205, 215, 215, 190, 235, 235.33),
            "sand",
            end_label="235.33",
        ),
        BarSeries(
            "其他税费",
            (90, 95, 85, 120, 100, 105, 115, 145, 145, 145, 157, 176.34),
            "pale",
            end_label="176.34",
        ),
        BarSeries("未报（估计）", (0,) * 11 + (288.64,), end_label="288.64", estimate=True),
    ),
    axis=Axis(
        0,
        2200,
        (
            Tick(0, "0"),
            Tick(500, "500"),
            Tick(1000, "1,000"),
            Tick(1500, "1,500"),
            Tick(2000, "2,000"),
        ),
    ),
    groups=(CategoryGroup("2022年", 4), CategoryGroup("2023年", 4), CategoryGroup("2024年", 4)),
    totals=("",) * 7 + ("1,940", "", "", "1,944", ""),
    total=("已报合计", "1,770.10"),
    height=49,
)


_PAID = (
    ("衢州市", "472.12", "400.95", "398.45", "411.93", "130.41", "209.48", "2,023.34", "39.3%"),
    (
        "杭州市余杭区",
        "565.33",
        "251.27",
        "283.59",
        "118.14",
        "217.29",
        "71.14",
        "1,506.76",
        "29.3%",
    ),
    ("龙游县", "91.60", "390.38", "48.90", "43.94", "78.45", "0", "653.27", "12.7%"),
    ("浙江省", "278.09", "62.22", "48.49", "111.53", "0", "0", "500.34", "9.7%"),
    ("运营方", "233.38", "44.04", "35.62", "0", "34.55", "111.52", "459.11", "8.9%"),
)


_PAID_BARS = (2023.34, 1506.76, 653.27, 500.34, 459.11)


def _paid(number: int) -> Row:
    *cells, whole, share = _PAID[number]
    from domain.reports.tree import Run

    bar = MicroBar(_PAID_BARS[number], 2023.34)
    return Row((*cells, (Run(whole, "bold"),), bar, share))


_STACKED = (
    ("峤舟材料研究", "房租补贴", "余杭区、衢州市", "134.62", "163", "2025-12-31"),
    ("霁樾数据科技", "人才补贴", "余杭区、衢州市", "42.40", "180", "2026-06-14"),
    ("䶮屿智能装备", "人才补贴", "余杭区、浙江省", "74.71", "109", "2027-12-01"),
    ("珩钧新材料", "装修补助", "衢州市、余杭区", "74.10", "185", "2027-04-24"),
    ("岚砚生物医药", "税收奖励", "余杭区、衢州市", "108.71", "301", "2025-02-03"),
    ("泓禾检测技术", "房租补贴", "余杭区、衢州市", "61.50", "365", "—"),
    ("沅舟检测技术", "装修补助", "龙游县、衢州市", "15.10", "490", "—"),
)


_PAIRS = CountGrid(
    ("衢州", "余杭", "龙游", "浙江"),
    (
        GridRow("余杭区", ((1.0, "22"),)),
        GridRow("龙游县", ((0.22, "5"), (0.24, "6"))),
        GridRow("浙江省", ((0.24, "6"), (0.42, "7"), (0.06, "3"))),
        GridRow("运营方", ((0.02, "2"), (0.02, "2"), (0.0, "0"), (0.02, "2"))),
    ),
)


def _panel(title: str, values: tuple[float, ...], outsourced: int) -> Panel:
    points = tuple((2020.0 + year, value) for year, value in enumerate(values))
    dots = tuple(Dot(year, filled=year < outsourced) for year in range(5))
    line = LineSeries("", points, f"{values[-1]:.1f}", tone="dark", dots=dots)
    return Panel(title, (line,))


_RECOVERY = SmallMultiples(
    (
        _panel("1号楼", (46.9, 55.5, 58.3, 61.3, 63.6), 5),
        _panel("2号楼", (55.6, 52.1, 57.1, 54.8, 58.4), 2),
        _panel("3号楼", (64.7, 62.9, 61.1, 66.3, 66.6), 2),
        _panel("4号楼", (50.8, 52.4, 52.4, 53.8, 51.9), 0),
        _panel("5号楼", (53.0, 50.4, 52.7, 53.9, 51.8), 0),
    ),
    Axis(2020, 2024, (Tick(2020, "2020"), Tick(2024, "2024"))),
    Axis(40, 70, (Tick(40, "40"), Tick(50, "50"), Tick(60, "60"), Tick(70, "70"))),
)


MONEY = Section(
    "四、",
    "税收、补贴与成本",
    finding=(
        "税收账面1,770.10万元，环比下降8.9%；补贴累计兑现5,142.82万元，22户由多方重叠支付、"
        "其中7户为同类；成本回收率58.4%，1号楼连续四年上升。"
    ),
    blocks=(
        Figure(
            "图7",
            "税收构成",
            _TAX,
            "万元，按季",
            "斜纹虚框为估计：五户企业上季度已报、本季度未报的增值税，未计入合计与结算。",
        ),
        Table(
            "表4",
            "补贴兑现，按支付方与类别",
            unit="万元，2017年以来累计119笔；“0”为无此类兑现",
            density="compact",
            columns=(
                Column("支付方"),
                *(
                    Column(head, "right")
                    for head in ("房租补贴", "研发补助", "人才补贴", "税收奖励", "装修补助")
                ),
                Column("贷款贴息", "right"),
                Column("合计", "right"),
                Column("", weight=0),
                Column("占比", "right"),
            ),
            rows=(
                *(_paid(number) for number in range(len(_PAID))),
                Row(
                    (
                        *("合计", "1,640.53", "1,148.86", "815.04", "685.55", "460.70"),
                        *("392.14", "5,142.82", None, "100%"),
                    ),
                    "total",
                ),
            ),
        ),
        Columns(
            (
                Table(
                    "表5",
                    "同类补贴由两方支付的企业",
                    unit="万元、天",
                    density="compact",
                    columns=(
                        Column("企业"),
                        Column("类别"),
                        Column("支付方"),
                        Column("金额", "right"),
                        Column("重叠天", "right"),
                        Column("追回期限", "right"),
                    ),
                    rows=tuple(Row(cells) for cells in _STACKED),
                    note=(
                        "每户列重叠最久的一对。R-2023-02要求逐户复核，"
                        "办结期限2024年1月31日已过335天。"
                    ),
                ),
            ),
            (
                Figure(
                    "图8",
                    "叠加对数，按支付方",
                    _PAIRS,
                    "对",
                    "55对、22户。追回期限未到的补贴44笔。",
                ),
            ),
            "8+4",
        ),
        Figure(
            "图9",
            "运营成本回收率",
            _RECOVERY,
            "%，纵轴40—70",
            "实心点：第三方运营；空心点：管委会自营。2024年五栋合计实际成本806.76万元，"
            "回收470.76万元。2、3号楼自2022年1月转为自营，转换前后一年：2号楼52.1→57.1，"
            "3号楼62.9→61.1。",
        ),
    ),
)
