"""The window writes a meeting's calendar through the services it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import resources
from cli.wiring import Writer, services_of
from domain.entities import SPECS
from domain.records import Actor
from domain.text import Texts
from storage.workbook import Workbook
from ui.bus import Bus

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


def test_the_calendar_of_one_meeting_is_written_for_the_window(
    qapp: QApplication, park: Path, tmp_path: Path
) -> None:
    with Workbook.open(park, SPECS, Actor("叶清和", "secretary")) as workbook:
        bus = Bus(workbook, parent=qapp)
        services = services_of(workbook, Texts(resources.load_texts()), Writer(bus, bus))
        assert services.write_calendar is not None
        meeting = str(workbook.find("meeting", number="M-2022-01")[0]["id"])
        path = services.write_calendar(meeting, "zh", tmp_path / "one.ics")
        content = path.read_bytes().decode()
        assert content.count("BEGIN:VEVENT") == 2
        assert "报省山海协作办协调" in content
        bus.deleteLater()
