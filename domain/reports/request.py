"""What is asked of a report: quarter, languages, parts, and the facts of its issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from domain.reports.tree import Language
    from domain.units import Quarter

Standing = Literal["issued", "draft", "unrecorded"]
"""issued: the quarter is closed; draft: it is open; unrecorded: printed from a workbook that
cannot be written, so that no issue is recorded."""


@dataclass(frozen=True, slots=True)
class Issue:
    """The facts of an issue, which change nothing in what the report says.

    Attributes:
        revision: counts from 1; ``replaced`` the revision before, 0 for none.
        on: day of issue.
        head_hash: head of the workbook's trail before the issue was recorded, hexadecimal.
        workbook: identity of the workbook.
        author: who issued it.
    """

    standing: Standing
    revision: int
    replaced: int
    on: date
    head_hash: str
    workbook: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """A report that is asked for.

    Attributes:
        languages: one, or two that stand side by side.
        parts: keys of the parts wanted; all when empty.
    """

    quarter: Quarter
    languages: tuple[Language, ...]
    issue: Issue
    parts: tuple[str, ...] = ()

    def wants(self, part: str) -> bool:
        """Tell whether a part was asked for."""
        return not self.parts or part in self.parts
