"""A report is exported, printed and held against the workbook later."""

from __future__ import annotations

import errno
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.ui.reports.press import FakePress, GivenDialogs, banner_text, click, wait_for_pages
from ui.report_ports import Check

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.desk import RecordedDesk
    from ui.screens.reports import ReportsScreen


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
    press.failure = OSError(errno.ENOSPC, "no room left")
    click(screen.export)
    qtbot.waitUntil(lambda: bool(desk.told), timeout=5_000)
    assert "the disk is full" in desk.told[0]
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


@pytest.mark.parametrize(
    "case",
    [
        (1, ".docx", "Copy for editing saved: {}. It is not the issued original."),
        (2, ".csv", "Tables saved: {}"),
    ],
)
def test_a_copy_is_saved_from_the_menu_as_the_ending_says(
    qtbot: QtBot,
    screen: ReportsScreen,
    desk: RecordedDesk,
    case: tuple[int, str, str],
    tmp_path: Path,
) -> None:
    steps, ending, told = case
    wait_for_pages(qtbot, screen)
    path = tmp_path / f"copy{ending}"
    dialogs = GivenDialogs(where=path)
    screen.dialogs = dialogs
    click(screen.save_as)
    menu = screen.save_as.menu_of_kinds
    qtbot.waitUntil(menu.isVisible, timeout=5_000)
    assert [each.text() for each in menu.actions()] == [
        "Save as Word, for editing…",
        "Save tables (Excel, CSV)…",
        "Save as signed PDF…",
    ]
    menu.actions()[steps - 1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: bool(desk.told), timeout=5_000)
    assert desk.told == [told.format(path.name)]
    assert dialogs.offered == f"Park report 2024Q4{'.docx' if steps == 1 else '.xlsx'}"
    assert path.read_text().startswith(ending)
    assert screen.save_as.isEnabled()


def test_a_copy_that_fails_or_is_given_up_leaves_the_screen_ready(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress, desk: RecordedDesk, tmp_path: Path
) -> None:
    wait_for_pages(qtbot, screen)
    screen.dialogs = GivenDialogs()
    screen.save_as.choose("words")
    assert desk.told == []
    screen.dialogs = GivenDialogs(where=tmp_path / "copy.docx")
    press.failure = OSError(errno.ENOSPC, "no room left")
    screen.save_as.choose("words")
    qtbot.waitUntil(lambda: bool(desk.told), timeout=5_000)
    assert "the disk is full" in desk.told[0]
    assert screen.save_as.isEnabled()


def test_a_report_is_signed_with_the_key_that_is_chosen(
    qtbot: QtBot, screen: ReportsScreen, desk: RecordedDesk, tmp_path: Path
) -> None:
    wait_for_pages(qtbot, screen)
    key = (tmp_path / "committee.p12", "secret")
    dialogs = GivenDialogs(where=tmp_path / "signed.pdf", key=key)
    screen.dialogs = dialogs
    screen.save_as.choose("signed")
    qtbot.waitUntil(lambda: bool(desk.told), timeout=5_000)
    assert desk.told[0].startswith("Signed: signed.pdf. The signature proves that the file is ")
    assert desk.told[0].endswith("unchanged since that key signed it.")
    assert dialogs.offered == "Park report 2024Q4.pdf"
    assert (tmp_path / "signed.pdf").read_text() == "committee.p12 secret"
    assert screen.save_as.isEnabled()


def test_giving_up_the_key_or_the_file_signs_nothing(
    qtbot: QtBot, screen: ReportsScreen, desk: RecordedDesk, tmp_path: Path
) -> None:
    wait_for_pages(qtbot, screen)
    for dialogs in (GivenDialogs(where=tmp_path / "a.pdf"), GivenDialogs(key=(tmp_path, ""))):
        screen.dialogs = dialogs
        screen.save_as.choose("signed")
    assert desk.told == []
    assert list(tmp_path.glob("a.pdf")) == []


@pytest.mark.parametrize("holds", [True, False])
def test_a_check_tells_of_the_signature(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress, tmp_path: Path, *, holds: bool
) -> None:
    wait_for_pages(qtbot, screen)
    press.check = replace(
        press.check, signer="Committee", signed_at="2026-09-30", signature_holds=holds
    )
    screen.dialogs = GivenDialogs(which=tmp_path / "old.pdf")
    click(screen.verify)
    qtbot.waitUntil(screen.checked.isVisible, timeout=5_000)
    told = banner_text(screen)
    assert "“Committee”" in told
    assert "30 September 2026" in told
    assert ("unchanged since that key signed it" in told) == holds
    assert ("does not hold" in told) != holds
