"""A trace that leads to a report shows the file that was issued, or says that it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from domain.report_address import Address
from tests.ui.reports.press import PAGES, click, wait_for_pages
from ui.components.buttons import LinkButton
from ui.report_ports import IssuedReport, Printed

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QUrl
    from pytestqt.qtbot import QtBot

    from tests.ui.reports.press import FakePress
    from ui.screens.reports import ReportsScreen

ADDRESS = Address("quarterly", "2024Q4", ("en",), "settlement_line", "l1").text()


@pytest.fixture
def issued(tmp_path: Path) -> Printed:
    """Return a file that was issued, in which the third part begins on another page."""
    path = tmp_path / "issued.pdf"
    path.write_bytes(b"issued")
    return Printed(path, "Park: report 2024Q4", PAGES, {"cover": 1, "sharing": 3}, 1, "issued")


def follow(qtbot: QtBot, screen: ReportsScreen, press: FakePress, found: IssuedReport) -> str:
    """Follow a trace to the report and return what the banner says."""
    press.standing, press.found = "issued", found
    screen.show_record(ADDRESS)
    wait_for_pages(qtbot, screen)
    qtbot.waitUntil(screen.issued.banner.isVisible)
    words = screen.issued.banner.findChild(QLabel)
    assert words is not None
    return words.accessibleName()


def test_the_issued_file_is_shown_where_the_records_give_another_report_today(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress, issued: Printed
) -> None:
    report = IssuedReport("older", 1, "2025-02-03", "issued.pdf", issued)
    told = follow(qtbot, screen, press, report)
    assert "revision 1" in told
    assert "issued.pdf" in told
    assert screen.preview.printed is issued
    assert screen.preview.page == 2
    assert "1" in screen.options.revision.text()
    link = screen.issued.banner.findChild(LinkButton)
    assert link is not None
    click(link)
    wait_for_pages(qtbot, screen)
    assert screen.preview.printed is not issued
    assert not screen.issued.banner.isVisible()


def test_the_issued_file_is_opened_where_it_is_what_is_shown(
    qtbot: QtBot,
    screen: ReportsScreen,
    press: FakePress,
    issued: Printed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def remember(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", remember)
    report = IssuedReport("same", 1, "2025-02-03", "issued.pdf", issued)
    assert "unchanged" in follow(qtbot, screen, press, report)
    link = screen.issued.banner.findChild(LinkButton)
    assert link is not None
    click(link)
    assert opened == [str(issued.path)]


@pytest.mark.parametrize(
    ("state", "words"),
    [("gone", "no longer in its place"), ("changed", "is not the one that was issued"),
     ("same_without_file", "the same to the byte")],
)  # fmt: skip
def test_a_file_that_is_gone_or_changed_is_said_to_be_and_the_preview_stands(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress, state: str, words: str
) -> None:
    report = IssuedReport(state, 1, "2025-02-03", "issued.pdf")  # type: ignore[arg-type]  # drawn
    assert words in follow(qtbot, screen, press, report)
    assert screen.preview.printed is not None
    assert screen.preview.printed.path.name.startswith("preview")
    link = screen.issued.banner.findChild(LinkButton)
    assert link is not None
    assert not link.text()


def test_a_draft_is_compared_with_nothing(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    press.found = IssuedReport("gone", 1, "2025-02-03", "issued.pdf")
    screen.show_record(ADDRESS)
    wait_for_pages(qtbot, screen)
    assert not screen.issued.banner.isVisible()
