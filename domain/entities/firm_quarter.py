"""What a firm reports for a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import at_most, quarter_in, referred, text_of
from domain.entities.fields import OWNER, flag, long_text, money, quarter, reference, whole
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

FIGURES = (
    "revenue_fen",
    "rd_fen",
    "headcount",
    "rd_staff",
    "doctorates",
    "vat_fen",
    "cit_fen",
    "pit_fen",
    "other_tax_fen",
    "financing_fen",
    "grants_fen",
    "output_host_fen",
    "output_origin_fen",
)
"""What a firm reports for a quarter."""


def _after_admission(row: Row, records: Records) -> Iterable[DomainError]:
    firm = referred(row, "firm", "firm", records)
    quarter, admitted = quarter_in(row, "quarter"), text_of(firm or {}, "admission_date")
    if quarter is not None and admitted is not None and quarter.last_day.isoformat() < admitted:
        yield DomainError("before_admission", field="quarter", value=str(quarter), first=admitted)


def _nothing_when_not_reported(row: Row, _records: Records) -> Iterable[DomainError]:
    if row.get("not_reported") != 1:
        return
    for name in FIGURES:
        if row.get(name) is not None:
            yield DomainError("not_reported_with_figures", field=name, value=row[name])
            return


SPEC = EntitySpec(
    table="firm_quarter",
    fields=(
        reference("firm", "firm", required=True),
        quarter("quarter", required=True),
        money("revenue_fen"),
        money("rd_fen"),
        whole("headcount", minimum=0, unit="persons"),
        whole("rd_staff", minimum=0, unit="persons"),
        whole("doctorates", minimum=0, unit="persons"),
        money("vat_fen"),
        money("cit_fen"),
        money("pit_fen"),
        money("other_tax_fen"),
        money("financing_fen"),
        money("grants_fen"),
        money("output_host_fen"),
        money("output_origin_fen"),
        flag("not_reported", default=0),
        flag("estimated", default=0),
        long_text("remark"),
        OWNER,
    ),
    label=("quarter",),
    key=("firm", "quarter"),
    area="entry",
    icon="entry",
    order=("-quarter", "firm.number"),
    period="quarter",
    rules=(
        at_most("rd_staff", "headcount", "rd_staff_gt_headcount"),
        at_most("doctorates", "headcount", "doctorates_gt_headcount"),
        _after_admission,
        _nothing_when_not_reported,
    ),
)
