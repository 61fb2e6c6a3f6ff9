"""Indicators can be loaded by two threads at once."""

from __future__ import annotations

import subprocess
import sys


def test_the_package_loads_none_of_its_modules() -> None:
    """A module loaded on the way to the package would be met half made by another thread."""
    asked = (
        "import sys, domain.indicators\n"
        "print([name for name in sys.modules if name.startswith('domain.indicators.')])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
