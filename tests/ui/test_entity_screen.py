"""Every entity has a screen that narrows, searches, sorts, opens, adds and removes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from domain.commands import SetFields
from domain.entities import SPECS
from domain.records import Condition, Query
from ui.components.buttons import Button
from ui.components.facet_list import FacetList
from ui.places import PLACES, pages_of
from ui.screens import SCREENS, make_screen
from ui.screens.entity import EntityScreen
from ui.screens.facets import Narrowing, read_facets
from ui.screens.firms import FirmsScreen
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext

ROLE = Qt.ItemDataRole.DisplayRole


def _open(qtbot: QtBot, context: ScreenContext, table: str) -> EntityScreen:
    screen = EntityScreen(context, SPECS[table])
    qtbot.addWidget(screen)
    screen.resize(1166, 640)
    screen.show()
    screen.activate("2024Q4")
    return screen


def _facet_values(screen: EntityScreen) -> dict[str, str]:
    model = screen.facets.model()
    found = {}
    for row in range(model.rowCount()):
        spoken = str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        text, _, count = spoken.rpartition(" ")
        found[text] = count
    return found


def _offers(screen: EntityScreen) -> list[QPushButton]:
    return [each for each in screen.findChildren(QPushButton, "empty.action") if each.isVisible()]


def _count_words(screen: EntityScreen) -> str:
    from ui.components.label import ElidedLabel

    labels = screen.line.findChildren(ElidedLabel)
    return labels[0].text()


def test_a_record_pane_stays_closed_until_it_has_a_record(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = _open(qtbot, context, "booking")
    panel = screen.panel
    # What a layout takes in is shown only once events are dealt with.
    qtbot.wait(1)
    assert panel.isHidden()
    assert [each.text() for each in _offers(screen)] == ["Add booking"]


def test_every_entity_is_reached_from_a_place_and_opens(
    qtbot: QtBot, context: ScreenContext
) -> None:
    reached = {page for place in PLACES for page in pages_of(place, SPECS)}
    assert set(SPECS) <= reached
    # Kept together: a widget that only Python forgets may go in the middle of a repaint.
    screens = {table: make_screen(context, table) for table in SPECS if table not in SCREENS}
    for table, screen in screens.items():
        qtbot.addWidget(screen)
        screen.activate("2024Q4")
        assert isinstance(screen, EntityScreen)
        assert screen.table.records.rowCount() == context.records.count(Query(table))


def test_facets_tell_how_many_records_each_value_leaves(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = _open(qtbot, context, "firm")

    assert _facet_values(screen)["Mode I: incubate and return"] == "20"
    screen.facets.value_switched.emit("trajectory", "II", True)

    assert screen.table.records.rowCount() == 10
    assert _count_words(screen).startswith("10 of 30")
    # The other values of the same facet stay on offer with their counts.
    assert _facet_values(screen)["Mode I: incubate and return"] == "20"


def test_a_chip_drops_its_filter(qtbot: QtBot, context: ScreenContext) -> None:
    screen = _open(qtbot, context, "firm")
    screen.facets.value_switched.emit("trajectory", "II", True)

    screen.line.filter_dropped.emit("trajectory")

    assert screen.table.records.rowCount() == 30


def test_two_facets_narrow_together(context: ScreenContext) -> None:
    narrowing = Narrowing()
    narrowing.switch("quarter", "2024Q4", on=True)
    narrowing.switch("not_reported", "0", on=True)
    query = narrowing.query(SPECS["firm_quarter"])

    assert context.records.count(query) == 30
    facets = read_facets(
        context.records, Values(context.language, SPECS), SPECS["firm_quarter"], narrowing
    )
    quarters = next(facet for facet in facets if facet.key == "quarter")
    assert [(value.key, value.count, value.chosen) for value in quarters.values] == [
        ("2024Q4", "30", True),
        ("2024Q3", "30", False),
    ]


def test_words_are_searched_by_the_database_in_the_record_and_in_its_references(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = _open(qtbot, context, "firm_quarter")
    field = screen.line.search
    assert screen.focus_search()
    QTest.keyClicks(field, "Firm 007")
    with qtbot.waitSignal(field.words_changed):
        QTest.keyClick(field, Qt.Key.Key_Return)

    assert screen.table.records.rowCount() == 2
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.table.records.rowCount() == 60)


def test_a_search_without_result_offers_to_clear_it(qtbot: QtBot, context: ScreenContext) -> None:
    screen = _open(qtbot, context, "firm")
    screen.line.search.setText("nobody")
    qtbot.waitUntil(lambda: screen.table.records.rowCount() == 0)
    buttons = [
        each for each in screen.findChildren(QPushButton, "empty.action") if each.isVisible()
    ]

    assert [each.text() for each in buttons] == ["Clear filters"]
    buttons[0].click()
    assert screen.table.records.rowCount() == 30


def test_an_empty_table_offers_to_add_the_first_record(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = _open(qtbot, context, "risk")
    buttons = [
        each for each in screen.findChildren(QPushButton, "empty.action") if each.isVisible()
    ]

    assert len(buttons) == 1
    assert buttons[0].text() == "Add risk"
    buttons[0].click()
    assert screen.panel.isVisible()


def test_on_an_empty_page_only_the_button_that_saves_stands_out_while_one_adds(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = _open(qtbot, context, "risk")
    (offer,) = _offers(screen)
    standing_out = _ground(offer)

    offer.click()
    (save,) = screen.panel.findChildren(QPushButton, "record.add")
    assert _ground(save) == standing_out
    assert _ground(offer) != standing_out
    screen.panel.close_button.click()
    assert _ground(offer) == standing_out


@pytest.mark.parametrize(
    ("table", "added", "new"),
    [
        ("firm", "Ajouter une entreprise", "Nouvelle entreprise"),
        ("patent", "Ajouter un brevet", "Nouveau brevet"),
        ("agreement", "Ajouter un accord", "Nouvel accord"),
        ("resolution", "Ajouter une résolution", "Nouvelle résolution"),
    ],
)
def test_adding_reads_in_french_as_one_would_say_it(
    context: ScreenContext, table: str, added: str, new: str
) -> None:
    context.language.choose("fr")

    assert context.say(f"entity.{table}.add") == added
    assert context.say(f"entity.{table}.new") == new


def _ground(button: QWidget) -> str:
    """Return the colour on which a button of the heading writes its words."""
    assert isinstance(button, Button)
    button.pin("hover")
    button.adjustSize()
    return button.grab().toImage().pixelColor(6, button.height() // 2).name()


def test_while_a_new_record_is_typed_only_the_button_that_adds_it_stands_out(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = _open(qtbot, context, "firm")
    add = screen.header_actions()[0]
    standing_out = _ground(add)
    screen.add_record()
    assert _ground(add) != standing_out
    screen.panel.close_button.click()
    assert _ground(add) == standing_out
    screen.add_record()
    screen.table.setCurrentIndex(screen.table.records.index(3, 0))
    assert _ground(add) == standing_out


def test_choosing_a_row_shows_its_record_and_enter_edits_it(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = _open(qtbot, context, "firm")
    screen.table.setCurrentIndex(screen.table.records.index(2, 0))
    assert screen.panel.record == screen.table.chosen()

    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    line = screen.panel.findChild(QLineEdit, "firm.number")
    assert line is not None
    assert line.isVisible()


def test_a_list_from_elsewhere_is_narrowed_and_says_so(
    qtbot: QtBot, context: ScreenContext
) -> None:
    firm = str(context.records.find("firm", number="QH005")[0]["id"])
    screen = _open(qtbot, context, "firm_quarter")

    screen.narrow([Condition("firm", "=", firm)])

    assert screen.table.records.rowCount() == 2
    assert [chip.text for chip in screen.filter_chips()] == ["Firm: Firm 005"]
    assert screen.add_record()
    assert screen.panel.form.entry("firm").shown == firm


def test_a_change_is_shown_with_its_new_count_at_once(qtbot: QtBot, context: ScreenContext) -> None:
    screen = _open(qtbot, context, "firm")
    firm = screen.table.records.key(0)

    context.bus.run(SetFields("firm", firm, {"trajectory": "II"}))

    assert _facet_values(screen)["Mode I: incubate and return"] == "19"


def test_headings_and_cells_follow_the_language_at_once(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = _open(qtbot, context, "firm_quarter")
    context.language.choose("zh")
    screen.retranslate()
    model = screen.table.records
    headings = [
        str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())
    ]

    assert headings[:3] == ["企业", "季度", "营业收入"]
    assert model.index(0, 0).data(ROLE) == "企业001"


def test_a_firm_shows_stage_revenue_and_change_of_the_quarter(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen = FirmsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1166, 640)
    screen.show()
    screen.activate("2024Q4")
    model = screen.table.records
    screen.show_record(str(context.records.find("firm", number="QH001")[0]["id"]))
    row = screen.table.currentIndex().row()
    shown = [str(model.index(row, at).data(ROLE)) for at in range(model.columnCount() - 1)]

    # 1.5 against 1.0 in ten thousand yuan; incubating since 5 April 2021.
    assert shown == ["QH001", "Firm 001", "Incubating", "44", "15", "+50.0%"]
    assert model.index(0, 0).data(ROLE) == "QH029"
    assert model.index(29, 0).data(ROLE) == "QH030"


def test_views_of_firms_count_and_narrow(qtbot: QtBot, context: ScreenContext) -> None:
    screen = FirmsScreen(context)
    qtbot.addWidget(screen)
    screen.activate("2024Q4")

    assert [(view.key, view.count) for view in screen.views()] == [
        ("all", "30"),
        ("incubation", "1"),
        ("stacked", "0"),
        ("ending", "0"),
    ]
    screen.choose_view("incubation")
    assert screen.table.records.rowCount() == 1


def test_another_quarter_shows_its_own_revenue(qtbot: QtBot, context: ScreenContext) -> None:
    screen = FirmsScreen(context)
    qtbot.addWidget(screen)
    screen.activate("2024Q4")
    screen.activate("2024Q3")
    model = screen.table.records
    columns = [shown.column.key for shown in model.columns]

    assert model.index(0, columns.index("revenue")).data(ROLE) == "290"
    assert model.index(0, columns.index("change")).data(ROLE) == "—"


@pytest.mark.parametrize("table", ["firm", "firm_quarter", "party"])
def test_a_screen_leaves_no_widget_behind(qtbot: QtBot, context: ScreenContext, table: str) -> None:
    screen = _open(qtbot, context, table)
    screen.table.setCurrentIndex(screen.table.records.index(0, 0))
    screen.panel.edit()
    screen.add_record()

    assert screen.close()


def test_a_removed_record_can_be_brought_back_from_the_toast(
    qtbot: QtBot, context: ScreenContext, desk: RecordedDesk
) -> None:
    screen = _open(qtbot, context, "stage_change")
    screen.table.setCurrentIndex(screen.table.records.index(0, 0))
    screen.panel.edit()
    button = screen.panel.findChild(QPushButton, "record.remove")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert desk.told[0].startswith("Removed: ")
    assert context.records.count(Query("stage_change")) == 4
    context.bus.undo()
    assert screen.table.records.rowCount() == 5


def test_the_facet_list_is_worked_by_keys(qtbot: QtBot, context: ScreenContext) -> None:
    screen = _open(qtbot, context, "firm")
    facets = screen.findChild(FacetList, "firm.facets")
    assert facets is not None
    facets.setFocus()
    facets.setCurrentIndex(facets.model().index(1, 0))
    QTest.keyClick(facets, Qt.Key.Key_Space)

    assert screen.narrowing.count() == 1
