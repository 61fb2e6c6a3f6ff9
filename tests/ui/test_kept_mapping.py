"""A mapping made in the window is kept, found again by the headings, changed and forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

import resources
from cli.wiring import Writer, services_of
from domain.entities import SPECS
from domain.records import Actor
from domain.text import Texts
from storage.files.mapping_file import load_mapping
from storage.workbook import Workbook
from tests.ui.desk import RecordedDesk, context_over, small_park
from ui.components.banner import Banner
from ui.components.buttons import LinkButton
from ui.screens.import_panel import ImportPanel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from ui.components.choice import Choice

ODD = "Turnover of our firms;;\ncode;when;turn\nQH001;2024Q1;12,5\n"
MOVED = "turn;code;when\n20,5;QH002;2024Q1\n"
ROW = {"A": "firm_number", "B": "quarter", "C": "revenue_fen"}


@pytest.fixture
def park(tmp_path: Path) -> Iterator[Workbook]:
    with Workbook.create(tmp_path / "p.feidi", SPECS, Actor("Ye Qinghe", "clerk")) as made:
        small_park(made)
        yield made


@pytest.fixture
def desk() -> RecordedDesk:
    return RecordedDesk()


@pytest.fixture
def panel(
    qtbot: QtBot, qapp: QApplication, park: Workbook, desk: RecordedDesk
) -> Iterator[ImportPanel]:
    owner = QObject(qapp)
    context = context_over(park, owner, desk=desk)
    texts = Texts(resources.load_texts())
    services = services_of(park, texts, Writer(context.bus, owner))
    made = ImportPanel(replace(context, services=services))
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    yield made
    context.tasks.close()
    owner.deleteLater()


def _choose(choice: Choice, key: str) -> None:
    choice.choose(key)
    choice.activated.emit(choice.currentIndex())


def _read_as(panel: ImportPanel, row: int) -> str:
    return str(panel.mapping.table.model().index(row, 3).data())


def _is_read(panel: ImportPanel, row: int) -> bool:
    return _read_as(panel, row) != "not read"


def _mapped(qtbot: QtBot, panel: ImportPanel, path: Path) -> None:
    """Map a table in the window and try it."""
    path.write_text(ODD, "utf-8")
    panel.try_files([path])
    mapping = panel.mapping
    qtbot.waitUntil(lambda: mapping.isVisible() and bool(mapping.sheet.count()))
    _choose(mapping.kind, "firm_quarter")
    qtbot.waitUntil(mapping.read_as.isEnabled)
    for row, name in enumerate(ROW.values()):
        mapping.table.selectRow(row)
        _choose(mapping.read_as, name)
        qtbot.waitUntil(partial(_is_read, panel, row))
    _choose(mapping.unit, "100")
    _choose(mapping.mark, ",")
    QTest.mouseClick(mapping.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.write.isVisible() and panel.write.isEnabled())


def _written(qtbot: QtBot, panel: ImportPanel) -> None:
    with qtbot.waitSignal(panel.imported, timeout=20_000):
        QTest.mouseClick(panel.write, Qt.MouseButton.LeftButton)


def _words(panel: ImportPanel) -> str:
    return " ".join(
        label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)
    )


def _revenue(park: Workbook, number: str) -> object:
    firm = park.find("firm", number=number)[0]["id"]
    return park.find("firm_quarter", firm=firm, quarter="2024Q1")[0]["revenue_fen"]


def test_a_mapping_is_kept_when_the_files_are_written_and_undone_by_itself(
    qtbot: QtBot, panel: ImportPanel, park: Workbook, tmp_path: Path
) -> None:
    _mapped(qtbot, panel, tmp_path / "odd.csv")
    assert park.find("import_mapping") == []
    _written(qtbot, panel)
    kept = park.find("import_mapping")[0]
    assert json.loads(str(kept["headings"])) == ["code", "when", "turn"]
    assert json.loads(str(kept["definition"])) == {
        "kind": "firm_quarter",
        "columns": {"code": "firm_number", "when": "quarter", "turn": "revenue_fen"},
        "units": {"revenue_fen": "元"},
        "decimal": ",",
    }
    assert (kept["kept_on"], kept["author"]) == ("2025-01-20", "Ye Qinghe")
    assert _revenue(park, "QH001") == 1250
    assert park.undo_label() == "command.import"
    park.undo()
    assert park.undo_label() == "command.keep_mapping"
    park.undo()
    assert park.find("import_mapping") == []


def test_a_file_of_another_name_and_order_is_read_by_the_mapping_and_says_so(
    qtbot: QtBot, panel: ImportPanel, park: Workbook, tmp_path: Path
) -> None:
    _mapped(qtbot, panel, tmp_path / "odd.csv")
    _written(qtbot, panel)
    moved = tmp_path / "spring.csv"
    moved.write_text(MOVED, "utf-8")
    panel.try_files([moved])
    qtbot.waitUntil(lambda: "20 January 2025 used for spring.csv." in _words(panel))
    message = panel.findChild(Banner, "import.message")
    assert message is not None
    change = message.findChild(LinkButton)
    assert change is not None
    assert change.text() == "Change…"
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.mapping.kept.forget.isVisible)
    _written(qtbot, panel)
    assert _revenue(park, "QH002") == 2050
    assert len(park.find("import_mapping")) == 1


def test_a_mapping_that_is_proposed_can_be_changed_and_is_kept_anew(
    qtbot: QtBot, panel: ImportPanel, park: Workbook, tmp_path: Path
) -> None:
    _mapped(qtbot, panel, tmp_path / "odd.csv")
    _written(qtbot, panel)
    moved = tmp_path / "spring.csv"
    moved.write_text(MOVED, "utf-8")
    panel.try_files([moved])
    qtbot.waitUntil(lambda: "used for spring.csv" in _words(panel))
    panel.choose_list("columns")
    mapping = panel.mapping
    qtbot.waitUntil(mapping.kept.forget.isVisible)
    mapping.table.selectRow(0)
    _choose(mapping.unit, "100000")
    qtbot.waitUntil(lambda: not mapping.kept.forget.isVisible())
    assert not panel.write.isEnabled()
    said = mapping.wishes.of(("spring.csv", ""))
    assert said.columns == {"A": "revenue_fen", "B": "firm_number", "C": "quarter"}
    QTest.mouseClick(mapping.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.write.isEnabled)
    _written(qtbot, panel)
    assert _revenue(park, "QH002") == 2_050_000
    (kept,) = park.find("import_mapping")
    assert json.loads(str(kept["definition"]))["units"] == {"revenue_fen": "千元"}


def test_a_mapping_is_forgotten_and_the_forgetting_can_be_undone(
    qtbot: QtBot, panel: ImportPanel, park: Workbook, desk: RecordedDesk, tmp_path: Path
) -> None:
    _mapped(qtbot, panel, tmp_path / "odd.csv")
    _written(qtbot, panel)
    panel.try_files([tmp_path / "odd.csv"])
    qtbot.waitUntil(lambda: "used for odd.csv" in _words(panel))
    panel.choose_list("columns")
    forget = panel.mapping.kept.forget
    qtbot.waitUntil(forget.isVisible)
    QTest.mouseClick(forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not forget.isVisible())
    assert park.find("import_mapping") == []
    assert desk.told[-1] == "Mapping forgotten"
    assert not _is_read(panel, 2)
    park.undo()
    assert len(park.find("import_mapping")) == 1


def test_nothing_is_kept_when_the_user_does_not_wish_it(
    qtbot: QtBot, panel: ImportPanel, park: Workbook, tmp_path: Path
) -> None:
    _mapped(qtbot, panel, tmp_path / "odd.csv")
    keeping = panel.mapping.kept.keeping
    assert keeping.isVisible()
    QTest.keyClick(keeping, Qt.Key.Key_Space)
    _written(qtbot, panel)
    assert park.find("import_mapping") == []


def test_a_mapping_is_saved_as_a_file_and_opened_again(
    qtbot: QtBot,
    panel: ImportPanel,
    desk: RecordedDesk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, saved = tmp_path / "odd.csv", tmp_path / "mapping.json"
    _mapped(qtbot, panel, path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(saved), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(saved), ""))
    QTest.mouseClick(panel.mapping.kept.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(saved.exists)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert load_mapping(saved).columns == {
        "code": "firm_number",
        "when": "quarter",
        "turn": "revenue_fen",
    }
    panel.try_files([path])
    qtbot.waitUntil(lambda: panel.mapping.isVisible() and not _is_read(panel, 0))
    qtbot.waitUntil(panel.mapping.kept.open.isEnabled)
    QTest.mouseClick(panel.mapping.kept.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: all(_is_read(panel, row) for row in range(3)))


def test_a_file_that_is_no_mapping_is_refused_with_a_sentence(
    qtbot: QtBot,
    panel: ImportPanel,
    desk: RecordedDesk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"colums": {}}', "utf-8")
    _mapped(qtbot, panel, tmp_path / "odd.csv")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(wrong), ""))
    QTest.mouseClick(panel.mapping.kept.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert "colums" in desk.told[-1]
