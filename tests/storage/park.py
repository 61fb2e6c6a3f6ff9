"""A small park for tests of the workbook, and a clock that a test sets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Actor
from storage.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from domain.records import Journal, Value

SECRETARY = Actor("叶清和", "secretary")


class SteppingClock:
    """Tell a moment a second later each time; ``now`` can be moved."""

    def __init__(self) -> None:
        self.now = datetime(2025, 1, 8, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the moment and go on a second."""
        self.now += timedelta(seconds=1)
        return self.now


def made(path: Path) -> Workbook:
    """Return a new workbook, open for writing."""
    return Workbook.create(path, SPECS, SECRETARY, clock=SteppingClock())


def opened(path: Path, *, read_only: bool = False) -> Workbook:
    """Return a workbook opened again."""
    return Workbook.open(path, SPECS, SECRETARY, read_only=read_only, clock=SteppingClock())


def copy_of(sample: Path, folder: Path) -> Workbook:
    """Return a workbook of one's own with the sample's records."""
    folder.mkdir(exist_ok=True)
    for file in sample.parent.glob(f"{sample.name}*"):
        (folder / file.name).write_bytes(file.read_bytes())
    return Workbook.open(folder / sample.name, SPECS, SECRETARY)


def added(journal: Journal, table: str, **values: Value) -> str:
    """Add a record and return its id."""
    command = AddRow(table, values)
    journal.run(command)
    return command.record


def firm(workbook: Workbook, number: str = "QH001", **values: str | int | None) -> str:
    """Record a firm and return its id."""
    return added(workbook, "firm", **{"number": number, "name_zh": f"企业{number}", **values})


def figures(workbook: Workbook, owner: str, quarter: str, **values: int | None) -> str:
    """Record a firm's quarter and return its id."""
    return added(workbook, "firm_quarter", firm=owner, quarter=quarter, **values)
