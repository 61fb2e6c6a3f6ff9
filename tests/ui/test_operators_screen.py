"""An operator's scorecard shows weights, thresholds that bind, and what follows when missed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from domain.commands import SetFields
from domain.entities import SPECS
from ui.components.tables.cells import LOOK, Cell
from ui.components.tables.delegates import PAD, CellDelegate
from ui.screens.entity import EntityScreen
from ui.screens.space.operators import OperatorsScreen

if TYPE_CHECKING:
    from storage.workbook import Workbook
    from tests.ui.park_on_screen import OpenScreen


@pytest.fixture
def screen(open_screen: OpenScreen) -> OperatorsScreen:
    return open_screen(OperatorsScreen, lang="zh")


def words(screen: OperatorsScreen) -> set[str]:
    """Return all labels of the card that can be seen."""
    return {label.accessibleName() for label in screen.card.findChildren(QLabel)
            if label.isVisibleTo(screen.card)}  # fmt: skip


def states(screen: OperatorsScreen) -> dict[str, tuple[str, str]]:
    """Return the state of each indicator as word and colour."""
    found = {}
    for row in range(screen.card.model.rowCount()):
        cell = screen.card.model.index(row, 6).data(LOOK)
        assert isinstance(cell, Cell)
        found[str(screen.card.model.index(row, 0).data())] = (cell.text, cell.state)
    return found


def test_the_score_and_the_thresholds_missed_are_those_expected(
    screen: OperatorsScreen,
) -> None:
    # 74.0666… and two thresholds missed by the park's expected figures of 2024Q4.
    assert "74.1" in words(screen)
    missed = {name for name, (_, state) in states(screen).items() if state == "crit"}
    assert missed == {"企业满意度", "引进企业数"}
    assert states(screen)["回流项目签约"][0] == "不设底线"
    assert any("扣减服务费10%" in text for text in words(screen))


def test_the_course_is_drawn_with_target_and_threshold(screen: OperatorsScreen) -> None:
    card = screen.card
    # The first indicator that is missed stands in force.
    assert [series.name for series in card.chart.data.series] == ["实际", "底线", "目标"]
    assert len(card.chart.data.categories) == 12
    card.table.setFocus()
    QTest.keyClick(card.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(card.table, Qt.Key.Key_Up)
    assert card.chart.isVisible()


def test_an_earlier_quarter_shows_the_contract_of_then(screen: OperatorsScreen) -> None:
    screen.activate("2020Q1")
    assert screen.card.contract.currentText() == "YY-2016"
    # 51.55 by the park's expected figures, two thresholds missed.
    assert "51.6" in words(screen)
    missed = {name for name, (_, state) in states(screen).items() if state == "crit"}
    assert missed == {"出租率", "非房租收入占比"}


def test_a_contract_that_does_not_run_says_so(screen: OperatorsScreen) -> None:
    contract = screen.card.contract
    contract.setCurrentIndex(0)
    contract.activated.emit(0)
    assert any("不在执行期内" in text for text in words(screen))
    assert not screen.card.chart.isVisible()


def test_weights_that_do_not_add_up_and_unknown_figures_are_told(
    screen: OperatorsScreen, workbook: Workbook
) -> None:
    contract = str(workbook.find("operator_contract", code="YY-2022")[0]["id"])
    indicator = workbook.find("operator_indicator", contract=contract, name="引进企业数")[0]
    actual = workbook.find("operator_score", indicator=indicator["id"], quarter="2024Q4")[0]
    bus = screen.context.bus
    bus.run(SetFields("operator_score", str(actual["id"]), {"actual": None}))
    assert states(screen)["引进企业数"] == ("未知", "unknown")
    bus.run(SetFields("operator_indicator", str(indicator["id"]), {"weight": 10}))
    assert any("权重合计90，应为100" in text for text in words(screen))


def test_the_contracts_are_listed_too(screen: OperatorsScreen, workbook: Workbook) -> None:
    assert [(view.key, view.count) for view in screen.views()] == [
        ("scorecard", ""),
        ("contracts", "2"),
    ]
    screen.show_record(str(workbook.find("operator_contract", code="YY-2016")[0]["id"]))
    assert screen.view() == "contracts"
    assert screen.panel.isVisible()
    screen.choose_view("scorecard")
    assert screen.panel.isHidden()


def test_a_new_contract_is_typed_beside_the_list_of_contracts(screen: OperatorsScreen) -> None:
    (add,) = screen.header_actions()
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    assert screen.view() == "contracts"
    assert screen.panel.isVisible()
    assert screen.panel.adding


def test_the_card_is_said_in_another_language(screen: OperatorsScreen) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    assert "Seuils manqués" in words(screen)
    assert states(screen)["Satisfaction des entreprises"][0] == "manqué (1 trimestre)"
    assert any("Retenue de 10\u202f% sur la rémunération" in text for text in words(screen))
    assert screen.card.chart.data.unit == "entreprises"
    assert not any(sign >= "\u3400" for text in states(screen) for sign in text)


def test_the_list_of_indicators_is_read_in_another_language(
    open_screen: OpenScreen, workbook: Workbook
) -> None:
    listed = open_screen(partial(EntityScreen, spec=SPECS["operator_indicator"]), lang="fr")
    columns = [each.column.key for each in listed.columns()]
    row = workbook.find("operator_indicator", name="引进企业数")[0]
    cells = {key: each.cell(row).text for key, each in zip(columns, listed.columns(), strict=True)}
    assert (cells["name"], cells["unit"]) == ("Entreprises implantées", "entreprise(s)")
    assert cells["consequence"] == "Retenue de 10\u202f% sur la rémunération"


def test_the_list_says_how_each_contract_did_in_the_quarter(
    open_screen: OpenScreen, workbook: Workbook
) -> None:
    screen = open_screen(OperatorsScreen)
    screen.choose_view("contracts")

    def did(code: str) -> list[str]:
        record = str(workbook.find("operator_contract", code=code)[0]["id"])
        row = screen.table.records.row_of(record)
        keys = [each.column.key for each in screen.table.records.columns]
        return [
            str(screen.table.records.index(row, keys.index(key)).data())
            for key in ("score", "missed")
        ]

    # By the park's expected figures: two thresholds missed in each quarter.
    assert (did("YY-2022"), did("YY-2016")) == (["74.1", "2 missed"], ["—", "—"])
    screen.activate("2020Q1")
    assert (did("YY-2022"), did("YY-2016")) == (["—", "—"], ["51.6", "2 missed"])
    columns = {each.column.key: each for each in screen.table.records.columns}
    assert list(columns)[:4] == ["code", "operator", "score", "missed"]
    course = columns["course"].cell(workbook.find("operator_contract")[0])
    assert len(course.series) == 12
    assert not screen.table.grab().isNull()


def test_the_list_follows_what_is_typed(open_screen: OpenScreen, workbook: Workbook) -> None:
    screen = open_screen(OperatorsScreen)
    screen.choose_view("contracts")
    contract = workbook.find("operator_contract", code="YY-2022")[0]["id"]
    for indicator in workbook.find("operator_indicator", contract=contract):
        for row in workbook.find("operator_score", indicator=indicator["id"], quarter="2024Q4"):
            values = {"actual": indicator["target_value"]}
            screen.context.bus.run(SetFields("operator_score", str(row["id"]), values))
    keys = [each.column.key for each in screen.table.records.columns]
    at = screen.table.records.row_of(str(contract))
    said = [screen.table.records.index(at, keys.index(key)).data() for key in ("score", "missed")]
    assert said == ["100.0", "all kept"]


def test_consequences_make_room_for_the_names_in_a_narrow_window(
    screen: OperatorsScreen,
) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    table = screen.card.table
    last = table.rows.columnCount() - 1
    for width, hidden in ((1_300, False), (800, True)):
        table.resize(width, table.height())
        assert table.isColumnHidden(last) == hidden
        # The names are whole and the table fills its width.
        assert table.columnWidth(0) >= table.sizeHintForColumn(0)
        assert abs(table.horizontalHeader().length() - table.viewport().width()) <= 1


def test_the_list_is_as_wide_as_what_is_reckoned_for_it(open_screen: OpenScreen) -> None:
    screen = open_screen(OperatorsScreen, lang="fr")
    screen.choose_view("contracts")
    model = screen.table.records
    at = [each.column.key for each in model.columns].index("missed")
    drawn = screen.table.itemDelegateForColumn(at)
    assert isinstance(drawn, CellDelegate)
    asked = max(
        drawn.content_width(model.index(row, at).data(LOOK)) for row in range(model.rowCount())
    )
    assert screen.table.columnWidth(at) >= asked + 2 * PAD
