"""The guards of the test run catch what they are there for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import check_coverage

PROJECT = Path(__file__).resolve().parents[2]

SETTINGS = """
[pytest]
qt_api = pyside6
"""


def _pytest(folder: Path, test: str, *words: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(PROJECT / "tests/conftest.py", folder)
    (folder / "pytest.ini").write_text(SETTINGS, "utf-8")
    (folder / "test_guarded.py").write_text(test, "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words, "test_guarded.py"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(PROJECT), "FEIDI_PATIENCE_S": "0.5"},
        capture_output=True,
        text=True,
        check=False,
    )


LEFT_WIDGET = """
def test_it(qapp):
    from PySide6.QtWidgets import QWidget
    global kept
    kept = QWidget(objectName="forgotten")
"""

CLOSED_WIDGET = """
def test_it(qtbot):
    from PySide6.QtWidgets import QWidget
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
"""

LEFT_THREAD = """
import threading

def test_it():
    threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()
"""

LEFT_QUIT = """
def test_it(qapp):
    from PySide6.QtCore import QCoreApplication, QEvent
    QCoreApplication.postEvent(qapp, QEvent(QEvent.Type.Quit))
"""

ENDED_THREAD = """
import threading

def test_it():
    threading.Thread(target=lambda: None).start()
"""


@pytest.mark.parametrize(("test", "kind"), [(LEFT_WIDGET, "Widgets"), (LEFT_THREAD, "Threads")])
def test_what_a_test_leaves_behind_fails_it(tmp_path: Path, test: str, kind: str) -> None:
    answer = _pytest(tmp_path, test)
    assert answer.returncode == 1
    assert f"{kind} left behind" in answer.stdout
    assert "forgotten" in answer.stdout


def test_a_request_to_quit_that_outlives_its_loop_fails_the_test_that_left_it(
    tmp_path: Path,
) -> None:
    answer = _pytest(tmp_path, LEFT_QUIT)
    assert answer.returncode == 1
    assert "no event loop runs any more" in answer.stdout


@pytest.mark.parametrize("test", [CLOSED_WIDGET, ENDED_THREAD])
def test_a_test_that_cleans_up_passes(tmp_path: Path, test: str) -> None:
    answer = _pytest(tmp_path, test)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("name", ["PySide6.QtCore", "shiboken6", "pyqtgraph"])
def test_a_run_without_qt_refuses_qt(tmp_path: Path, name: str) -> None:
    test = f"def test_it():\n    import {name}\n"
    answer = _pytest(tmp_path, test, "-p", "no:pytest-qt", "-p", "tests.no_qt")
    assert answer.returncode == 1
    assert "must not need it" in answer.stdout


def test_a_run_without_qt_lets_other_packages_through(tmp_path: Path) -> None:
    test = "def test_it():\n    import sqlite3, sqlite_utils\n"
    answer = _pytest(tmp_path, test, "-p", "no:pytest-qt", "-p", "tests.no_qt")
    assert answer.returncode == 0, answer.stdout


def _report(**files: tuple[int, int, int, int]) -> dict[str, object]:
    names = ("covered_lines", "num_statements", "covered_branches", "num_branches")
    return {
        "files": {
            name: {"summary": dict(zip(names, counts, strict=True))}
            for name, counts in files.items()
        }
    }


def test_coverage_of_a_layer_adds_lines_and_branches_of_its_files_only() -> None:
    report = _report(
        **{
            "domain/a.py": (8, 10, 1, 4),
            "domain/deep/b.py": (5, 5, 0, 0),
            "domain_of_others/c.py": (0, 100, 0, 0),
            "ui\\d.py": (1, 2, 0, 0),
        }
    )
    # (8 + 1 + 5) of (10 + 4 + 5); by hand: 14 of 19.
    assert check_coverage.measure(report, "domain") == check_coverage.LayerCoverage(14, 19)
    assert check_coverage.measure(report, "ui").percent == 50
    assert check_coverage.measure(report, "storage").percent == 0


def test_a_layer_below_its_floor_fails_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full = {f"{layer}/a.py": (10, 10, 0, 0) for layer in ("domain", "storage", "ui")}
    file = tmp_path / "coverage.json"
    file.write_text(json.dumps(_report(**full)), "utf-8")
    assert check_coverage.main([str(file)]) == 0
    file.write_text(json.dumps(_report(**full | {"storage/b.py": (0, 10, 0, 0)})), "utf-8")
    assert check_coverage.main([str(file)]) == 1
    assert "storage   50.00 %" in capsys.readouterr().out
