"""Show, where a trace leads to a report, the file in which it was issued."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from domain.formatting import Formatter
from ui.components.banner import Banner
from ui.report_ports import IssuedReport

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from domain.progress import Progress
    from ui.report_ports import Asked, Printed, ReportPorts
    from ui.reports.preview import ReportPreview
    from ui.screen import ScreenContext

_LOOKS: Final = {
    "same": "ok",
    "same_without_file": "ok",
    "older": "info",
    "changed": "warn",
    "gone": "warn",
}
_LINKS: Final = {"same": "open", "older": "today"}
"""What the link beside the words does, where there is one."""


class IssuedShown(QObject):
    """Say whether the preview is what was issued; show the issued file in its place if it is not.

    Signals:
        today_asked: the user wants the report as the records give it today.
        shown: the issued file took the place of the preview.
    """

    today_asked = Signal()
    shown = Signal(object)

    def __init__(
        self, context: ScreenContext, ports: ReportPorts, preview: ReportPreview, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._ports = ports
        self._preview = preview
        self._wanted: tuple[str, str, str] | None = None
        self._found: IssuedReport | None = None
        self.banner = Banner(context.appearance, "info", parent)
        self.banner.setObjectName("reports.issued")
        self.banner.hide()
        self.banner.link_clicked.connect(self._on_link)

    def look_for(self, table: str, record: str, part: str) -> None:
        """Look for the issued file once the next preview stands, and for a record in it."""
        self._wanted = (table, record, part)
        self._preview.look_for(table, record, part)

    def show_printed(self, asked: Asked, printed: Printed) -> None:
        """Compare what is shown with what was issued, where somebody looks for it."""
        wanted, self._wanted = self._wanted, None
        self._found = None
        self.banner.hide()
        find = self._ports.issued
        if wanted is None or find is None or printed.standing == "draft":
            return

        def work(progress: Progress) -> object:
            return find(asked, printed.path, progress)

        task = self._context.tasks.start(work, abandonable=True)
        task.finished.connect(partial(self._on_found, printed, wanted))

    def _on_found(self, printed: Printed, wanted: tuple[str, str, str], found: object) -> None:
        if not isinstance(found, IssuedReport) or self._preview.printed is not printed:
            return  # another report is shown by now, or this one was never issued
        self._found = found
        if found.state == "older" and found.printed is not None:
            self._preview.look_for(*wanted)
            self._preview.show_printed(found.printed)
            self.shown.emit(found.printed)
        say, lang = self._context.say, self._context.lang
        day = Formatter(lang, self._context.language.texts).date(found.day)
        link = _LINKS.get(found.state, "")
        self.banner.set_state(_LOOKS[found.state])
        self.banner.set_message(
            say("reports.issued", revision=found.revision, day=day),
            say(f"reports.issued.{found.state}", file=found.name),
            say(f"reports.issued.{link}") if link else "",
        )
        self.banner.show()

    def _on_link(self) -> None:
        found = self._found
        if found is None or found.printed is None:
            return
        if found.state == "older":
            self.banner.hide()
            self.today_asked.emit()
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(found.printed.path)))
