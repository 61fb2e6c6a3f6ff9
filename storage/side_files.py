"""Read the figures that one side brings in files of its own, without touching the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.closing.figures import SUBMITTED, SideFigures, recorded
from domain.commands import WriteBatch
from domain.errors import DomainError
from domain.records import Condition, Query, Write
from domain.standing.completeness import completeness
from storage.files.importing import import_files

if TYPE_CHECKING:
    from pathlib import Path

    from domain.progress import Progress
    from domain.records import Specs
    from domain.units import Quarter
    from storage.workbook import Workbook


def read_side_files(
    workbook: Workbook,
    specs: Specs,
    paths: list[Path],
    quarter: Quarter,
    progress: Progress | None = None,
) -> SideFigures:
    """Return the figures of a quarter that files hold, read as an import reads them.

    They are imported into a copy in memory from which the quarter's figures were taken out, so
    that what is found afterwards is the files' own; firms and projects must be known already.

    Raises:
        DomainError: ``side_file_empty`` when no figure of the quarter is in them.
        CancelledError: the user asked to stop.
    """
    with workbook.scratch() as copy:
        within = Condition("quarter", "=", str(quarter))
        taken = [
            Write("delete", table, str(row["id"]))
            for table in SUBMITTED
            for row in copy.select(Query(table, columns=("quarter",), where=(within,)))
        ]
        copy.run(WriteBatch(tuple(taken)))
        import_files(copy, specs, paths, progress=progress)
        figures = recorded(copy, specs, quarter)
        if not figures:
            raise DomainError("side_file_empty", quarter=str(quarter))
        return SideFigures(figures, len(completeness(copy, quarter).gaps))
