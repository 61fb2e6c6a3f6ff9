"""Read beside the window what the pages of all firms begin with, so that they open sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.units import Quarter

if TYPE_CHECKING:
    from datetime import date

    from domain.records import Records


def read_ahead(records: Records, quarter: str, today: date) -> None:
    """Read what home, the entry and the list of firms show of a quarter.

    It is kept with the records: whoever asks for it next finds it read.
    """
    # Only large workbooks need it: imported when the first of them is read.
    from domain.entry import FIRMS, lines
    from ui.home.facts import read_facts
    from ui.screens.firm_rows import read_firms

    asked_of = Quarter.parse(quarter)
    read_facts(records, asked_of, today)
    lines(records, FIRMS, asked_of)
    read_firms(records, asked_of)
