"""Columns that several kinds of table have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.called import worded_columns
from domain.imports.columns import Column
from domain.imports.firms import NAME, NUMBER
from domain.records import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow
    from domain.records import Value

SERIAL: Final = Column("serial", ("序号", "N° d’ordre", "No"), ignored=True)
FIRM_NUMBER: Final = Column(
    NUMBER,
    (
        "企业编号",
        "企业代码",
        "N° entreprise",
        "Numéro d’entreprise",
        "Code entreprise",
        "Firm no.",
        "Firm number",
        "Firm ID",
    ),
)
FIRM_NAME: Final = Column(
    NAME,
    (
        "企业名称",
        "公司名称",
        "单位名称",
        "承租企业",
        "申请人",
        "Raison sociale",
        "Nom de l’entreprise",
        "Entreprise",
        "Firm",
        "Firm name",
        "Company",
        "Company name",
    ),
)
QUARTER: Final = Column(
    "quarter",
    ("季度", "报告期", "所属期", "Trimestre", "Période", "Quarter", "Period"),
    Kind.QUARTER,
)
REMARK: Final = Column(
    "remark",
    ("备注", "说明", "Observations", "Remarques", "Commentaire", "Remarks", "Notes", "Comment"),
)
EVIDENCE: Final = Column(
    "evidence",
    ("凭证", "依据", "证明材料", "Justificatif", "Pièce", "Pièce justificative", "Evidence"),
)


IN_EACH: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "indicator": (
        ("中文指标", "Indicateur en chinois", "Indicator in Chinese"),
        ("法文指标", "Indicateur en français", "Indicator in French"),
        ("英文指标", "Indicateur en anglais", "Indicator in English"),
    ),
    "unit": (
        ("中文单位", "Unité en chinois", "Unit in Chinese"),
        ("法文单位", "Unité en français", "Unit in French"),
        ("英文单位", "Unité en anglais", "Unit in English"),
    ),
}
"""What several kinds of files word in each language → its headings in Chinese, French, English."""


def wordings(worded: Mapping[str, Sequence[tuple[str, ...]]]) -> tuple[Column, ...]:
    """Return the columns that word recorded texts in each language.

    Args:
        worded: text → headings of its wording in Chinese, of that in French, of that in English.
    """
    return tuple(
        Column(name, headings)
        for stem, in_each in worded.items()
        for name, headings in zip(worded_columns(stem)[1:], in_each, strict=True)
    )


def recorded_as(intake: Intake, table: str, name: str, typed: str) -> str:
    """Return a text as earlier records have it that it names in any language, else as typed."""
    for column in worded_columns(name):
        known = intake.book.one(table, **{column: typed})
        if known is not None:
            return str(known[name])
    return typed


def given(row: TableRow, *names: str) -> dict[str, Value]:
    """Return the values of those columns that the table has."""
    return {name: row.values[name] for name in names if name in row.values}


def need(row: TableRow, *names: str) -> bool:
    """Refuse a row for each of these columns that is blank; tell whether none is."""
    for name in names:
        if row.get(name) is None and all(column != name for column, _ in row.errors):
            row.refuse(name, "required")
    return not row.errors


def figures_known(values: Mapping[str, Value]) -> bool:
    """Tell whether any of these figures is known."""
    return any(value is not None for value in values.values())
