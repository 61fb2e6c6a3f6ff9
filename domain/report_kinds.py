"""Name every kind of report and what builds it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from domain.reports import (
    action_list,
    annual,
    convocation,
    firm_sheet,
    gate_memo,
    meeting_sheet,
    minutes,
    operator_sheet,
    quarterly,
    return_sheet,
    settlement_sheet,
)
from domain.studies import model_note, model_section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from domain.records import Records
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Document
    from domain.text import Texts
    from domain.units import Quarter

KINDS: Final[Mapping[str, Callable[[Records, Texts, ReportRequest], Document]]] = {
    # What models tell is known to those who know the models; the report only gives it its place.
    quarterly.KIND: partial(quarterly.build, models=model_section.build),
    annual.KIND: partial(annual.build, models=model_section.build),
    gate_memo.KIND: gate_memo.build,
    convocation.KIND: convocation.build,
    minutes.KIND: minutes.build,
    action_list.KIND: action_list.build,
    return_sheet.KIND: return_sheet.build,
    firm_sheet.KIND: firm_sheet.build,
    model_note.KIND: model_note.build,
    settlement_sheet.KIND: settlement_sheet.build,
    operator_sheet.KIND: operator_sheet.build,
}
"""Kind of report → what builds it; its name is ``report.kind.<kind>``."""

FINDERS: Final[Mapping[str, Callable[[Records, str], tuple[str, Quarter]]]] = {
    gate_memo.KIND: gate_memo.find,
    convocation.KIND: meeting_sheet.find,
    minutes.KIND: meeting_sheet.find,
    action_list.KIND: meeting_sheet.find,
    return_sheet.KIND: return_sheet.find,
    firm_sheet.KIND: firm_sheet.find,
    model_note.KIND: model_note.find,
    settlement_sheet.KIND: settlement_sheet.find,
    operator_sheet.KIND: operator_sheet.find,
}
"""Kind of report on one record → what finds that record by its id or number, and its quarter."""

AT_ANY_QUARTER: Final = frozenset({return_sheet.KIND, firm_sheet.KIND, operator_sheet.KIND})
"""Kinds on one record that can be made for any quarter; the others have a quarter of their own."""

SUBJECTS: Final[Mapping[str, Callable[[Records, Quarter], Sequence[tuple[str, str]]]]] = {
    operator_sheet.KIND: operator_sheet.contracts,
}
"""Kind that is composed for one record → the records to choose from in a quarter, with names."""
