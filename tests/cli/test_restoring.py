"""A backup is brought back from the command line and from the window, which reopens on it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from cli.keeping import back_up_now, holding, kept_backups
from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Actor, Query
from main import main
from storage.backup import was_replaced
from storage.workbook import Workbook
from tests.cli.watching import run_watched
from ui.components.toast import Toast
from ui.refusal import StorageRefusalError
from ui.services import Backup
from ui.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.usefixtures("own_preferences")

CLERK = Actor("陈一", "clerk")


@pytest.fixture
def backup(park: Path) -> Backup:
    """Back the sample up, then add a firm."""
    made = back_up_now(park)
    with Workbook.open(park, SPECS, CLERK) as workbook:
        workbook.run(AddRow("firm", {"number": "QH999", "name_zh": "后来的企业"}))
    return made


def _firms(path: Path) -> int:
    with Workbook.open(path, SPECS, CLERK, read_only=True) as workbook:
        return workbook.count(Query("firm"))


def test_a_backup_is_put_in_place_and_what_was_there_is_kept(
    park: Path, backup: Backup, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _firms(park)
    assert main(["backup", str(park), "--restore", str(backup.path)]) == 0
    assert "was restored" in capsys.readouterr().out
    assert _firms(park) == before - 1
    (kept,) = [each.path for each in kept_backups(park) if was_replaced(each.path)]
    assert _firms(kept) == before


def test_a_missing_backup_changes_nothing(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = park.read_bytes()
    assert main(["backup", str(park), "--restore", str(tmp_path / "none.feidi")]) == 1
    assert "none.feidi" in capsys.readouterr().err
    assert park.read_bytes() == before


def test_a_backup_tells_what_it_holds(park: Path, backup: Backup, tmp_path: Path) -> None:
    found = holding(backup)
    assert found.firms == _firms(park) - 1
    assert found.quarters[-1] == "2024Q4"
    assert found.moment
    rubbish = tmp_path / "rubbish.feidi"
    rubbish.write_text("no workbook")
    with pytest.raises(StorageRefusalError, match="foreign"):
        holding(Backup(rubbish, "", 0))


def _told(window: MainWindow) -> str:
    toast = window.findChild(Toast)
    assert toast is not None
    return " ".join(label.text() for label in toast.findChildren(QLabel))


@pytest.mark.parametrize("gone", [False, True])
def test_the_window_reopens_on_the_backup_or_on_what_was(
    qapp: QApplication, park: Path, backup: Backup, *, gone: bool
) -> None:
    before = _firms(park)
    seen: list[tuple[int, str]] = []
    asked: list[MainWindow] = []
    if gone:
        backup.path.unlink()

    def look() -> None:
        for window in qapp.topLevelWidgets():
            if not isinstance(window, MainWindow) or not window.isVisible():
                continue
            if not asked:
                asked.append(window)
                assert window.context.services.restore is not None
                window.context.services.restore(backup)
            elif window is not asked[0] and _told(window).strip():
                firms = window.context.records.count(Query("firm"))
                seen.append((firms, _told(window)))
                qapp.quit()

    run_watched(qapp, str(park), look)
    asked.clear()
    # What is frozen is collected never again, and with it the window that went.
    assert gc.get_freeze_count() == 0
    (firms, words) = seen[0]
    assert firms == (before if gone else before - 1)
    assert ("Nothing was restored" if gone else "is in place") in words
