"""Carry what is done at the table to the inputs of the study, and bring the draft beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from ui.models.bargaining.draft_panel import DraftPanel
    from ui.models.findings_pane import FindingsPane
    from ui.models.inputs_model import InputsModel

_TRIED = "proposed"


class Seat(QObject):
    """Follow the table of a study's findings once it is there.

    Signals:
        inputs_asked: the inputs are to be seen, or no longer.
        draft_asked: the draft of a resolution is to be seen.
    """

    inputs_asked = Signal()
    draft_asked = Signal()

    def __init__(
        self, findings: FindingsPane, inputs: InputsModel, drafting: DraftPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._findings = findings
        self._inputs = inputs
        self._drafting = drafting
        findings.table_made.connect(self._on_made)

    def _on_made(self) -> None:
        table = self._findings.table
        if table is not None:
            table.tried.connect(self._on_tried)
            table.said.connect(lambda _verdict, _state: self._on_said())
            table.inputs_asked.connect(self.inputs_asked)
            table.draft_asked.connect(self._on_draft)

    def _on_tried(self, shares: tuple[int, ...]) -> None:
        table = self._findings.table
        if table is None or table.told is None:
            return
        if table.told.other:
            self._inputs.change(_TRIED, [share / WHOLE_BP for share in shares])
        else:
            self._inputs.restore(_TRIED)

    def _on_draft(self) -> None:
        table, inquiry = self._findings.table, self._inputs.inquiry
        if table is not None and table.told is not None and inquiry is not None:
            self.draft_asked.emit()
            self._drafting.show_shares(table.told, inquiry.quarter)

    def _on_said(self) -> None:
        """Let an open draft follow the shares."""
        table = self._findings.table
        if table is not None and table.told is not None and self._drafting.isVisible():
            self._drafting.follow(table.told)
