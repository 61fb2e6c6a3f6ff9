"""Pause the measure of coverage while what many tests share is made; others count those lines."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def untraced() -> Iterator[None]:
    """Run what is inside as fast as without coverage."""
    if sys.gettrace() is None:
        yield
        return
    from coverage import Coverage

    measure = Coverage.current()
    if measure is None:
        yield
        return
    measure.stop()
    try:
        yield
    finally:
        measure.start()
