"""Send a printed report to a printer, page by page, beside the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from ui.report_ports import Picture
from ui.reports.sheets import image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from domain.progress import Progress
    from ui.report_ports import Printed, ReportPorts
    from ui.tasks import Tasks

DOTS_PER_INCH: Final = 300
_POINTS_PER_INCH: Final = 72


def prepare(printer: QPrinter, printed: Printed) -> None:
    """Set a printer up for the pages of a report: A4, to the edges, named."""
    printer.setDocName(printed.title)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setResolution(DOTS_PER_INCH)
    printer.setFromTo(1, printed.pages)


def pages_wanted(printer: QPrinter, printed: Printed) -> range:
    """Return the pages (from 0) that the print dialog asks for."""
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return range(printed.pages)
    return range(first - 1, min(last or printed.pages, printed.pages))


class PrintJob(QObject):
    """Draw pages of 300 dots an inch onto a printer as they arrive.

    Signals:
        finished: all pages have been sent.
        failed: the exception that ended it.
    """

    finished = Signal()
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        ports: ReportPorts,
        printer: QPrinter,
        printed: Printed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._ports = ports
        self._printer = printer
        self._path = printed.path
        self._left: list[int] = list(pages_wanted(printer, printed))
        self._painter = QPainter()
        self._begun = False

    def start(self, *, grey: bool) -> None:
        """Send the pages, in grey or in colour."""
        if not self._painter.begin(self._printer):
            self.failed.emit(OSError(self._printer.printerName()))
            return
        self._next(grey=grey)

    def _next(self, *, grey: bool) -> None:
        if not self._left:
            self._painter.end()
            self.finished.emit()
            return
        page, draw, path = self._left.pop(0), self._ports.page, self._path

        def work(_progress: Progress) -> object:
            return draw(path, page, DOTS_PER_INCH / _POINTS_PER_INCH, grey)

        task = self._tasks.start(work)
        task.finished.connect(partial(self._on_page, grey))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._painter.end)

    def _on_page(self, grey: bool, picture: object) -> None:  # noqa: FBT001 - bound by name above
        if not isinstance(picture, Picture):
            return
        if self._begun:
            self._printer.newPage()
        self._begun = True
        at: QRect = self._painter.viewport()
        self._painter.drawImage(at, image_of(picture))
        self._next(grey=grey)

    def _on_failed(self, error: object) -> None:
        self._painter.end()
        self.failed.emit(error)
