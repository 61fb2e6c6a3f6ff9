"""Write a table that the program reckons, as it is shown, to a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.refusal import reason_of
from ui.screens.export_action import ask_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.tables import Cell, Heading
    from ui.screens.base import ScreenContext
    from ui.values import Values


def export_sheet(
    context: ScreenContext,
    values: Values,
    parent: QWidget,
    title: str,
    heads: Sequence[Heading],
    rows: Sequence[Sequence[Cell]],
) -> None:
    """Ask where to, write beside the window, tell when it is done."""
    write, say = context.services.write_sheet, context.say
    path = ask_file(context, parent, title) if write is not None else None
    if path is None or write is None:
        return
    task = context.tasks.start(lambda _progress: write(title, heads, rows, path))
    task.finished.connect(lambda _none: context.desk.tell(say("export.sheet.done", file=path.name)))
    task.failed.connect(
        lambda error: context.desk.tell(
            say("data.export_failed", reason=reason_of(values, error)), icon="state.crit"
        )
    )
