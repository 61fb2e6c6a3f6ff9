"""What nobody caught is reported to a file and told to the user, and the program goes on."""

from __future__ import annotations

import faulthandler
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

import cli.models
from cli.crashes import Crashes
from domain.text import Texts
from main import main
from resources import load_texts
from tests.cli.watching import run_watched
from ui.crash_notice import CrashNotice
from ui.manual.window import ManualWindow
from ui.start import StartWindow
from ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.usefixtures("own_preferences")


@pytest.fixture
def crashes(tmp_path: Path) -> Iterator[Crashes]:
    made = Crashes(lambda: tmp_path, Texts(load_texts()), lambda: "fr")
    made.watch()
    yield made
    made.end()


def _reports(tmp_path: Path) -> list[Path]:
    return sorted(tmp_path.rglob("feidi-*.txt"))


def _break(words: str) -> None:
    raise LookupError(words)


def test_an_error_is_reported_once_with_what_to_do_next(
    crashes: Crashes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[tuple[Path, bool]] = []
    crashes.tell = lambda path, ended: told.append((path, ended))
    for _time in range(3):
        try:
            _break("砺垣气动")
        except LookupError as error:
            sys.excepthook(LookupError, error, error.__traceback__)

    (report,) = _reports(tmp_path)
    assert told == [(report, False)]
    text = report.read_text(encoding="utf-8")
    assert text.startswith("Rapport d’erreur")
    assert "LookupError" in text
    assert "砺垣气动" not in text
    assert report.name in capsys.readouterr().err


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_of_a_thread_is_reported_too(crashes: Crashes, tmp_path: Path) -> None:
    thread = threading.Thread(target=lambda: _break("x"))
    thread.start()
    thread.join()

    assert len(_reports(tmp_path)) == 1
    crashes.end()


def test_a_report_that_cannot_be_kept_is_said_on_the_spot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    crashes = Crashes(lambda: tmp_path / "file", Texts(load_texts()), lambda: "en")
    try:
        _break("x")
    except LookupError as error:
        crashes.catch(LookupError, error, error.__traceback__)

    assert "LookupError" in capsys.readouterr().err


def test_the_next_start_reports_an_end_without_a_word(tmp_path: Path) -> None:
    folder = tmp_path / "error-reports"
    folder.mkdir()
    left = 'Fatal Python error: Aborted\n  File "/records/ye/ui/window.py", line 7 in _show\n'
    (folder / "last-words.txt").write_text(left, encoding="utf-8")
    told: list[bool] = []
    crashes = Crashes(lambda: tmp_path, Texts(load_texts()), lambda: "en")
    crashes.tell = lambda _path, ended: told.append(ended)
    # The runner watches for such ends itself: it steps back for a moment.
    was_enabled = faulthandler.is_enabled()
    faulthandler.disable()
    crashes.watch_ends()
    crashes.end()
    if was_enabled:
        assert sys.__stderr__ is not None
        faulthandler.enable(sys.__stderr__)

    assert told == [True]
    (report,) = _reports(tmp_path)
    assert "window.py:7 _show" in report.read_text(encoding="utf-8")
    assert (folder / "last-words.txt").read_text(encoding="utf-8") == ""


def test_a_command_that_breaks_says_so_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli.models, "model", lambda *_asked: _break("叶清和"))

    assert main(["model", "run", "flow", "--input", "none.json"]) == 1
    (report,) = _reports(tmp_path)
    said = capsys.readouterr().err
    assert said == f"Something went wrong. Error report: {report.name}\n"
    assert "action: model" in report.read_text(encoding="utf-8")


def test_the_window_tells_of_an_error_and_works_on(qapp: QApplication, park: Path) -> None:
    seen: list[str] = []

    def look() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                _see(window)

    def _see(window: MainWindow) -> None:
        notices = window.findChildren(CrashNotice)
        if not notices:
            QTimer.singleShot(0, window, lambda: _break("杭州"))
        elif not seen and notices[0].isVisible():
            seen.extend(label.text() for label in notices[0].findChildren(QLabel))
            seen.append(str(notices[0].panel.isAncestorOf(notices[0].dismiss)))
            notices[0].panel.copy.click()
            seen.append(qapp.clipboard().text())
            notices[0].advice.click()
            (manual,) = window.help.findChildren(ManualWindow)
            seen.append(manual.reader.page)
            notices[0].dismiss.click()
            assert not notices[0].isVisible()
            qapp.quit()

    run_watched(qapp, str(park), look)
    assert "Something went wrong; your data are saved." in " ".join(seen)
    assert "True" in seen
    assert "page: home" in " ".join(seen)
    assert "杭州" not in " ".join(seen)
    assert seen[-1] == "troubles"


def test_the_start_page_tells_of_an_error(qapp: QApplication, tmp_path: Path) -> None:
    seen: list[str] = []

    def look() -> None:
        for window in qapp.topLevelWidgets():
            if not isinstance(window, StartWindow) or not window.isVisible():
                continue
            words = " ".join(each.text() for each in window.findChildren(QLabel))
            if "Something went wrong" in words:
                seen.append(words)
                qapp.quit()
            elif not _reports(tmp_path):
                QTimer.singleShot(0, window, lambda: _break("x"))

    run_watched(qapp, "", look)
    assert len(_reports(tmp_path)) == 1
    assert seen
