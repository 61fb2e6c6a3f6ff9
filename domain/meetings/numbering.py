"""Give meetings, resolutions and actions their next number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query

if TYPE_CHECKING:
    from domain.records import Records

_DIGITS: Final = 2
_LAST: Final = re.compile(r"(\d+)$")


def next_number(records: Records, table: str, stem: str, digits: int = _DIGITS) -> str:
    """Return ``stem`` and the number after the highest in use: ``M-2025-`` gives ``M-2025-02``."""
    rows = records.select(
        Query(table, columns=("number",), where=(Condition("number", "contains", stem),))
    )
    used = [
        int(found[1])
        for row in rows
        if str(row["number"]).startswith(stem)
        and (found := _LAST.fullmatch(str(row["number"]).removeprefix(stem)))
    ]
    return f"{stem}{max(used, default=0) + 1:0{digits}d}"


def meeting_number(records: Records, day: str) -> str:
    """Return the number of a new meeting on a day."""
    return next_number(records, "meeting", f"M-{day[:4]}-")


def resolution_number(records: Records, day: str) -> str:
    """Return the number of a new resolution of a meeting on a day."""
    return next_number(records, "resolution", f"R-{day[:4]}-")


def action_number(records: Records, meeting_number: str) -> str:
    """Return the number of a new action of a meeting."""
    stem = meeting_number.removeprefix("M-")
    return next_number(records, "action_item", f"A-{stem}-", 1)
