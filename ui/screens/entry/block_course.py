"""Lead a block of texts to the records: checked, looked at, written; long ones aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from domain.entry import lines
from domain.units import WHOLE_BP
from ui.refusal import reason_of
from ui.screens.entry.writing import batch_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.entry import Layout
    from domain.progress import Progress
    from domain.records import Changes
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.screens.entry.model import EntryModel
    from ui.screens.entry.paste_panel import PastePanel
    from ui.screens.entry.planning import Block, BlockPlan
    from ui.tasks import Task

_CHECKED_AT_ONCE: Final = 400
"""Cells that are checked without a pause that is felt."""

_WRITTEN_AT_ONCE: Final = 50
"""Records that are written without a pause that is felt."""


class BlockCourse(QObject):
    """Check a block, show it in the panel or write it at once; what takes long can be stopped.

    Signals:
        moved: a block came or went, or work on one began or ended.
        ended: nothing more is to be done about the block; the keyboard goes back to the grid.
        refused: sentence why nothing could be written.
    """

    moved = Signal()
    ended = Signal()
    refused = Signal(str)

    def __init__(
        self, context: ScreenContext, figures: EntryModel, panel: PastePanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._figures = figures
        self._panel = panel
        self._task: Task | None = None
        self._writing = False
        panel.accepted.connect(self._on_accepted)
        panel.dropped.connect(self._on_dropped)

    @property
    def under_way(self) -> bool:
        """Tell whether a block is being checked or written beside the window."""
        return self._task is not None

    def paste(self, block: Block, alone: Callable[[str], None]) -> None:
        """Check a block and show what it would change; ``alone`` takes a single cell's text."""
        self._check(block, partial(self._show, alone=alone))

    def carry_out(self, block: Block, *, quiet: bool = False) -> None:
        """Check a block and write what is good of it; what can be seen then needs no word."""
        self._check(block, partial(self._write, quiet=quiet))

    def drop(self) -> None:
        """Forget the block, unless it is being written."""
        if self._writing:
            return
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._panel.close_plan()
        self.moved.emit()

    # ------------------------------------------------------------------------------------ inside

    def _check(self, block: Block, then: Callable[[BlockPlan], None]) -> None:
        if self.under_way or not self._figures.held.editable:
            return
        self._context.bus.settle()
        planning = self._figures.writing.planning()
        read = self._context.services.read_aside
        if read is None or block.size <= _CHECKED_AT_ONCE:
            then(planning.plan(self._context.records, block))
            return

        def check(progress: Progress) -> object:
            return read(lambda records: planning.plan(records, block, progress))

        self._begin(check, "entry.block.checking", then, abandonable=True)

    def _show(self, plan: BlockPlan, alone: Callable[[str], None]) -> None:
        if not plan.cells:
            self._panel.close_plan()
            self._context.desk.tell(self._context.say("entry.paste.nothing"), icon="state.info")
        elif len(plan.cells) == 1:
            alone(plan.cells[0].text)
        else:
            self._panel.show_plan(plan)
        self.moved.emit()

    def _write(self, plan: BlockPlan, *, quiet: bool = False) -> None:
        read, write = self._context.services.read_aside, self._context.services.write_aside
        if read is None or write is None or len(plan.writes) <= _WRITTEN_AT_ONCE:
            self._panel.close_plan()
            breach = self._figures.write(plan)
            self._end()
            if breach:
                self.refused.emit(breach)
            else:
                self._tell(plan, quiet=quiet)
            return
        place = self._place()
        command = batch_of(plan)

        def write_and_read(progress: Progress) -> object:
            changes = write(command, len(plan.writes), progress)
            # The window finds the lines read when it is told.
            read(lambda records: lines(records, *place))
            return changes

        self._panel.plan = plan
        self._writing = True
        self._figures.stand_aside(aside=True)
        then = partial(self._on_written, plan, place, quiet=quiet)
        self._begin(write_and_read, "entry.block.writing", then, abandonable=False)

    def _place(self) -> tuple[Layout, Quarter]:
        held = self._figures.held
        if held.quarter is None:
            message = "the grid shows no quarter yet"
            raise RuntimeError(message)
        return self._figures.layout, held.quarter

    def _on_written(
        self, plan: BlockPlan, place: tuple[Layout, Quarter], changes: Changes, *, quiet: bool
    ) -> None:
        self._panel.close_plan()
        self._figures.stand_aside(aside=False)
        if self._place() == place:
            self._figures.take_written(plan, changes)
        else:
            self._figures.reload()
        self._end()
        self._tell(plan, quiet=quiet)

    def _end(self) -> None:
        self.moved.emit()
        self.ended.emit()

    def _tell(self, plan: BlockPlan, *, quiet: bool) -> None:
        """Say what came of a plan."""
        say, desk = self._context.say, self._context.desk
        if plan.unsaved:
            desk.tell(say("entry.refused_some", count=len(plan.unsaved)), icon="state.crit")
        elif quiet:
            return
        elif plan.writes:
            desk.tell(say("quarter_entry.written", count=len(plan.changed)), undo=True)
        else:
            desk.tell(say("entry.nothing_to_write"), icon="state.info")

    # ------------------------------------------------------------------------- beside the window

    def _begin(
        self,
        work: Callable[[Progress], object],
        words: str,
        then: Callable[..., None],
        *,
        abandonable: bool,
    ) -> None:
        self._panel.show_work(words)
        task = self._task = self._context.tasks.start(work, abandonable=abandonable)
        task.progressed.connect(partial(self._on_progressed, task))
        task.finished.connect(partial(self._on_ended, task, then))
        task.failed.connect(partial(self._on_failed, task))
        task.cancelled.connect(partial(self._on_cancelled, task))
        self.moved.emit()

    def _on_progressed(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self._panel.show_progress(done * WHOLE_BP // total if total else 0)

    def _on_ended(self, task: Task, then: Callable[..., None], result: object) -> None:
        if task is self._task:
            self._task, self._writing = None, False
            then(result)

    def _on_failed(self, task: Task, error: object) -> None:
        if task is self._task:
            self._end_early()
            self.refused.emit(reason_of(self._figures.text.values, error))

    def _on_cancelled(self, task: Task) -> None:
        if task is self._task:
            self._end_early()
            self._context.desk.tell(self._context.say("entry.block.stopped"), icon="state.info")

    def _end_early(self) -> None:
        """Show what was to be written once more: nothing of it was."""
        self._task, self._writing = None, False
        self._figures.stand_aside(aside=False)
        if self._panel.plan is not None:
            self._panel.show_plan(self._panel.plan)
            self.moved.emit()
        else:
            self._panel.close_plan()
            self._end()

    def _on_accepted(self) -> None:
        plan = self._panel.plan
        if plan is not None and not self.under_way:
            self._write(plan)

    def _on_dropped(self) -> None:
        if self._task is None:
            self.drop()
            self.ended.emit()
        else:
            self._task.cancel()
            self._panel.show_stopping()
