"""Remember what was read of a workbook until it changes, whoever reads on whatever thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable


class Memory:
    """Readings of the newest state that anybody has seen; states are counted by their changes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = -1
        self._readings: dict[Hashable, object] = {}

    def at(self, state: int) -> dict[Hashable, object] | None:
        """Return the readings of a state, None when a newer one has been seen."""
        with self._lock:
            if state > self._state:
                self._state, self._readings = state, {}
            return self._readings if state == self._state else None
