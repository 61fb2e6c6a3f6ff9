"""Refuse PySide6 for a test run, to show that domain and storage do without it.

Load it with `pytest -p no:pytest-qt -p tests.no_qt tests/domain tests/storage`.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    import pytest

REFUSED = frozenset({"PySide6", "shiboken6", "pyqtgraph"})


class _Refusal(MetaPathFinder):
    """Answer as a machine would on which the refused packages are not installed."""

    @override
    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in REFUSED:
            message = f"{fullname} is refused in this run: domain and storage must not need it."
            raise ModuleNotFoundError(message, name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Put the refusal in place, and know the settings that pytest-qt would have read."""
    loaded = REFUSED & sys.modules.keys()
    if loaded:
        message = f"Already imported before the run: {', '.join(sorted(loaded))}"
        raise RuntimeError(message)
    sys.meta_path.insert(0, _Refusal())
    parser.addini("qt_api", "unused in a run without Qt")
    parser.addini("qt_log_level_fail", "unused in a run without Qt")
    parser.addini("qt_log_ignore", "unused in a run without Qt", type="linelist")
