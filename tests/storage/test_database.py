"""The file is set up as its promises need it, and is refused when it cannot keep them."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from domain.commands import SetFields
from domain.entities import SPECS
from domain.records import Kind, Query
from resources import load_texts
from storage.errors import StorageError, environment_key, translated
from storage.schema import indexes
from tests.storage.park import figures, firm, made, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.workbook import Workbook

_ROOT = Path(__file__).parents[2]


def plan(workbook: Workbook, query: Query) -> str:
    """Return how SQLite answers a query."""
    from storage.queries import selection

    sql, values, _ = selection(workbook.specs, query)
    rows = workbook.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
    return " | ".join(row[3] for row in rows)


def test_the_file_is_set_up_as_its_promises_need_it(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        for pragma, value in (
            ("foreign_keys", 1),
            ("journal_mode", "delete"),
            ("recursive_triggers", 1),
            ("application_id", 0x46454944),
        ):
            assert workbook.connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)
        # 2 is FULL, 3 is EXTRA: FULL, and the folder is synced as well.
        assert workbook.connection.execute("PRAGMA synchronous").fetchone()[0] >= 2


def test_every_entity_has_its_table_with_keys_references_and_required_fields(
    tmp_path: Path,
) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        for spec in SPECS.values():
            info = workbook.connection.execute(f'PRAGMA table_info("{spec.table}")').fetchall()
            required = {row[1] for row in info if row[3]} - {"id"}
            assert [row[1] for row in info] == ["id", *(each.name for each in spec.fields)]
            assert required == {each.name for each in spec.fields if each.required}
            keys = workbook.connection.execute(f'PRAGMA foreign_key_list("{spec.table}")')
            references = {(row[3], row[2]) for row in keys}
            assert references == {(each.name, each.target) for each in spec.fields if each.target}


def test_what_is_followed_or_narrowed_by_is_indexed() -> None:
    for spec in SPECS.values():
        first = {columns[0] for columns, _ in indexes(spec)}
        assert {each.name for each in spec.fields if each.target} <= first
        assert not spec.period or spec.period in first
        narrowing = {Kind.CHOICE, Kind.FLAG, Kind.QUARTER}
        assert {
            each.name for each in spec.fields if each.listed and each.kind in narrowing
        } <= first


@pytest.mark.parametrize("table", ["firm", "firm_quarter", "lease", "return_milestone"])
def test_the_default_order_needs_no_sorting_of_the_whole_table(tmp_path: Path, table: str) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        said = plan(workbook, Query(table, limit=50))
    assert "USING INDEX" in said
    assert "USE TEMP B-TREE FOR ORDER BY" not in said


def test_opening_and_changing_a_workbook_loads_no_heavy_library(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    script = (
        "import sys; from pathlib import Path; from tests.storage.park import firm, made\n"
        "with made(Path(sys.argv[1])) as workbook:\n    firm(workbook)\n"
        "print(sorted({'pandas', 'numpy', 'PySide6', 'reportlab'} & set(sys.modules)))\n"
        "import importlib.util; print(importlib.util.find_spec('pandas') is not None)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        cwd=_ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.split("\n")[:2] == ["[]", "True"]


def hot(path: Path) -> Path:
    """Return a copy of a workbook as a kill in the middle of writing leaves it."""
    copy = path.with_name("hot.feidi")
    connection = sqlite3.connect(path, isolation_level=None)
    # So little memory that pages go to the file before the end of the transaction.
    connection.execute("PRAGMA cache_size = 2")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE half AS SELECT * FROM sqlite_master")
    connection.execute("UPDATE firm SET remark = hex(zeroblob(5000))")
    connection.execute("DELETE FROM firm_quarter")
    for suffix in ("", "-journal"):
        shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    connection.execute("ROLLBACK")
    connection.close()
    return copy


def test_an_unfinished_write_is_rolled_back_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        for number in range(30):
            figures(workbook, firm(workbook, f"F{number}"), "2024Q4")
    copy = hot(path)
    with pytest.raises(StorageError, match="recovery_needed"):
        opened(copy, read_only=True)
    with opened(copy) as workbook:
        assert workbook.count(Query("firm", search="0000")) == 0
        assert workbook.count(Query("firm_quarter")) == 30
        assert workbook.verify_integrity() == ()


def test_another_program_that_writes_makes_us_wait_then_say_so(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        record = firm(workbook)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        for action in (
            lambda: workbook.run(SetFields("firm", record, {"name_en": "A"})),
            lambda: workbook.get("firm", record),
        ):
            with pytest.raises(StorageError, match="busy"):
                action()
        other.execute("ROLLBACK")
        other.close()
        workbook.run(SetFields("firm", record, {"name_en": "A"}))


def test_a_page_that_goes_bad_while_the_workbook_is_open_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        for number in range(40):
            firm(workbook, f"F{number}", remark="x" * 2_000)
    with opened(path, read_only=True) as workbook:
        # Pages that are remembered stay good; let them be forgotten.
        workbook.connection.execute("PRAGMA cache_size = 0")
        workbook.connection.execute("PRAGMA shrink_memory")
        size = path.stat().st_size
        with path.open("rb+") as file:
            file.seek(4096)
            file.write(b"\xee" * (size - 4096))
        for question in (
            lambda: workbook.select(Query("firm")),
            workbook.trail,
            lambda: workbook.count(Query("firm")),
        ):
            with pytest.raises(StorageError, match="damaged"):
                question()


def test_a_bug_is_not_taken_for_the_environment() -> None:
    def fail() -> None:
        with translated(None):
            sqlite3.connect(":memory:").execute("SELECT nonsense")

    with pytest.raises(sqlite3.OperationalError):
        fail()
    assert environment_key(sqlite3.OperationalError("anything")) is None


def keys_raised(sources: Sequence[Path]) -> set[str]:
    """Return the keys of all refusals that these modules raise by name."""
    import re

    found: set[str] = set()
    for source in sources:
        content = source.read_text(encoding="utf-8")
        found |= set(re.findall(r'StorageError\(\s*"(\w+)"', content))
        found |= set(re.findall(r'\("SQLITE_\w+", "(\w+)"\)', content))
    return found


def test_every_refusal_has_its_sentence() -> None:
    texts = load_texts()
    keys = keys_raised(list((_ROOT / "storage").glob("*.py")))
    assert {"held", "damaged", "disk_full", "busy"} <= keys
    assert {key for key in keys if f"storage.{key}" not in texts} == set()
