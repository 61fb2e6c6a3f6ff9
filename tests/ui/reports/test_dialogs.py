"""The dialog of the system names the kinds of files; a name without an ending gets one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

import resources
from domain.text import Texts
from ui.language import Language
from ui.reports.dialogs import TABLES, WORDS, Dialogs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Give a window to ask over."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def answering(monkeypatch: pytest.MonkeyPatch, name: str, chosen: int) -> list[str]:
    """Answer the system's dialog with a name and the kind at a place; keep the kinds offered."""
    offered: list[str] = []

    def answer(_parent: QWidget, _title: str, _name: str, kinds: str) -> tuple[str, str]:
        offered.extend(kinds.split(";;"))
        return name, offered[chosen] if name else ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def test_a_name_without_an_ending_gets_that_of_the_kind_chosen(
    monkeypatch: pytest.MonkeyPatch, window: QWidget
) -> None:
    dialogs = Dialogs(Language(Texts(resources.load_texts()), "en"))
    offered = answering(monkeypatch, "/x/M-2024-01", 1)
    assert dialogs.ask_where(window, "minutes.pdf") == Path("/x/M-2024-01.docx")
    assert [each.rsplit("(", 1)[1] for each in offered] == [
        "*.pdf)",
        "*.docx)",
        "*.xlsx)",
        "*.csv)",
    ]


def test_an_ending_that_was_typed_stays(monkeypatch: pytest.MonkeyPatch, window: QWidget) -> None:
    dialogs = Dialogs(Language(Texts(resources.load_texts()), "en"), copies=False)
    answering(monkeypatch, "/x/tables.CSV", 0)
    assert dialogs.ask_copy(window, "t.xlsx", TABLES) == Path("/x/tables.CSV")
    offered = answering(monkeypatch, "/x/v1.2", 0)
    assert dialogs.ask_copy(window, "t.docx", WORDS) == Path("/x/v1.2.docx")
    assert len(offered) == 1


def test_giving_up_gives_nothing(monkeypatch: pytest.MonkeyPatch, window: QWidget) -> None:
    dialogs = Dialogs(Language(Texts(resources.load_texts()), "en"), copies=False)
    offered = answering(monkeypatch, "", 0)
    assert dialogs.ask_where(window, "report.pdf") is None
    assert len(offered) == 1


def test_a_key_is_asked_for_with_its_passphrase_unseen(
    monkeypatch: pytest.MonkeyPatch, window: QWidget
) -> None:
    dialogs = Dialogs(Language(Texts(resources.load_texts()), "en"))
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, words: str, hidden: object) -> tuple[str, bool]:
        asked.append(words)
        assert hidden is QLineEdit.EchoMode.Password
        return "secret", len(asked) == 1

    monkeypatch.setattr(QInputDialog, "getText", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/k/committee.p12", ""))
    assert dialogs.ask_key(window) == (Path("/k/committee.p12"), "secret")
    assert asked == ["Passphrase of committee.p12"]
    assert dialogs.ask_key(window) is None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    assert dialogs.ask_key(window) is None
    assert len(asked) == 2
