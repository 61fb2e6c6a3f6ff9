"""A workbook into which all sample files were imported once, and ways to look into it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import resources
from domain.entities import SPECS
from domain.records import Actor
from storage.files.importing import import_files
from storage.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from domain.imports.outcome import ImportOutcome

CLERK = Actor("柯知夏", "clerk")
TODAY = date(2025, 1, 20)
SAMPLE = resources.path("sample")


def sample_paths() -> list[Path]:
    """Return what a shell would name for ``sample/*``: data files, a folder, and a README."""
    return sorted(SAMPLE.iterdir())


@dataclass(frozen=True)
class Park:
    """The workbook after the import, and the answer that the import gave."""

    workbook: Workbook
    outcome: ImportOutcome

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.workbook.connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - whatever the query gives
        """Return the only value of a query."""
        return self.rows(sql, *values)[0][0]


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """Return the totals that came with the sample files; they were computed elsewhere."""
    path = Path(__file__).parents[2] / "data" / "expected.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def park(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Park]:
    """Import all sample files in one go; tests only read."""
    path = tmp_path_factory.mktemp("park") / "park.feidi"
    with Workbook.create(path, SPECS, CLERK) as workbook:
        yield Park(workbook, import_files(workbook, SPECS, sample_paths(), today=TODAY))


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    """Return an empty workbook of a test's own."""
    with Workbook.create(tmp_path / "own.feidi", SPECS, CLERK) as made:
        yield made


@pytest.fixture
def bring(workbook: Workbook) -> Callable[..., ImportOutcome]:
    """Return a short way to import files into the test's own workbook."""

    def run(*paths: Path, **options: Any) -> ImportOutcome:  # noqa: ANN401 - as import_files takes
        return import_files(workbook, SPECS, list(paths), today=TODAY, **options)

    return run


def content(workbook: Workbook, tables: Sequence[str] = tuple(SPECS)) -> dict[str, list[str]]:
    """Return what a workbook holds, ids replaced by what they mean, in an order of its own."""
    connection = workbook.connection
    names: dict[str, str] = {}
    for table in tables:
        spec = SPECS[table]
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            plain = [
                f"{each.name}={names.get(row[place], row[place])}"
                for place, each in enumerate(spec.fields, 1)
                # The code of a party that no file gives one depends on which came first.
                if not (table == "party" and each.name == "code")
            ]
            names[row[0]] = f"{table}({'; '.join(plain)})"
    found: dict[str, list[str]] = {table: [] for table in tables}
    for described in names.values():
        found[described.split("(", 1)[0]].append(described)
    return {table: sorted(rows) for table, rows in found.items()}
