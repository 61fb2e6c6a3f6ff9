"""A way is listed in words, and each stop opens its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.settling.trace import Stop
from tests.ui.park_on_screen import let_go
from ui.settling.trace_list import ICONS, TraceList, open_stop
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext

STOPS = (
    (
        Stop("not_drawn_up", "settlement", "", {"rule": "R1", "quarter": "2024Q4"}),
        "Règlement T4\u00a02024, R1 (à établir)",
        ("settlement", ""),
    ),
    (
        Stop(
            "report",
            "reports",
            "an/address",
            {"quarter": "2024Q4", "revision": "2", "languages": "zh+fr"},
        ),
        "Rapport T4\u00a02024, révision 2 (Chinois et français en regard)",
        ("reports", "an/address"),
    ),
    (
        Stop(
            "settlement",
            "settlement",
            "s1",
            {"rule": "R3", "quarter": "2024Q3", "state": "disputed"},
        ),
        "Règlement T3\u00a02024, R3 (Contesté)",
        ("settlement", "s1"),
    ),
)


@pytest.mark.parametrize(("stop", "words", "place"), STOPS)
def test_a_stop_is_named_and_one_key_opens_it(
    qtbot: QtBot,
    context: ScreenContext,
    desk: RecordedDesk,
    stop: Stop,
    words: str,
    place: tuple[str, str],
) -> None:
    context.language.choose("fr")
    made = TraceList(context, Values(context.language, context.specs), "a.trace")
    qtbot.addWidget(made)
    made.stop_chosen.connect(lambda page, record: open_stop(context, page, record))
    made.show_stops((stop,))
    made.show()
    index = made.list.model().index(0, 0)
    assert index.data() == words
    made.list.setCurrentIndex(index)
    made.list.setFocus()
    QTest.keyClick(made.list, Qt.Key.Key_Return)
    assert desk.opened == [place]
    made.show_stops(())
    assert not made.isVisible()
    let_go(made)


@pytest.mark.parametrize("kind", sorted(ICONS))
def test_every_kind_of_stop_has_an_icon_that_ships(context: ScreenContext, kind: str) -> None:
    assert "<svg" in context.appearance.icons.svg(ICONS[kind], "#000000")
