"""Fetch the pages of a printed report as pictures, one after the other, off the window."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.report_ports import Picture

if TYPE_CHECKING:
    from pathlib import Path

    from domain.progress import Progress
    from ui.report_ports import ReportPorts
    from ui.tasks import Task, Tasks

_KEPT: Final = 24
_POINTS_PER_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is to be drawn: number from 0, pixels per point, grey or coloured."""

    page: int
    scale: float
    grey: bool = False


def image_of(picture: Picture) -> QImage:
    """Return a picture as Qt draws it."""
    size = (picture.width, picture.height, picture.width * 3)
    # The copy owns its pixels: those of the picture vanish with it.
    return QImage(picture.rgb, *size, QImage.Format.Format_RGB888).copy()


class Sheets(QObject):
    """Hold the pictures of one printed report; the sheet asked for last comes first.

    Signals:
        arrived: a :class:`Sheet` whose picture is there.
        failed: the exception that a page ended with.
    """

    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, ports: ReportPorts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._ports = ports
        self._path: Path | None = None
        self._wanted: list[Sheet] = []
        self._task: Task | None = None
        self._images: OrderedDict[Sheet, QImage] = OrderedDict()

    def open(self, path: Path | None) -> None:
        """Forget the pictures there are and show another file."""
        self._path = path
        self._wanted = []
        self._images.clear()

    def image(self, sheet: Sheet, *, urgent: bool = True) -> QImage | None:
        """Return the picture of a sheet, None when it is yet to arrive."""
        found = self._images.get(sheet)
        if found is not None:
            self._images.move_to_end(sheet)
            return found
        if sheet in self._wanted:
            self._wanted.remove(sheet)
        self._wanted.insert(0 if urgent else len(self._wanted), sheet)
        self._next()
        return None

    def busy(self) -> bool:
        """Tell whether pictures are yet to arrive."""
        return self._task is not None or bool(self._wanted)

    def _next(self) -> None:
        if self._task is not None or not self._wanted or self._path is None:
            return
        sheet, path = self._wanted.pop(0), self._path
        draw = self._ports.page

        def work(_progress: Progress) -> object:
            return draw(path, sheet.page, sheet.scale, sheet.grey)

        task = self._tasks.start(work, abandonable=True)
        self._task = task
        task.finished.connect(partial(self._on_finished, path, sheet))
        task.failed.connect(partial(self._on_failed, path))
        task.cancelled.connect(self._on_cancelled)

    def _on_finished(self, path: Path, sheet: Sheet, picture: object) -> None:
        self._task = None
        if path == self._path and isinstance(picture, Picture):
            self._images[sheet] = image_of(picture)
            while len(self._images) > _KEPT + self._small():
                self._images.popitem(last=False)
            self.arrived.emit(sheet)
        self._next()

    def _on_failed(self, path: Path, error: object) -> None:
        self._task = None
        if path == self._path:
            self._wanted = []
            self.failed.emit(error)
        self._next()

    def _on_cancelled(self) -> None:
        self._task = None

    def _small(self) -> int:
        """Return how many of the pictures are thumbnails: they are kept beside the others."""
        return sum(sheet.scale < 0.5 for sheet in self._images)  # noqa: PLR2004 - no page is read at half size
