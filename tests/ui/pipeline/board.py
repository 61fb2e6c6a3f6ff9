"""Read and work the board of stages as a user does: its lanes, cards, drops and gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.commands import AddRow
from ui.components.option import OptionButton
from ui.pipeline.cards import CARD, FirmCard

if TYPE_CHECKING:
    from storage.workbook import Workbook
    from ui.components.banner import Banner
    from ui.components.segments import Segments
    from ui.pipeline.lane import LaneList
    from ui.screens.pipeline import PipelineScreen


WAY = ("lead", "screened", "panel", "admitted", "incubating", "ready")


def take(park: Workbook, number: str, upto: str) -> str:
    """Take a firm of the small park through its stages, one a month of 2022."""
    firm = str(park.find("firm", number=number)[0]["id"])
    before = None
    for month, stage in enumerate(WAY[: WAY.index(upto) + 1], 1):
        values = {"firm": firm, "from_stage": before, "to_stage": stage}
        park.run(AddRow("stage_change", {**values, "date": f"2022-{month:02d}-01"}))
        before = stage
    return firm


def lane(screen: PipelineScreen, stage: str) -> LaneList:
    """Return the list of a stage."""
    return screen.boards["incubation"].boxes[stage].list


def cards(screen: PipelineScreen, stage: str) -> list[str]:
    """Return the numbers of the firms at a stage."""
    model = lane(screen, stage).cards
    found = [model.index(row, 0).data(CARD) for row in range(model.rowCount())]
    return [card.number for card in found if isinstance(card, FirmCard)]


def drop(screen: PipelineScreen, from_stage: str, to_stage: str) -> bool:
    """Drop the first card of a lane on another as a drag does; tell whether it is taken out."""
    source, target = lane(screen, from_stage).cards, lane(screen, to_stage).cards
    data = source.mimeData([source.index(0, 0)])
    return target.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())


def said(banner: Banner) -> str:
    """Return the words of a banner."""
    return " ".join(label.accessibleName() for label in banner.findChildren(QLabel))


def press(segments: Segments, words: str) -> None:
    """Click the segment that bears these words."""
    buttons = segments.findChildren(OptionButton)
    button = next(each for each in buttons if each.option.text == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def edit(screen: PipelineScreen, name: str) -> QLineEdit:
    """Return a line of the gate."""
    found = screen.panel.findChild(QLineEdit, name)
    assert found is not None
    return found
