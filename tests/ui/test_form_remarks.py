"""A form says what a clerk should know while a record is typed, and refuses nothing by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.commands import AddRow
from domain.entities import SPECS
from ui.forms.form import RecordForm
from ui.forms.remarks import RemarkList
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from ui.screen import ScreenContext


def _new(
    qtbot: QtBot, context: ScreenContext, table: str, given: dict[str, Value] | None = None
) -> RecordForm:
    values = Values(context.language, SPECS)
    form = RecordForm(context.appearance, context.bus, values, SPECS[table])
    qtbot.addWidget(form)
    form.show()
    form.show_new(given or {})
    return form


def _add(context: ScreenContext, table: str, **values: Value) -> str:
    command = AddRow(table, values)
    context.bus.run(command)
    return command.record


def _type(form: RecordForm, name: str, text: str) -> None:
    line = form.entry(name).widget
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)


def _remarks(form: RecordForm, name: str) -> RemarkList:
    found = form.findChild(RemarkList, f"{form.spec.table}.{name}.remarks")
    assert found is not None
    return found


def _said(place: RemarkList) -> list[str]:
    return [label.accessibleName() for label in place.findChildren(QLabel) if label.isVisible()]


def test_the_level_of_a_risk_follows_what_is_typed(qtbot: QtBot, context: ScreenContext) -> None:
    form = _new(qtbot, context, "risk")
    place = _remarks(form, "impact")
    assert not place.isVisible()

    _type(form, "probability", "4")
    _type(form, "impact", "4")
    qtbot.waitUntil(lambda: bool(place.sentences()))

    assert place.sentences() == ("Level 16 (probability 4 × impact 4): extreme",)
    assert place.states() == ("crit",)
    assert _remarks(form, "measure").states() == ("warn",)
    _type(form, "impact", "1")
    qtbot.waitUntil(lambda: place.states() == ("ok",))
    assert not _remarks(form, "measure").isVisible()
    # The words are shown in the round after the state is known.
    words = "Level 4 (probability 4 × impact 1): low"
    qtbot.waitUntil(lambda: _said(place) == [words])


def test_what_is_not_yet_a_value_is_not_judged(qtbot: QtBot, context: ScreenContext) -> None:
    form = _new(qtbot, context, "risk", {"probability": 5, "impact": 5})
    place = _remarks(form, "impact")
    assert place.states() == ("crit",)
    _type(form, "impact", "x")
    qtbot.waitUntil(lambda: place.sentences() == ())


def test_an_overlap_is_said_with_payer_kind_and_days_in_the_language_in_force(
    qtbot: QtBot, context: ScreenContext
) -> None:
    firm = str(context.records.find("firm", number="QH005")[0]["id"])
    origin = str(context.records.find("party", code="QZ")[0]["id"])
    host = str(context.records.find("party", code="YH")[0]["id"])
    _add(context, "incentive", number="ZC1", firm=firm, payer=origin, kind="rd_grant",
         start="2024-01-01", end="2024-12-31")  # fmt: skip
    form = _new(qtbot, context, "incentive", {"firm": firm, "payer": host, "kind": "rd_grant"})
    place = _remarks(form, "kind")

    _type(form, "start", "2024-03-01")
    qtbot.waitUntil(lambda: bool(place.sentences()))

    (words,) = place.sentences()
    assert "ZC1" in words
    assert "Quzhou" in words
    assert place.states() == ("warn",)
    context.language.choose("zh")
    form.retranslate()
    assert place.sentences()[0].startswith("同类补贴重复：衢州市的 ZC1（研发补助）")


def test_money_shares_and_quarters_are_written_as_the_reader_does(
    qtbot: QtBot, context: ScreenContext
) -> None:
    building = _add(context, "building", code="B1")
    given = {"building": building, "category": "energy"}
    _add(context, "cost", **given, quarter="2023Q4", actual_fen=1_000_000)
    form = _new(
        qtbot,
        context,
        "cost",
        {**given, "quarter": "2024Q4", "budget_fen": 1_500_000, "actual_fen": 1_600_000},
    )
    over, before = _remarks(form, "actual_fen").sentences()
    # 16,000 yuan against a budget of 15,000 and 10,000 a year ago.
    assert over == "Exceeds the budget by 1.0 k¥."
    assert before == "+60% against 2023Q4 (10.0 k¥); say why in the remark."


def test_a_target_is_set_beside_the_latest_figure(qtbot: QtBot, context: ScreenContext) -> None:
    form = _new(qtbot, context, "target", {"indicator": "firms_in_incubation"})
    (words,) = _remarks(form, "value").sentences()
    assert words.startswith("Latest value (2024Q4) – ")
    assert "1" in words


def test_a_missed_threshold_says_what_follows(qtbot: QtBot, context: ScreenContext) -> None:
    operator = _add(context, "party", code="OP", name_en="Operator", kind="operator", votes=0)
    contract = _add(context, "operator_contract", code="C1", operator=operator, start="2024-01-01")
    indicator = _add(context, "operator_indicator", contract=contract, name="Occupancy",
                     weight=100, target_value=90.0, threshold=80.5,
                     consequence="扣减服务费", consequence_en="fee cut")  # fmt: skip
    form = _new(qtbot, context, "operator_score", {"indicator": indicator, "actual": 70.0})
    assert _remarks(form, "actual").sentences() == (
        "The binding threshold of 80.5 is missed; by the contract follows: fee cut.",
    )


def test_a_record_that_is_saved_is_judged_too_and_its_change_is_followed(
    qtbot: QtBot, context: ScreenContext
) -> None:
    risk = _add(context, "risk", title="Flood", probability=1, impact=1)
    form = _new(qtbot, context, "risk")
    form.show_record(risk)
    assert _remarks(form, "impact").states() == ("ok",)
    _type(form, "impact", "5")
    form.entry("impact").committed.emit()
    assert _remarks(form, "impact").states() == ("info",)
