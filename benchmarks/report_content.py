"""Make up the content that every engine prints: sections of tables and charts, no layout."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

SECTIONS: Final = 20
TABLES: Final = 60
CHARTS: Final = 25
_ROWS: Final = 14
_QUARTERS: Final = 12
_SECTIONS_WITH_TWO: Final = CHARTS - SECTIONS
_TABLES_EACH: Final = TABLES // SECTIONS

HEADS: Final = ("企业名称", "营业收入", "研发投入", "从业人员", "税收合计", "同比")
FINDING: Final = "本节列示园区企业的主要指标，数据由企业申报，经委员会办公室核对后入账。"
TEXT: Final = (
    "本季度园区运行总体平稳，营业收入和研发投入同比增长，税收合计因增值税退税而有所下降。"
    "飞出地与飞入地按协议约定的比例分享，未满一个季度的企业不参加计算。"
)


@dataclass(frozen=True, slots=True)
class TableContent:
    """A table: title and rows of ready words under `HEADS`."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartContent:
    """Stacked bars of three series over twelve quarters; series by name."""

    title: str
    quarters: tuple[str, ...]
    series: dict[str, tuple[float, ...]]

    @property
    def most(self) -> float:
        """The highest stack, in the unit of the chart."""
        return float(max(sum(stack) for stack in zip(*self.series.values(), strict=True)))


@dataclass(frozen=True, slots=True)
class SectionContent:
    """A section: title, three tables, one or two charts."""

    title: str
    tables: tuple[TableContent, ...]
    charts: tuple[ChartContent, ...]


def make_content(seed: int = 5) -> list[SectionContent]:
    """Return twenty sections with 60 tables of 14 rows and 25 charts of 36 bars in all."""
    draw = random.Random(seed)
    return [
        SectionContent(
            f"第{at + 1}部分",
            tuple(_table(draw, at * _TABLES_EACH + each + 1) for each in range(_TABLES_EACH)),
            tuple(_chart(draw) for _ in range(2 if at < _SECTIONS_WITH_TWO else 1)),
        )
        for at in range(SECTIONS)
    ]


def _table(draw: random.Random, number: int) -> TableContent:
    rows = [
        (
            f"测试企业{draw.randint(1, 9_999):04d}有限公司",
            f"{draw.uniform(0, 9_999):,.2f}",
            f"{draw.uniform(0, 999):,.2f}",
            f"{draw.randint(5, 400)}",
            f"{draw.uniform(0, 200):,.2f}",
            f"{draw.uniform(-30, 30):+.1f}%",
        )
        for _ in range(_ROWS)
    ]
    return TableContent(f"企业主要指标之{number}", tuple(rows))


def _chart(draw: random.Random) -> ChartContent:
    quarters = tuple(f"{2022 + at // 4}Q{at % 4 + 1}" for at in range(_QUARTERS))
    names = ("增值税", "企业所得税", "个人所得税")
    series = {name: tuple(round(draw.uniform(50, 400), 2) for _ in quarters) for name in names}
    return ChartContent("税收合计的构成", quarters, series)
