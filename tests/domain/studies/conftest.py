"""The sample workbook as a whole, enclave included, for the studies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.storage.park import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from domain.records import Records


@pytest.fixture(scope="module")
def park(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """Return the records of a copy of the sample workbook, to be read only."""
    with copy_of(sample, tmp_path_factory.mktemp("studies")) as workbook:
        yield workbook
