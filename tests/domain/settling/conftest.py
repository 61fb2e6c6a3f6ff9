"""Give the tests of settlements a park of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.domain.settling.terms_park import TermsPark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def terms(tmp_path: Path) -> Iterator[TermsPark]:
    park = TermsPark(tmp_path / "terms.feidi")
    yield park
    park.close()
