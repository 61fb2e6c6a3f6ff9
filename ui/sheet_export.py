"""Write a table that the program reckons, as it is shown, to a spreadsheet of the user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog

from ui.refusal import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from domain.tables import Cell, Heading
    from ui.screen import ScreenContext
    from ui.values import Values


_ENDINGS: Final = (".xlsx", ".csv")


def ask_file(context: ScreenContext, parent: QWidget, title: str) -> Path | None:
    """Ask for the spreadsheet to write a table to, None when nothing was chosen."""
    say = context.say
    kinds = [say(f"export.kind{ending}") for ending in _ENDINGS]
    asked = say("export.title", entities=title)
    name, kind = QFileDialog.getSaveFileName(parent, asked, f"{title}.xlsx", ";;".join(kinds))
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() in _ENDINGS:
        return path
    ending = _ENDINGS[kinds.index(kind)] if kind in kinds else _ENDINGS[0]
    return path.with_name(path.name + ending)


def export_sheet(
    context: ScreenContext,
    values: Values,
    parent: QWidget,
    title: str,
    heads: Sequence[Heading],
    rows: Sequence[Sequence[Cell]],
) -> None:
    """Ask where to, write beside the window, tell when it is done."""
    export_made(context, values, parent, title, lambda: (heads, rows))


def export_made(
    context: ScreenContext,
    values: Values,
    parent: QWidget,
    title: str,
    make: Callable[[], tuple[Sequence[Heading], Sequence[Sequence[Cell]]]],
) -> None:
    """Ask where to, make the table and write it beside the window, tell when it is done."""
    write, say = context.services.write_sheet, context.say
    path = ask_file(context, parent, title) if write is not None else None
    if path is None or write is None:
        return
    task = context.tasks.start(lambda _progress: write(title, *make(), path))
    task.finished.connect(lambda _none: context.desk.tell(say("export.sheet.done", file=path.name)))
    task.failed.connect(
        lambda error: context.desk.tell(
            say("data.export_failed", reason=reason_of(values, error)), icon="state.crit"
        )
    )
