"""Hold the sample report's sections on follow-up and definitions, in Chinese."""

from __future__ import annotations

from domain.reports.charts import (
    Axis,
    Bullet,
    BulletChart,
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
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    TextPanel,
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
