"""Hold the sample report's sections on firms and on returned production, in Chinese."""

from __future__ import annotations

from domain.reports.charts import (
    Axis,
    BarChart,
    BarSeries,
    CategoryGroup,
    Funnel,
    FunnelStage,
    Gantt,
    GanttRow,
    Milestone,
    QuadrantCell,
    QuadrantMatrix,
    Span,
    Tick,
)
from domain.reports.diagrams import Step, Steps, Tile, TileColumn, TileColumns
from domain.reports.tree import (
    Column,
    Columns,
    Figure,
    HeadGroup,
    MicroBar,
    Paragraph,
    Row,
    Section,
    Table,
)

_FUNNEL = Funnel(
    (
        FunnelStage("线索", 64, "64", "", "0", "", (14, 20, 28), "20"),
        FunnelStage("初审", 64, "64", "100%", "1", "", (11, 16, 20), "16"),
        FunnelStage("评审", 62, "62", "96.9%", "1", "", (56, 76, 102), "76"),
        FunnelStage("准入", 60, "60", "96.8%", "0", "", (13, 27, 37), "27"),
        FunnelStage("在孵", 60, "60", "100%", "24", "另观察1", (344, 669, 1215), "669"),
        FunnelStage("待毕业", 28, "28", "46.7%", "2", "", (59, 98, 134), "98"),
        FunnelStage("毕业", 26, "26", "92.9%", "26", last=True),
    ),
    "累计到达，户",
    "现处该阶段，户",
    "已走完者停留天数：中位数，横线为四分位距（对数轴）",
    Axis(
        10,
        1400,
        (
            Tick(10, "10"),
            Tick(30, "30"),
            Tick(100, "100"),
            Tick(365, "365"),
            Tick(1000, "1,000"),
        ),
        log=True,
    ),
)
_ADMITTED = (4, 3, 2, 0, 0, 5, 3, 2, 6, 1, 1, 1, 4, 1, 1, 0, 1, 2, 2, 0)
_GRADUATED = (0, 0, 0, -1, -1, 0, -2, -1, -4, -1, -1, -1, -1, -2, -1, -1, -1, -4, -1, 0)
_LEFT = (0, 0, 0, 0, 0, 0, 0, -2, 0, 0, 0, 0, 0, -1, 0, 0, -1, -1, 0, -1)
_LABELS = {0: "4", 5: "5", 8: "6", 12: "4"}
_MOVES = BarChart(
    categories=("",) * 20,
    series=(
        BarSeries("准入 ↑", _ADMITTED, "mid", tuple(_LABELS.get(place, "") for place in range(20))),
        BarSeries("毕业 ↓", _GRADUATED, "ink"),
        BarSeries("退出 ↓", _LEFT, "grey", hatch=True),
    ),
    groups=tuple(CategoryGroup(f"{year}年", 4) for year in range(2020, 2025)),
    groups_below=True,
    height=33,
)
_QUADRANTS = QuadrantMatrix(
    columns=("生产与创新同城", "生产在另一城市"),
    rows=(("创新在", "杭州"), ("创新在", "衢州")),
    cells=(
        (
            QuadrantCell("25", "上季26　上年22", "+4 准入　−1 退出"),
            QuadrantCell("23", "上季23　上年24", "+1 准入　−2 退出", tinted=True),
        ),
        (QuadrantCell("1", "上季1　上年1", "无变动"), QuadrantCell("0", "上季0　上年0", "无")),
    ),
    unknown=("未知", "生产地未登记", "4"),
)
_EXITS = Table(
    "表2",
    "2024年退出企业",
    columns=(Column("企业"), Column("准入"), Column("退出"), Column("原因", "right")),
    rows=(
        Row(("泓禾检测 QH036", "2021-07", "2024-11-21", "未填（暂不入账）")),
        Row(("沅舟检测 QH039", "2021-12", "2024-12-09", "补贴到期后迁出")),
        Row(("岚桁气动 QH017", "2019-04", "2024-06-23", "经营终止")),
        Row(("砺樾网络 QH041", "2022-01", "2024-01-15", "未达考核指标")),
    ),
    note="泓禾检测退出缺少原因，按规则未入账；其衢州市研发补助13.60万元追回期限为2025年3月11日。",
)

FIRMS = Section(
    "二、",
    "企业与孵化",
    finding=(
        "累计准入60户，26户毕业、7户退出；本季度无准入、无毕业，退出1户，"
        "另有2户待毕业，1户转入观察。"
    ),
    blocks=(
        Figure(
            "图1",
            "孵化漏斗与各阶段停留时间",
            _FUNNEL,
            "截至2024年12月31日；户、天",
            "准入至毕业：已毕业26户中位数38.2个月；计入尚未毕业者，估计为43.6个月。百分数为到达"
            "本阶段与上一阶段户数之比。“在孵”已走完者中位数669天，现有24户仍在其中，"
            "最长1,579天。另有未通过1户、撤回1户。",
        ),
        Columns(
            (
                Figure(
                    "图2",
                    "准入、毕业与退出",
                    _MOVES,
                    "户，按季",
                    "毕业条件：两年营收超1,000万元9户，获投超500万元6户，高企认定6户，被并购5户。",
                ),
                _EXITS,
            ),
            (
                Figure(
                    "图3",
                    "研发地与生产地四象限",
                    _QUADRANTS,
                    "户，2024年末",
                    "浅底格为飞地预期路径：杭州研发、异地生产。23户中20户生产在衢州，3户在嘉兴海宁，"
                    "后者不计入回流。变动为与上年末比较；登记表只存现址，象限之间的移动不可考。",
                ),
                Paragraph(
                    "前两个季度各准入2户，本季度为零。评审阶段中位数76天，是准入前最慢的一环；"
                    "现有1户评审已138天、1户初审已124天，均超过历史四分之三企业。"
                    "建议管委会在1月底前给出结论，或按未通过办结。"
                ),
            ),
        ),
        Figure(
            "图4",
            "模式二：原地企业在杭设研发机构",
            Steps(
                (
                    Step("诊断", 1, "1（1）"),
                    Step("研发机构设立", 2, "2（4）"),
                    Step("联合项目", 3, "3（2）"),
                    Step("本地应用", 3, "3（4）"),
                    Step("扩散", 9, "9（7）"),
                )
            ),
            "户，2024年末；括号内为上年末",
            "18户中扩散9户，比上年末增加2户。",
        ),
    ),
)


def _tiles(*codes: str, hatched: str = "") -> tuple[Tile, ...]:
    return tuple(Tile(code, hatch=code == hatched) for code in codes)


_STATES = TileColumns(
    (
        TileColumn("意向", "1", _tiles("17")),
        TileColumn("选址", "1", _tiles("16")),
        TileColumn("签约", "1", _tiles("15", hatched="15")),
        TileColumn("供地", "1", _tiles("13")),
        TileColumn("开工", "3", _tiles("10", "11", "12", hatched="10")),
        TileColumn("投产", "5", _tiles("05", "06", "07", "08", "09", hatched="05")),
        TileColumn("达产", "4", _tiles("01", "02", "03", "04")),
        TileColumn("停滞", "1", _tiles("14"), aside=True),
        TileColumn("终止", "1", _tiles("18"), aside=True),
    )
)
_END = 2025.0
# code, name, county; first step, start of building, of production, full output; what is said
_PROJECTS: tuple[tuple[str, str, str, tuple[float, float, float, float], str], ...] = (
    ("01", "砺垣气动科技", "龙游", (2017.4, 2018.2, 2019.25, 2020.28), "达产，2020年4月"),
    ("02", "朔桁储能科技", "柯城", (2018.05, 2018.85, 2019.7, 2020.3), "达产，2020年4月"),
    ("03", "峤舟材料研究", "常山", (2018.9, 2019.7, 2020.65, 2021.23), "达产，2021年3月"),
    ("04", "朔芃传动技术", "龙游", (2019.5, 2020.4, 2021.4, 2022.28), "达产，2022年4月"),
    ("05", "䶮桁软件", "常山", (2019.65, 2020.5, 2021.28, 0), "投产，2021年4月"),
    ("06", "曜垣技术转移", "常山", (2019.55, 2020.6, 2021.42, 0), "投产，2021年6月"),
    ("07", "霁垣生物医药", "龙游", (2019.85, 2020.75, 2021.9, 0), "投产，2021年11月"),
    ("08", "珩桁材料研究", "江山", (2020.05, 2021.05, 2021.75, 0), "投产，2021年9月"),
    ("09", "峤梧微电子", "开化", (2020.3, 2021.2, 2022.0, 0), "投产，2022年1月"),
    ("10", "翊旌材料研究", "龙游", (2021.05, 2021.8, 0, 0), "开工已38个月"),
    ("11", "砺芃检测技术", "龙游", (2020.55, 2021.4, 0, 0), "开工已43个月"),
    ("12", "霁樾数据科技", "龙游", (2020.55, 2021.45, 0, 0), "开工已42个月"),
    ("13", "曜梧技术转移", "龙游", (2020.9, 0, 0, 0), "供地已42个月"),
    ("14", "䶮屿智能装备", "龙游", (2021.4, -2022.42, 0, 0), "停滞已30个月"),
    ("15", "曜芃光电技术", "江山", (2021.0, 0, 0, 0), "签约已43个月"),
    ("16", "岚砚生物医药", "龙游", (2021.65, 0, 0, 0), "选址已37个月"),
    ("17", "珩垣技术转移", "柯城", (2023.1, 0, 0, 0), "意向已22个月"),
    ("18", "曜钧微电子", "衢江", (2021.65, -2022.38, 0, 0), "终止：地价未谈拢"),
)


def _project(number: int) -> GanttRow:
    code, name, county, (first, building, output, full), remark = _PROJECTS[number]
    stopped = -building if building < 0 else 0.0
    waited = abs(building) or _END
    spans = [Span(first, waited, thin=True)]
    if building > 0:
        spans.append(Span(building, output or _END, "sand"))
    if output:
        spans.append(Span(output, _END))
    marks = [Milestone(at) for at in (first, first + 0.15, first + 0.35) if at < waited]
    marks += [Milestone(full, "reached")] if full else []
    marks += [Milestone(stopped, "stopped")] if stopped else []
    return GanttRow(code, name, county, tuple(spans), tuple(marks), remark, alert="已" in remark)


_PROGRESS = Gantt(
    tuple(_project(number) for number in range(len(_PROJECTS))),
    Axis(2017, 2025, tuple(Tick(year, str(year)) for year in range(2017, 2025))),
    cutoff=_END,
)
_COUNTIES = (
    (
        "龙游县",
        "9",
        "71.41",
        "26,698",
        "18,919.75",
        71,
        "51,828",
        "18,855.32",
        36,
        "179.50",
        "142/348",
    ),
    (
        "常山县",
        "3",
        "22.90",
        "8,044",
        "8,204.88",
        102,
        "16,353",
        "17,108.83",
        105,
        "208.18",
        "95/80",
    ),
    ("柯城区", "2", "18.81", "7,595", "3,242.58", 43, "15,700", "9,451.94", 60, "51.30", "68/111"),
    ("江山市", "2", "13.73", "4,332", "1,402.77", 32, "8,956", "1,289.41", 14, "10.94", "13/68"),
    ("开化县", "1", "8.13", "2,910", "2,968.20", 102, "4,586", "5,137.84", 112, "37.38", "36/32"),
    ("衢江区", "1", "15.30", "4,884", "173.71", 4, "12,322", "—", None, "—", "—/80"),
    (
        "合计",
        "18",
        "150.28",
        "54,463",
        "34,911.89",
        64,
        "109,745",
        "51,843.34",
        47,
        "487.30",
        "354/719",
    ),
)


def _county(number: int) -> Row:
    name, count, land, plan, spent, first, output, made, second, tax, jobs = _COUNTIES[number]
    bars = [
        None if share is None else MicroBar(share, 100, outlined=True) for share in (first, second)
    ]
    shares = ["—" if share is None else f"{share}%" for share in (first, second)]
    cells = (name, count, land, plan, spent, bars[0], shares[0])
    more = (output, made, bars[1], shares[1], tax, jobs)
    return Row((*cells, *more), "total" if name == "合计" else "normal")


RETURNS = Section(
    "三、",
    "回流投产",
    finding=(
        "18个项目中9个已投产或达产，2024年产值5.18亿元，为达产年计划的47%；"
        "三个在建项目开工已38至43个月、投资已超计划，仍未投产。"
    ),
    blocks=(
        Figure(
            "图5",
            "项目所处状态",
            _STATES,
            "个；方块内为项目编号",
            "实心为创新驱动15个，斜纹为租差驱动3个（05、10、15）。租差驱动项目单列，"
            "不计入创新回流。撮合方：政府9个，中介5个，市场4个。",
        ),
        Figure(
            "图6",
            "节点进度",
            _PROGRESS,
            "截至2024年12月31日（虚线）",
            "细线与空心点：意向、选址、签约、供地；浅色条：在建；深色条：投产以来；白色竖标：达产；"
            "叉号：停滞或终止。右列粗体：在建超过36个月，或前期节点停留超过18个月。",
        ),
        Table(
            "表3",
            "计划与实际，按落地县市区",
            unit="金额：万元",
            groups=(HeadGroup("累计投资", 3, 6), HeadGroup("2024年产值", 7, 10)),
            columns=(
                Column("落地县市区", weight=0.6),
                Column("项目\n个", "right"),
                Column("用地\n亩", "right"),
                Column("计划", "right"),
                Column("实际", "right"),
                Column("", weight=0),
                Column("比例", "right", weight=0.3),
                Column("达产年计划", "right"),
                Column("实际", "right"),
                Column("", weight=0),
                Column("比例", "right", weight=0.3),
                Column("本季税收", "right"),
                Column("用工\n实/计", "right"),
            ),
            rows=tuple(_county(number) for number in range(len(_COUNTIES))),
            note=(
                "横条为实际占计划之比，满格为100%。投资取最近一次已报累计数；“—”为尚无季度数据，"
                "不作零计。龙游县含停滞的14号项目。"
            ),
        ),
    ),
)
