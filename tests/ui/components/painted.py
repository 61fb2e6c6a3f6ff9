"""Tell which colours a component is painted in; hold the texts it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import resources
from domain.text import Texts
from tests.ui.painted import colours_in

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


TEXTS = Texts(resources.load_texts())


def colours_of(widget: QWidget) -> set[str]:
    """Return the colours that a widget really shows."""
    return colours_in(widget.grab().toImage())
