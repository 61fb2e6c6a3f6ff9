"""Complete what is typed from what was entered before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from domain.records import Aggregate, Condition, Query

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from domain.records import Records

_MOST: Final = 200
_REPEATED: Final = frozenset(
    {
        "author",
        "category",
        "contact_person",
        "decided_by",
        "local_partner",
        "owner_person",
        "place",
        "profile",
        "sector",
        "sector_name",
        "source",
        "transferee",
    }
)
"""Fields of text that say the same in many records; others, as numbers, never repeat."""


def is_completed(name: str) -> bool:
    """Tell whether a field is completed from earlier entries."""
    return name in _REPEATED


def earlier(records: Records, table: str, name: str) -> list[str]:
    """Return what was entered in a field before, the most frequent first."""
    query = Query(table, where=(Condition(name, "known"),))
    rows = records.aggregate(query, [Aggregate("count", "rows")], (name,))
    rows.sort(key=lambda row: (-int(row["count"] or 0), str(row[name])))
    return [str(row[name]) for row in rows[:_MOST]]


def complete(line: QLineEdit, records: Records, table: str, name: str) -> None:
    """Offer earlier entries of a field in which the typed text occurs."""
    offered = earlier(records, table, name)
    known: QCompleter | None = line.completer()
    if known is None:
        known = QCompleter(line)
        known.setModel(QStringListModel(known))
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(known)
    model = known.model()
    if isinstance(model, QStringListModel):
        model.setStringList(offered)
