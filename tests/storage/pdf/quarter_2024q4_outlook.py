"""Hold the sample report's sections on models, follow-up and definitions, in Chinese."""

from __future__ import annotations

from domain.reports.charts import (
    Axis,
    Band,
    Bullet,
    BulletChart,
    Callout,
    Cutoff,
    Fan,
    LineChart,
    LineSeries,
    Region,
    Tick,
)
from domain.reports.diagrams import Appointment, Calendar, Lane
from domain.reports.tree import (
    Cell,
    Column,
    Columns,
    DefinitionList,
    Dots,
    Figure,
    Heading,
    Light,
    MicroBar,
    Note,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    TextPanel,
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

_RISKS: tuple[tuple[str, int, str, int, str, str, str], ...] = (
    (
        "五户增值税未报，结算基数偏低，补报后须作更正",
        3,
        "高",
        2,
        "中",
        "管委会",
        "1月底前逐户催报，到期仍未报的提请余杭区税务协查",
    ),
    (
        "泓禾检测已迁出而追回期限将至，13.60万元可能失权",
        3,
        "高",
        2,
        "中",
        "衢州市",
        "2月底前补登退出原因，发出追回通知",
    ),
    (
        "三个在建项目超期，达产年产值1.83亿元延后",
        2,
        "中",
        3,
        "高",
        "龙游县",
        "逐项核定投产日期，3月会议报告",
    ),
    (
        "下季度1,180.5平方米到期，出租率或降至71.5%",
        2,
        "中",
        2,
        "中",
        "运营方",
        "2月10日前登记续租意向",
    ),
    ("联席会议再次不足法定人数", 2, "中", 3, "高", "衢州市", "提前30日送达议题，备书面表决"),
)


def _risk(number: int) -> Row:
    words, chance, chance_word, harm, harm_word, who, answer = _RISKS[number]
    return Row(
        (
            str(number + 1),
            words,
            Dots(chance, 3, chance_word),
            Dots(harm, 3, harm_word),
            who,
            answer,
        )
    )


def _late(cells: tuple[str, ...], days: int) -> Row:
    bar: Cell = MicroBar(days, 1065, alert=True) if days else None
    word: Cell = (Run(f"{days:,}", "bold"),) if days else (Run("未到期", "muted"),)
    return Row((*cells, word, bar))


_FILED = (
    *(("营业收入", 52), ("研发投入", 51), ("从业人员", 53), ("研发人员", 52), ("博士", 48)),
    *(("增值税", 48), ("企业所得税", 52), ("个人所得税", 53), ("新增融资", 50)),
    *(("政府补助", 52), ("杭州产值", 52), ("衢州产值", 49)),
)

FOLLOW_UP = Section(
    "七、",
    "督办、展望与数据质量",
    finding=(
        "十项决议中通过6项、否决1项、延期2项、上报1项；11项督办事项6项已核验、4项逾期，"
        "最长的已过期1,065天。"
    ),
    blocks=(
        Table(
            "表10",
            "未办结督办事项",
            unit="截至2024年12月31日",
            density="compact",
            columns=(
                Column("编号"),
                Column("事项"),
                Column("责任方与责任人"),
                Column("期限"),
                Column("状态"),
                Column("逾期天", "right", weight=0),
                Column("", weight=0),
            ),
            rows=(
                _late(
                    (
                        "A-2021-01-1",
                        "完成二、三号楼资产移交",
                        "运营方　傅言蹊",
                        "2022-01-31",
                        "已提交，未核验",
                    ),
                    1065,
                ),
                _late(
                    (
                        "A-2022-01-2",
                        "报省山海协作办协调人日补助",
                        "衢州市　柯景行",
                        "2023-03-31",
                        "受阻",
                    ),
                    641,
                ),
                _late(
                    (
                        "A-2023-01-1",
                        "提交叠加补贴企业名单",
                        "管委会　叶清和",
                        "2024-01-31",
                        "办理中",
                    ),
                    335,
                ),
                _late(
                    ("A-2024-01-1", "书面征求余杭区意见", "管委会　叶清和", "2024-11-30", "未开始"),
                    31,
                ),
                _late(
                    ("A-2024-01-2", "提出中试设备清单", "龙游县　吾可久", "2025-03-31", "未开始"), 0
                ),
            ),
            note="R-2021-01登记赞成10票，多于全部9票，效力待核；A-2023-01-2期限早于会议日期，已按登记保留并提示。",
        ),
        Figure(
            "图14",
            "今后90天",
            Calendar(
                (
                    Lane(
                        "会议与结算",
                        (
                            Appointment(29, "31日　催报五户增值税"),
                            Appointment(29, "31日　评审、初审超期两户办结"),
                            Appointment(58, "28日　运营方报整改方案"),
                            Appointment(89, "31日　补开联席会议"),
                            Appointment(89, "31日　中试设备清单"),
                        ),
                    ),
                    Lane(
                        "租约到期",
                        (
                            Appointment(5, "6日 2号楼180.0㎡"),
                            Appointment(33, "3日 5号楼120.0㎡"),
                            Appointment(38, "8日 5号楼260.5㎡"),
                            Appointment(41, "11日 2号楼150.0㎡"),
                            Appointment(69, "11日 2号楼320.0㎡"),
                            Appointment(82, "24日 3号楼150.0㎡"),
                        ),
                        "ring",
                    ),
                    Lane(
                        "追回期限",
                        (
                            Appointment(33, "3日 岚砚 65.84"),
                            Appointment(34, "4日 䶮屿 51.20"),
                            Appointment(42, "12日 朔钧 25.25"),
                            Appointment(69, "11日 泓禾 13.60（已迁出，须先行核查）"),
                        ),
                        "triangle",
                    ),
                ),
                Axis(0, 90, (Tick(0, "1月"), Tick(31, "2月"), Tick(59, "3月"))),
            ),
            "2025年1月1日至3月31日；追回金额为万元",
        ),
        Table(
            "表11",
            "主要风险",
            columns=(
                Column("", weight=0),
                Column("风险"),
                Column("可能性", weight=0.3),
                Column("影响", weight=0.3),
                Column("责任方", weight=0.3),
                Column("应对"),
            ),
            rows=tuple(_risk(number) for number in range(len(_RISKS))),
            density="compact",
        ),
        Columns(
            (
                Figure(
                    "图15",
                    "各项数据已报户数",
                    BulletChart(
                        tuple(
                            Bullet(name, filed, 54, f"缺{54 - filed}", alert=filed < 50)
                            for name, filed in _FILED
                        ),
                        2,
                    ),
                    "应报54户",
                ),
            ),
            (
                TextPanel(
                    "说明",
                    "数据质量与版次",
                    (
                        Paragraph(
                            "五年资料39处差错行未入账，3处提示保留。影响本季度的有：泓禾检测退出缺原因、"
                            "新材料企业QH028越级毕业，均未计入；4号楼维修费重复登记，取首条。"
                            "两户统一社会信用代码校验不符，代码按未知处理。估计值只出现在图7斜纹部分。"
                        ),
                        Paragraph(
                            (
                                Run("第2版", "bold"),
                                Run(
                                    "更正第1版土地台账：龙游县累计余额改由逐笔推算，"
                                    "人工填报值多计10.00亩。其余数字不变。"
                                ),
                            )
                        ),
                    ),
                ),
            ),
        ),
    ),
)

_DEFINED = (
    ("营业收入", "已报企业当季营业收入之和", "万元", "↑", "企业季报"),
    ("税收合计", "增值税、企业所得税、个人所得税、其他税费已报数之和", "万元", "↑", "企业季报"),
    (
        "应分地方留成",
        "各税种 × 地方留存比例之和（增值税50%，企业所得税40%，个人所得税40%，其他100%）",
        "元",
        "",
        "协议R1、R3",
    ),
    ("在孵企业", "季末处于在孵、观察、待毕业的企业", "户", "", "阶段记录"),
    (
        "毕业",
        "符合其一：高新技术企业认定；获投超500万元；两年营收超1,000万元；被并购或上市",
        "户",
        "↑",
        "阶段记录",
    ),
    ("退出", "准入后未毕业而离园，须登记原因", "户", "↓", "阶段记录"),
    ("停留时间", "相邻两次阶段变更相隔天数；未走完者另作估计（乘积限法）", "天", "↓", "阶段记录"),
    ("象限", "按研发地与生产地所在城市划分；任一未登记为未知", "户", "", "企业登记"),
    ("回流产值", "回流项目当季产值，不含企业在杭产值", "万元", "↑", "项目季报"),
    ("创新驱动回流占比", "驱动类型为创新驱动的项目 ÷ 全部项目；租差驱动单列", "%", "↑", "项目登记"),
    ("出租率", "季末在租面积 ÷（孵化、办公、中试）面积", "%", "↑", "租赁台账"),
    ("成本回收率", "回收 ÷ 实际成本，按楼按年；预算未知的不入预算合计", "%", "↑", "成本表"),
    ("逾期", "期限早于季末且未核验、未撤销；由日期推得，不作登记", "天", "↓", "会议记录"),
)

DEFINITIONS = Section(
    "附录　",
    "指标定义",
    blocks=(
        Table(
            "表12",
            "本报告所用指标",
            unit="箭头为好的方向；空白为不设方向",
            density="airy",
            columns=(
                Column("指标", kind="label", weight=0.3),
                Column("定义与算式"),
                Column("单位", weight=0.4),
                Column("好向", "centre", weight=0.3),
                Column("来源", "right", weight=0.5),
            ),
            rows=tuple(Row(cells) for cells in _DEFINED),
        ),
        Columns(
            (
                Heading("记号"),
                DefinitionList(
                    (
                        ("—", "未知或尚未发生，不作零计"),
                        ("0", "实际为零"),
                        ("48/54", "已报户数／应报户数"),
                        ("斜纹", "估计值，不入合计与结算"),
                        ("*", "含未知预算科目，合计不含该科目"),
                        ("−8.9%", "减少；百分率之差用“个百分点”"),
                    )
                ),
            ),
            (
                Heading("核验本报告"),
                Paragraph(
                    "页脚摘要由本季度全部数据算出。将本文件交园区任一方的Feidi程序核验，"
                    "可得四种答复之一：一致；已被第n版替代；不一致并指明所在；非出自本账本。"
                    "摘要能证明数据未改，不能证明填报属实；账本首值另由余杭区、龙游县各存一份。"
                ),
            ),
        ),
        Heading("定灯规则"),
        Table(
            "",
            "",
            density="airy",
            columns=(
                Column("", weight=0),
                Column("", kind="label", weight=0.3),
                Column(""),
            ),
            rows=(
                Row(
                    (
                        Light("green"),
                        "绿灯　正常",
                        "约束性底线全部达到，结算数据完整，无逾期督办超过90天",
                    )
                ),
                Row(
                    (
                        Light("amber"),
                        "黄灯　需关注",
                        "任一底线未达，或结算数据不完整，或会议未达法定人数",
                    )
                ),
                Row(
                    (
                        Light("red"),
                        "红灯　须处置",
                        "任一方净收益为负，或结算争议未决，或同一底线连续四个季度未达",
                    )
                ),
                Row((None, "未定", "应报数据已报不足八成时不亮灯，只列缺口")),
            ),
        ),
    ),
)
