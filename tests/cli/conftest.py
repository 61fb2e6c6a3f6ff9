"""Give the tests of commands a sample park to work on and preferences of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def park(sample: Path, tmp_path: Path) -> Path:
    """Give the file of a copy of the sample park, to be written to."""
    return Path(shutil.copy(sample, tmp_path / "sample.feidi"))


@pytest.fixture
def own_preferences(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the preferences of whoever runs the tests out of them; the window speaks English."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("FEIDI_LANG", "en")
