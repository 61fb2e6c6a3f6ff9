"""Give every test of the entities a small park of its own."""

from __future__ import annotations

import pytest

from tests.domain.entities.park import Park


@pytest.fixture
def park() -> Park:
    return Park()
