"""Make a workbook of firm quarters as large as wanted, to measure the import with."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS: Final = (
    "序号",
    "企业编号",
    "企业名称",
    "季度",
    "营业收入（万元）",
    "研发投入（万元）",
    "从业人员（人）",
    "研发人员（人）",
    "其中博士（人）",
    "增值税（万元）",
    "企业所得税（万元）",
    "个人所得税（万元）",
    "其他税费（万元）",
    "新增融资（万元）",
    "政府补助（万元）",
    "杭州产值（万元）",
    "衢州产值（万元）",
    "备注",
)
REGISTER_HEADINGS: Final = ("企业编号", "企业名称", "轨迹类型", "准入日期", "研发所在地")
FIRST_YEAR: Final = 2000
QUARTERS: Final = 100
_QUARTERS_PER_YEAR: Final = 4
_UNKNOWN_SHARE: Final = 0.02


def quarter_at(index: int) -> str:
    """Return the quarter ``index`` quarters after the first one."""
    year, quarter = divmod(index, _QUARTERS_PER_YEAR)
    return f"{FIRST_YEAR + year}Q{quarter + 1}"


def firm_number(index: int) -> str:
    """Return the number of a made-up firm."""
    return f"BM{index:05d}"


def firm_name(index: int) -> str:
    """Return the name of a made-up firm."""
    return f"测试企业{index:05d}有限公司"


def make_register(path: Path, firms: int) -> None:
    """Write a register of made-up firms, all admitted before the first quarter."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = workbook.add_worksheet("企业登记表")
    sheet.write_row(0, 0, REGISTER_HEADINGS)
    for at in range(firms):
        row = (firm_number(at), firm_name(at), "I", "1999-06-01", "杭州市余杭区")
        sheet.write_row(at + 1, 0, row)
    workbook.close()


def make_rows(path: Path, rows: int = 100_000, seed: int = 7) -> int:
    """Write ``rows`` firm quarters of 18 columns, in 万元 and persons, two in a hundred unknown.

    Returns how many firms they are about; `make_register` makes these.
    """
    import xlsxwriter

    draw = random.Random(seed)
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = workbook.add_worksheet("季度数据")
    sheet.write_row(0, 0, HEADINGS)
    for at in range(rows):
        firm, quarter = divmod(at, QUARTERS)
        lead = (at + 1, firm_number(firm), firm_name(firm), quarter_at(quarter))
        sheet.write_row(at + 1, 0, lead + _figures(draw))
    workbook.close()
    return -(-rows // QUARTERS)


def _figures(draw: random.Random) -> tuple[object, ...]:
    staff = draw.randint(5, 400)
    research = draw.randint(0, staff)
    people = (staff, research, draw.randint(0, research))
    money = [round(draw.uniform(0, 5_000), 4) for _ in range(2)]
    taxes = [round(draw.uniform(0, 200), 4) for _ in range(4)]
    rest = [round(draw.uniform(0, 3_000), 2) for _ in range(4)]
    figures: list[object] = [*money, *people, *taxes, *rest]
    return (*("—" if draw.random() < _UNKNOWN_SHARE else each for each in figures), "")
