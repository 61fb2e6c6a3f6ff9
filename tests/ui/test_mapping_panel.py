"""A table whose headings are foreign is mapped in the window and then imported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from cli.exchange import tables_services
from domain.entities import SPECS
from domain.imports.mapping import NO_MAPPING
from storage.files.importing import Said, import_files
from tests.fakes import MemoryRecords
from ui.screens.import_panel import ImportPanel
from ui.screens.table_wishes import ASIDE
from ui.services import Services

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from domain.imports.outcome import ImportOutcome
    from domain.progress import Progress
    from domain.records import Changes, Command
    from storage.workbook import Workbook
    from ui.components.choice import Choice
    from ui.screen import ScreenContext
    from ui.services import Tables

TODAY = date(2025, 1, 20)
ODD = "Turnover of our firms;;\ncode;when;turn\nQH001;2024Q4;12,5\nQH006;2024Q4;abc\n"


class Trial(MemoryRecords):
    """Records that are only tried against."""

    def run(self, command: Command) -> Changes:
        """Refuse to write."""
        message = f"a trial must not write, but {command.key} was asked for"
        raise AssertionError(message)


@pytest.fixture
def panel(qtbot: QtBot, context: ScreenContext, park: Workbook) -> ImportPanel:
    records = Trial()
    for number in ("QH001", "QH006"):
        records.add("firm", number=number, name_zh=number, trajectory="I")

    def import_(
        paths: Sequence[Path], dry_run: bool, progress: Progress, tables: Tables
    ) -> ImportOutcome:
        return import_files(
            records,
            SPECS,
            paths,
            said=Said(tables=tables),
            dry_run=dry_run,
            progress=progress,
            today=TODAY,
        )

    services = Services(import_files=import_, **tables_services(park, context.language.texts))
    made = ImportPanel(replace(context, services=services))
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    return made


def _choose(qtbot: QtBot, choice: Choice, key: str) -> None:
    choice.setFocus()
    choice.choose(key)
    choice.activated.emit(choice.currentIndex())
    qtbot.wait(1)


def _tried(qtbot: QtBot, panel: ImportPanel, path: Path) -> None:
    panel.try_files([path])
    qtbot.waitUntil(lambda: panel.mapping.isVisible() and bool(panel.mapping.sheet.count()))


def _read_as(panel: ImportPanel) -> list[str]:
    model = panel.mapping.table.model()
    return [str(model.index(row, 3).data()) for row in range(model.rowCount())]


def _is_read(panel: ImportPanel, row: int) -> bool:
    return _read_as(panel)[row] != "not read"


def test_before_files_are_chosen_only_that_is_offered(panel: ImportPanel) -> None:
    assert panel.choose.isVisible()
    parts = (panel.mapping, panel.mapping.kept.open, panel.remarks.table, panel.write)
    assert not any(each.isVisible() for each in parts)


def test_an_unknown_table_opens_the_mapping_with_its_likely_headings(
    qtbot: QtBot, panel: ImportPanel, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(ODD, "utf-8")
    _tried(qtbot, panel, path)
    assert panel.mapping.heading_row.value() == 2
    assert _read_as(panel) == ["not read"] * 3
    words = " ".join(label.text() for label in panel.mapping.findChildren(QLabel))
    assert "No known row of headings was found" in words
    assert not panel.remarks.table.isVisible()


def test_columns_are_said_one_by_one_and_the_trial_follows_them(
    qtbot: QtBot, panel: ImportPanel, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(ODD, "utf-8")
    _tried(qtbot, panel, path)
    mapping = panel.mapping
    _choose(qtbot, mapping.kind, "firm_quarter")
    qtbot.waitUntil(mapping.read_as.isEnabled)
    for row, name in enumerate(("firm_number", "quarter", "revenue_fen")):
        mapping.table.selectRow(row)
        with qtbot.waitSignal(mapping.wished):
            _choose(qtbot, mapping.read_as, name)
        qtbot.waitUntil(partial(_is_read, panel, row))
    assert mapping.unit.isVisible()
    with qtbot.waitSignal(mapping.wished):
        _choose(qtbot, mapping.unit, "100")
    _choose(qtbot, mapping.mark, ",")
    said = mapping.wishes.of(("odd.csv", ""))
    assert said.columns == {"A": "firm_number", "B": "quarter", "C": "revenue_fen"}
    assert (said.heading_row, dict(said.units), said.mark) == (2, {"revenue_fen": 100}, ",")
    QTest.mouseClick(mapping.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.write.isVisible)
    panel.choose_list("refused")
    table = panel.remarks.table.model()
    assert [table.index(0, at).data() for at in (2, 4)] == ["4", "abc"]
    assert table.rowCount() == 1


def test_a_table_can_be_left_aside_and_taken_back(
    qtbot: QtBot, panel: ImportPanel, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(ODD, "utf-8")
    _tried(qtbot, panel, path)
    mapping = panel.mapping
    with qtbot.waitSignal(mapping.wished):
        _choose(qtbot, mapping.kind, ASIDE)
    assert mapping.wishes.of(("odd.csv", "")).aside
    with qtbot.waitSignal(mapping.wished):
        _choose(qtbot, mapping.kind, "")
    assert mapping.wishes.of(("odd.csv", "")) == NO_MAPPING


def test_another_row_of_headings_is_said_by_its_number(
    qtbot: QtBot, panel: ImportPanel, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(ODD, "utf-8")
    _tried(qtbot, panel, path)
    mapping = panel.mapping
    mapping.heading_row.setFocus()
    mapping.heading_row.selectAll()
    with qtbot.waitSignal(mapping.wished):
        QTest.keyClicks(mapping.heading_row, "1")
        QTest.keyClick(mapping.heading_row, Qt.Key.Key_Return)
    assert mapping.wishes.of(("odd.csv", "")).heading_row == 1


def test_refused_rows_are_exported_where_the_user_says(
    qtbot: QtBot, panel: ImportPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = tmp_path / "figures.csv", tmp_path / "refused.xlsx"
    path.write_text("企业编号,季度,营业收入\nQH001,2024Q4,约1\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    panel.try_files([path])
    qtbot.waitUntil(lambda: panel.remarks.faulty.isVisible() and panel.remarks.faulty.isEnabled())
    QTest.mouseClick(panel.remarks.faulty, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.exists)


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_every_field_of_the_mapping_has_a_name(
    qtbot: QtBot, panel: ImportPanel, context: ScreenContext, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(ODD, "utf-8")
    _tried(qtbot, panel, path)
    context.language.choose(lang)
    panel.retranslate()
    for name, field in panel.mapping.fields.items():
        assert field.editor.accessibleName() == context.say(f"import.mapping.{name}")
