"""The sample workbook as a whole, enclave included, for the studies."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.records import Actor
from storage.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from domain.records import Records


@pytest.fixture(scope="module")
def park(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """Return the records of a copy of the sample workbook, to be read only."""
    path = tmp_path_factory.mktemp("studies") / "park.feidi"
    shutil.copy(sample, path)
    with Workbook.open(path, SPECS, Actor("测试", "analyst")) as workbook:
        yield workbook
