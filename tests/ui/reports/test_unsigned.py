"""Where what signs is not installed, the screen says how to have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.reports.press import FakePress, GivenDialogs, wait_for_pages

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.desk import RecordedDesk
    from ui.screens.reports import ReportsScreen


@pytest.fixture
def press(tmp_path: Path) -> FakePress:
    """Give a press that cannot sign."""
    return FakePress(tmp_path, signs=False)


def test_signing_that_is_not_installed_is_refused_with_its_remedy(
    qtbot: QtBot, screen: ReportsScreen, desk: RecordedDesk, tmp_path: Path
) -> None:
    wait_for_pages(qtbot, screen)
    screen.dialogs = GivenDialogs(where=tmp_path / "a.pdf", key=(tmp_path, ""))
    screen.save_as.choose("signed")
    assert "pip install pyhanko" in desk.told[0]
    assert screen.save_as.isEnabled()
