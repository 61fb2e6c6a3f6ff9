"""Load the plotting library beside the work of the window, which it would hold up."""

from __future__ import annotations

import importlib
import threading
from functools import cache


@cache
def _loading() -> threading.Thread:
    thread = threading.Thread(
        target=importlib.import_module, args=("ui.charts.plot",), name="load-plots", daemon=True
    )
    thread.start()
    return thread


def plots_are_loaded() -> bool:
    """Tell whether charts can be drawn without waiting; the first call starts the loading."""
    return not _loading().is_alive()
