"""A report is composed, seen as it will be printed, exported, verified; failures are told."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from domain.commands import SetFields
from domain.errors import DomainError
from domain.records import Query
from tests.ui.park_on_screen import let_go, screen_context
from ui.reports.ports import Asked, Check, Exported, Picture, Printed, ReportPorts
from ui.screens.reports import ReportsScreen
from ui.screens.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from domain.progress import Progress
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk

PAGES = 4
PARTS = ("summary", "firms", "returns")
WORDS = ("cover", "summary of revenue", "firms", "revenue of the returns")


@dataclass
class FakePress:
    """A press that prints at once, or when it is let; it remembers what it was asked."""

    folder: Path
    asked: list[Asked] = field(default_factory=list)
    drawn: list[tuple[int, float, bool]] = field(default_factory=list)
    failure: Exception | None = None
    check: Check = field(default_factory=lambda: Check("unchanged", "quarterly", "2024Q3", 1))
    gate: threading.Event = field(default_factory=threading.Event)
    standing: str = "draft"

    def __post_init__(self) -> None:
        """Begin with an open gate."""
        self.gate.set()

    def ports(self) -> ReportPorts:
        """Return what the screen is given."""
        return ReportPorts(
            kinds=("quarterly",),
            parts={"quarterly": PARTS},
            missing=lambda _quarter: 37,
            preview=self.preview,
            issue=self.issue,
            page=self.page,
            text=lambda _path, page: WORDS[page],
            verify=lambda _path, _progress: self.check,
        )

    def preview(self, asked: Asked, progress: Progress) -> Printed:
        """Print into the folder."""
        self.asked.append(asked)
        while not self.gate.wait(0.01):
            progress.step(1, PAGES)
        if self.failure is not None:
            raise self.failure
        path = self.folder / f"preview-{len(self.asked)}.pdf"
        path.write_bytes(repr(asked).encode())
        starts = {"cover": 1, "summary": 2, "firms": 3, "returns": 4}
        wanted = {"cover", *(asked.parts or PARTS)}
        found = {part: page for part, page in starts.items() if part in wanted}
        return Printed(path, "Park: report 2024Q4", PAGES, found, 0, self.standing)

    def issue(self, asked: Asked, path: Path, progress: Progress) -> Exported:
        """Print into the user's file."""
        progress.step(0, 1)
        if self.failure is not None:
            raise self.failure
        path.write_bytes(repr(asked).encode())
        return Exported(path, 0 if self.standing == "draft" else 2)

    def page(self, path: Path, page: int, scale: float, grey: bool) -> Picture:
        """Return a page of one colour per number."""
        assert path.exists()
        self.drawn.append((page, scale, grey))
        return Picture(2, 2, bytes([page * 10] * 12))


@dataclass
class GivenDialogs:
    """Dialogs that are answered beforehand."""

    where: Path | None = None
    which: Path | None = None
    offered: str = ""

    def ask_where(self, _parent: QWidget, name: str) -> Path | None:
        """Return the answer."""
        self.offered = name
        return self.where

    def ask_which(self, _parent: QWidget) -> Path | None:
        """Return the answer."""
        return self.which

    def ask_printer(self, _parent: QWidget, printer: object) -> bool:
        """Print nothing."""
        del printer
        return False


@pytest.fixture
def press(tmp_path: Path) -> FakePress:
    return FakePress(tmp_path)


@pytest.fixture
def screen(
    qtbot: QtBot, qapp: QApplication, park: Workbook, desk: RecordedDesk, press: FakePress
) -> Iterator[ReportsScreen]:
    services = Services(reports=press.ports)
    with screen_context(qapp, park, desk, lang="en", services=services) as context:
        made = ReportsScreen(context)
        qtbot.addWidget(made)
        made.resize(1166, 643)
        made.show()
        made.activate("2024Q4")
        yield made
        press.gate.set()
    let_go(made)


def wait_for_pages(qtbot: QtBot, screen: ReportsScreen) -> None:
    """Wait until the preview stands and its pictures are there."""
    qtbot.waitUntil(screen.export.isEnabled, timeout=10_000)
    qtbot.waitUntil(lambda: not screen.preview.sheets.busy(), timeout=10_000)


def click(button: QAbstractButton) -> None:
    """Click a button."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shows(screen: ReportsScreen, page: int) -> bool:
    """Tell whether a page is in force."""
    return screen.preview.page == page


def clipboard_text() -> str:
    """Return what was copied."""
    return QGuiApplication.clipboard().text()


def banner_text(screen: ReportsScreen) -> str:
    """Return what the banner above the pages says."""
    words = screen.checked.findChild(QLabel)
    assert words is not None
    return words.accessibleName()


# ------------------------------------------------------------------------------------ composing


def test_the_whole_report_in_the_language_of_the_window_is_shown_first(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    assert press.asked == [Asked("quarterly", "2024Q4", ("en",))]
    assert screen.preview.place.text() == "Page 1 of 4"
    assert screen.options.revision.text() == "draft"


def test_the_pages_of_the_parts_stand_beside_them(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    link = screen.options.parts.links["firms"]
    assert link.text() == "3"
    click(link)
    assert screen.preview.page == 2


def test_a_part_that_is_left_out_is_not_asked_for(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    screen.options.parts.boxes["firms"].setChecked(False)
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    assert press.asked[-1].parts == ("summary", "returns")
    wait_for_pages(qtbot, screen)
    assert screen.options.parts.links["firms"].text() == ""


def test_two_languages_stand_side_by_side(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    both = screen.options.languages.findChild(QAbstractButton, "option.zh+fr")
    assert both is not None
    both.click()
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    assert press.asked[-1].languages == ("zh", "fr")


def test_another_quarter_is_chosen_for_the_whole_window(
    qtbot: QtBot, screen: ReportsScreen, desk: RecordedDesk
) -> None:
    wait_for_pages(qtbot, screen)
    screen.options.quarter.choose("2024Q3")
    assert desk.in_force == "2024Q3"


def test_an_open_quarter_is_warned_of_with_what_is_missing(
    qtbot: QtBot, screen: ReportsScreen, desk: RecordedDesk
) -> None:
    wait_for_pages(qtbot, screen)
    assert screen.options.warning.isVisible()
    screen.options.warning.link_clicked.emit()
    assert desk.lists[0][0] == "quarter_entry"


def test_a_closed_quarter_carries_no_warning(
    qtbot: QtBot, screen: ReportsScreen, park: Workbook
) -> None:
    wait_for_pages(qtbot, screen)
    quarter = next(row for row in park.select(Query("quarter")) if row["quarter"] == "2024Q4")
    for state in (
        "submitted_by_origin",
        "submitted",
        "reconciled",
        "approved_by_origin",
        "approved",
        "closed",
    ):
        screen.context.bus.run(SetFields("quarter", str(quarter["id"]), {"state": state}))
    assert not screen.options.warning.isVisible()


def test_a_change_of_the_records_prints_the_preview_anew(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress, park: Workbook
) -> None:
    wait_for_pages(qtbot, screen)
    firm = park.select(Query("firm", limit=1))[0]
    screen.context.bus.run(SetFields("firm", str(firm["id"]), {"name_en": "Other name"}))
    assert not screen.export.isEnabled()
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    qtbot.waitUntil(screen.export.isEnabled, timeout=5_000)


# --------------------------------------------------------------------------------- the pages


def test_pages_are_turned_by_buttons_and_keys(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    for key, page in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageUp, 1)):
        QTest.keyClick(screen.preview.view, key)
        assert screen.preview.page == page
    assert screen.preview.place.text() == "Page 2 of 4"


def test_a_thumbnail_shows_its_page(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    thumbnails = screen.preview.thumbnails
    at = thumbnails.visualRect(thumbnails.model().index(2, 0)).center()
    QTest.mouseClick(thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert screen.preview.page == 2
    assert thumbnails.model().index(2, 0).data() == "3 · Firms and incubation"


def test_black_and_white_draws_the_page_in_grey(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    click(screen.preview.grey)
    qtbot.waitUntil(lambda: any(grey for _page, _scale, grey in press.drawn), timeout=5_000)


def test_a_page_grows_and_fits_the_window_again(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    view = screen.preview.view
    fitting = view.size_shown
    larger = screen.findChild(QAbstractButton, "reports.larger")
    whole = screen.findChild(QAbstractButton, "reports.whole_page")
    assert larger is not None
    assert whole is not None
    click(larger)
    assert view.size_shown > fitting
    click(whole)
    assert view.whole_page
    assert view.size_shown == pytest.approx(fitting, abs=0.03)


def test_words_are_found_on_the_next_page_that_holds_them(
    qtbot: QtBot, screen: ReportsScreen
) -> None:
    wait_for_pages(qtbot, screen)
    assert screen.focus_search()
    screen.preview.search.setText("Revenue")
    for page in (1, 3, 1):
        QTest.keyClick(screen.preview.search, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(shows, screen, page), timeout=5_000)


# -------------------------------------------------------------------------- progress and failure


def test_the_user_may_stop_and_start_again(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    press.gate.clear()
    screen.render_now()
    assert screen.preview.progress.isVisible()
    assert not screen.export.isEnabled()
    click(screen.preview.progress.cancel)
    qtbot.waitUntil(screen.preview.rest.isVisible, timeout=2_000)
    press.gate.set()
    screen.preview.rest.action_asked.emit()
    wait_for_pages(qtbot, screen)
    assert screen.export.isEnabled()


def test_a_failing_render_shows_a_sentence_with_reason_and_remedy(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    press.failure = DomainError("quarter_invalid", value="2024Q7")
    screen.render_now()
    qtbot.waitUntil(screen.preview.error.isVisible, timeout=5_000)
    click(screen.preview.error.copy)
    copied = clipboard_text()
    assert copied.startswith("The report could not be made\n")
    assert "2024Q7" in copied
    assert not screen.print.isEnabled()


def test_a_failure_is_told_again_in_another_language(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    press.failure = OSError("disk gone")
    screen.render_now()
    qtbot.waitUntil(screen.preview.error.isVisible, timeout=5_000)
    screen.context.language.choose("fr")
    screen.retranslate()
    click(screen.preview.error.copy)
    assert clipboard_text().startswith("Le rapport n’a pas pu être établi\nCause\u202f: disk gone.")


def test_the_language_of_the_window_changes_while_the_page_is_open(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    screen.context.language.choose("zh")
    screen.retranslate()
    assert screen.preview.place.text() == "第 1 页，共 4 页"
    assert screen.export.text() == "导出 PDF"
    assert screen.options.parts.boxes["firms"].accessibleName() == "企业与孵化"
    # The report itself stays in the language that was chosen for it.
    assert press.asked[-1].languages == ("en",)


# ------------------------------------------------------------------- export, verify, print


def test_a_draft_is_exported_where_the_user_says(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress, desk: RecordedDesk, tmp_path: Path
) -> None:
    wait_for_pages(qtbot, screen)
    dialogs = GivenDialogs(where=tmp_path / "out.pdf")
    screen.dialogs = dialogs
    click(screen.export)
    qtbot.waitUntil(lambda: bool(desk.told), timeout=5_000)
    assert desk.told == ["Draft exported: out.pdf"]
    assert dialogs.offered == "Park report 2024Q4.pdf"
    printed = screen.preview.printed
    assert printed is not None
    assert (tmp_path / "out.pdf").read_bytes() == printed.path.read_bytes()
    assert press.asked


def test_an_export_that_fails_is_told_and_can_be_tried_again(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress, desk: RecordedDesk, tmp_path: Path
) -> None:
    wait_for_pages(qtbot, screen)
    screen.dialogs = GivenDialogs(where=tmp_path / "out.pdf")
    press.failure = OSError("no room left")
    click(screen.export)
    qtbot.waitUntil(lambda: bool(desk.told), timeout=5_000)
    assert "no room left" in desk.told[0]
    assert screen.export.isEnabled()


def test_giving_up_in_a_dialog_does_nothing(
    qtbot: QtBot, screen: ReportsScreen, desk: RecordedDesk
) -> None:
    wait_for_pages(qtbot, screen)
    screen.dialogs = GivenDialogs()
    for button in (screen.export, screen.verify, screen.print):
        click(button)
    assert desk.told == []
    assert screen.export.isEnabled()


@pytest.mark.parametrize(
    ("outcome", "lead"),
    [
        ("unchanged", "Unchanged."),
        ("superseded", "Superseded."),
        ("differs", "Differs."),
        ("altered", "File altered."),
        ("foreign", "Another workbook."),
        ("not_a_report", "Not one of our reports."),
    ],
)
def test_an_earlier_report_is_held_against_the_workbook(
    qtbot: QtBot,
    screen: ReportsScreen,
    press: FakePress,
    tmp_path: Path,
    outcome: str,
    lead: str,
) -> None:
    wait_for_pages(qtbot, screen)
    known = outcome != "not_a_report"
    press.check = (
        Check(outcome, "quarterly", "2024Q3", 2, ("Summary", "Returns"))
        if known
        else Check(outcome)
    )
    screen.dialogs = GivenDialogs(which=tmp_path / "old.pdf")
    click(screen.verify)
    qtbot.waitUntil(screen.checked.isVisible, timeout=5_000)
    told = banner_text(screen)
    assert told.startswith(lead)
    assert "old.pdf" in told
    assert ("Summary; Returns" in told) == (outcome == "differs")
    screen.checked.link_clicked.emit()
    assert not screen.checked.isVisible()


def test_every_field_has_a_name_for_who_cannot_see(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    options = screen.options
    fields = (options.kind, options.quarter, options.revision, options.languages, options.parts)
    assert all(each.accessibleName() for each in fields)


def test_without_a_file_the_screen_says_why_there_is_no_report(
    qtbot: QtBot, qapp: QApplication, park: Workbook, desk: RecordedDesk
) -> None:
    with screen_context(qapp, park, desk, lang="en") as context:
        made = ReportsScreen(context)
        qtbot.addWidget(made)
        made.activate("2024Q4")
        assert made.header_actions() == ()
        assert not made.focus_search()
