"""It is seen where the keyboard is, on every page and in the form of a new record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.seen_focus import unseen
from tests.cli.sightseeing import park_shown, settle

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

PAGES = {
    "light": ("home", "firm", "quarter_entry", "pipeline", "return_project", "action_board",
              "meeting", "settlement", "unit", "booking", "lease", "models", "reports",
              "indicators", "trail", "data", "settings", "risk"),
    "dark": ("home", "firm", "pipeline", "booking", "reports"),
}  # fmt: skip
"""The pages with parts of their own; in the dark those of each kind of part."""


@pytest.mark.no_cover
@pytest.mark.parametrize("theme", PAGES)
def test_it_is_seen_where_the_keyboard_is(qapp: QApplication, park: Path, theme: str) -> None:
    passed: set[tuple[str, str]] = set()
    found: set[str] = set()
    with park_shown(qapp, park, "en", theme) as window:
        window.resize(1366, 768)
        for page in PAGES[theme]:
            window.open_screen(page)
            settle(qapp, window)
            found |= {f"{page}: {each}" for each in unseen(window, passed)}
        window.open_record("models", "negotiation")
        settle(qapp, window)
        found |= {f"negotiation: {each}" for each in unseen(window, passed)}
        window.open_screen("firm")
        window.add()
        settle(qapp, window)
        found |= {f"new firm: {each}" for each in unseen(window, passed)}
    assert not found, "\n".join(sorted(found))
    kinds = {kind for kind, _name in passed}
    assert {"RecordTable", "LaneList", "FacetList", "QLineEdit", "Choice", "LinkButton"} <= kinds
