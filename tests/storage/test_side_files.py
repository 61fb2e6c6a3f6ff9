"""A side's own files are read without touching the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import resources
from domain.entities import SPECS
from domain.errors import DomainError
from domain.units import Quarter
from storage.side_files import read_side_files
from tests.storage.park import figures, firm, made

if TYPE_CHECKING:
    from pathlib import Path

QUARTER = Quarter(2024, 4)


def test_the_figures_of_a_file_are_read_beside_the_workbook(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        owner = firm(workbook, "QH001", admission_date="2016-09-09")
        figures(workbook, owner, "2024Q4", headcount=5)
        head = workbook.head_hash()
        file = tmp_path / "host.csv"
        file.write_text("企业编号,季度,从业人员,营业收入(万元)\nQH001,2024Q4,31,434.98\n", "utf-8")
        found = read_side_files(workbook, SPECS, [file], QUARTER)
        values = {place.field: value for place, value in found.figures.items()}
        assert values == {"headcount": 31, "revenue_fen": 434_980_000}
        assert workbook.head_hash() == head
        assert workbook.find("firm_quarter")[0]["headcount"] == 5
        assert found.missing == 11


def test_a_file_without_the_quarter_is_refused(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        firm(workbook, "QH001")
        file = resources.path("sample", "quarterly-figures-2024Q4-gb18030.csv")
        with pytest.raises(DomainError, match="side_file_empty"):
            read_side_files(workbook, SPECS, [file], Quarter(2030, 1))
