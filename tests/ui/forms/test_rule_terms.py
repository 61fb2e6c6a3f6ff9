"""Escrow and brackets of a sharing rule are typed in its forms, and a bad one is refused there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from domain.commands import AddRow
from tests.ui.forms.fields import line_of, open_form, type_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from storage.workbook import Workbook
    from ui.forms.lines import Lines
    from ui.screen import ScreenContext


def _added(park: Workbook, table: str, **values: Value) -> str:
    command = AddRow(table, values)
    park.run(command)
    return command.record


def _party(park: Workbook, code: str) -> str:
    return str(park.find("party", code=code)[0]["id"])


def _rule(park: Workbook) -> str:
    agreement = _added(park, "agreement", code="A", title_en="Agreement", start="2024-01-01")
    return _added(
        park,
        "sharing_rule",
        agreement=agreement,
        code="R",
        base="rent",
        clock="signature",
        residual_party=_party(park, "YH"),
    )


def _type_escrow(lines: Lines, deadline: str) -> None:
    lines.add()
    name = "sharing_rule_version.escrow_term"
    for field, typed in (
        ("party", "Quzhou"),
        ("share_bp", "20"),
        ("milestone", "First plant in production"),
        ("milestone_quarter", "2026Q1"),
        ("deadline_quarter", deadline),
    ):
        type_in(line_of(lines, f"{name}.{field}"), typed, Qt.Key.Key_Tab)


def _said(lines: Lines) -> str:
    return " ".join(each.accessibleName() for each in lines.findChildren(QLabel))


def test_escrow_is_typed_with_its_version_and_a_deadline_too_early_is_refused(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    form = open_form(qtbot, context, "sharing_rule_version")
    form.show_new({"rule": _rule(park), "version": 1, "valid_from": "2024-01-01"})
    type_in(line_of(form, "sharing_rule_version.lifetime_cap_fen"), "5000", Qt.Key.Key_Tab)
    lines = form.lines("escrow_term")
    _type_escrow(lines, "2025Q4")
    assert not form.add()
    assert park.find("sharing_rule_version") == []
    assert [row.refused for row in lines.list.rows()] == [True]
    assert "before the milestone expected in 2026Q1" in _said(lines)
    QTest.keyClick(lines.list, Qt.Key.Key_Delete)
    _type_escrow(lines, "2026Q4")
    assert form.add()
    (term,) = park.find("escrow_term")
    assert (term["party"], term["share_bp"]) == (_party(park, "QZ"), 2_000)
    assert (term["milestone_quarter"], term["deadline_quarter"]) == ("2026Q1", "2026Q4")
    (version,) = park.find("sharing_rule_version")
    assert version["lifetime_cap_fen"] == 500_000_000


def test_brackets_are_typed_in_their_phase_and_those_out_of_order_are_refused(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    version = _added(
        park, "sharing_rule_version", rule=_rule(park), version=1, valid_from="2024-01-01"
    )
    phase = _added(park, "rule_phase", version=version, phase=1, from_year=1)
    form = open_form(qtbot, context, "rule_phase")
    form.show_record(phase)
    lines = form.lines("share_bracket")
    name = "rule_phase.share_bracket.above_fen"
    lines.add()
    type_in(line_of(lines, name), "200", Qt.Key.Key_Return)
    type_in(line_of(lines, name), "100", Qt.Key.Key_Return)
    assert "Amounts rise from bracket to bracket" in lines.editor.refusal()
    type_in(line_of(lines, name), "300", Qt.Key.Key_Return)
    found = park.find("share_bracket", phase=phase)
    assert sorted((row["number"], row["above_fen"]) for row in found) == [
        (1, 20_000_000),
        (2, 30_000_000),
    ]
