"""Open a form, type into its fields and read what stands at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.entities import SPECS
from domain.records import Query
from ui.forms.form import RecordForm
from ui.values import Values

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


def first_of(context: ScreenContext, table: str) -> str:
    """Return the first record of a table."""
    return str(context.records.select(Query(table, limit=1))[0]["id"])


def value_of(context: ScreenContext, table: str, record: str, name: str) -> object:
    """Return what is recorded in a field."""
    return (context.records.get(table, record) or {})[name]


def open_form(qtbot: QtBot, context: ScreenContext, table: str) -> RecordForm:
    """Show an empty form of a table."""
    values = Values(context.language, SPECS)
    form = RecordForm(context.appearance, context.bus, values, SPECS[table])
    qtbot.addWidget(form)
    form.show()
    return form


def line_of(form: QWidget, name: str) -> QLineEdit:
    """Return the line of a field."""
    line = form.findChild(QLineEdit, name)
    assert line is not None
    return line


def type_in(line: QLineEdit, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type a text over what stands in a line, and leave it by a key."""
    line.setFocus()
    line.selectAll()
    if text.isascii():
        QTest.keyClicks(line, text)
    else:
        line.insert(text)  # key events of tests carry Latin letters only
    QTest.keyClick(line, key)


def messages_at(form: RecordForm, name: str) -> str:
    """Return the words that stand at a field."""
    return " ".join(label.text() for label in form.box(name).findChildren(QLabel))
