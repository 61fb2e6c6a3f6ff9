"""Give the tests of the first page the page over a copy of the sample park."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ui.screens.home import HomeScreen

if TYPE_CHECKING:
    from tests.ui.park_on_screen import OpenScreen


@pytest.fixture
def home(open_screen: OpenScreen) -> HomeScreen:
    """Give the page, shown for the last quarter."""
    return open_screen(HomeScreen, lang="zh")
