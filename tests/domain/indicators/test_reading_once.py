"""What several indicators and quarters share is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from domain.indicators.families import INDICATORS
from domain.indicators.reading import readings
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import Records

LAST = Quarter(2024, 4)


class Counted:
    """Records that count how often they are asked."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.asked = 0

    def __getattr__(self, name: str) -> object:
        self.asked += 1
        return getattr(self._records, name)


def test_three_years_of_key_figures_are_read_hardly_more_often_than_one_quarter(
    sample_park: Records,
) -> None:
    keys = [key for key, each in INDICATORS.items() if each.headline]
    one, many = Counted(sample_park), Counted(sample_park)
    readings(cast("Records", one), keys, LAST, 1)
    readings(cast("Records", many), keys, LAST, 12)
    # Read quarter by quarter it would be twelve times as often.
    assert 0 < many.asked < 2 * one.asked
