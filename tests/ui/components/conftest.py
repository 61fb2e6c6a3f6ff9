"""Give the tests of components the light theme and the words of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.components.painted import TEXTS
from ui.components.words import Words
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture
def look(qapp: QApplication) -> Appearance:
    """Give the light theme, put on."""
    made = Appearance("light", parent=qapp)
    made.apply(qapp)
    return made


@pytest.fixture
def words() -> Words:
    """Give the words of the program, in Chinese."""
    return Words(TEXTS, "zh")
