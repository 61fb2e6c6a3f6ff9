"""The sample park: in memory to be read, or as a workbook of the test's own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import resources
from domain.entities import SPECS
from domain.records import Actor
from storage.files.importing import import_files
from storage.workbook import Workbook
from tests.storage.park import copy_of
from tests.untraced import untraced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records

_EXPECTED = Path(__file__).parent.parent / "data" / "expected.json"


@pytest.fixture(scope="session")
def sample_park() -> Iterator[Records]:
    """Return the records of the sample files, to be read only."""
    with Workbook.memory(SPECS, Actor("测试", "clerk")) as workbook:
        with untraced():
            import_files(workbook, SPECS, [resources.path("sample")], today=date(2025, 1, 8))
        yield workbook


@pytest.fixture
def park(sample: Path, tmp_path: Path) -> Iterator[Workbook]:
    """Return a copy of the sample park, to be written to."""
    with copy_of(sample, tmp_path / "own") as opened:
        yield opened


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """Return the truths that come with the sample files; they were computed elsewhere."""
    found: dict[str, Any] = json.loads(_EXPECTED.read_text("utf-8"))
    return found
