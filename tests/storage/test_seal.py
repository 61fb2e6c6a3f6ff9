"""A flipped bit never passes as good data: the seal finds every one in a closed workbook."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from domain.commands import SetFields
from storage import seal
from storage.errors import StorageError
from tests.storage.park import figures, firm, made, opened

_ROOT = Path(__file__).parents[2]
_FLIPS = int(os.environ.get("FEIDI_FLIPS", "200"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a closed workbook with some firms, changes and free pages."""
    path = tmp_path_factory.mktemp("whole") / "park.feidi"
    with made(path) as workbook:
        for number in range(12):
            owner = firm(workbook, f"F{number}", name_en="Precision Instruments Co.")
            figures(workbook, owner, "2024Q4", headcount=number)
            workbook.run(SetFields("firm", owner, {"remark": "x" * 9_000}))
        for _ in range(9):
            workbook.undo()
    return path.read_bytes()


def detected(path: Path) -> bool:
    """Tell whether opening the workbook or checking it says that something is wrong."""
    try:
        with opened(path, read_only=True) as workbook:
            return workbook.verify_integrity() != ()
    except StorageError as error:
        return error.key in {"damaged", "foreign", "newer", "older", "structure"}


def flipped(whole: bytes, at: int, bit: int) -> bytes:
    broken = bytearray(whole)
    broken[at] ^= 1 << bit
    return bytes(broken)


def test_a_closed_workbook_is_sealed_and_sound(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "park.feidi"
    path.write_bytes(whole)
    assert not detected(path)
    assert path.read_bytes() == whole


@pytest.mark.no_cover
def test_every_flipped_bit_is_found(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "park.feidi"
    draw = random.Random(7)
    passed = []
    for _ in range(_FLIPS):
        at, bit = draw.randrange(len(whole)), draw.randrange(8)
        path.write_bytes(flipped(whole, at, bit))
        if not detected(path):
            passed.append((at, bit))
    assert passed == []


@pytest.mark.no_cover
def test_every_flipped_bit_of_the_header_and_of_the_seal_is_found(
    tmp_path: Path, whole: bytes
) -> None:
    path = tmp_path / "park.feidi"
    path.write_bytes(whole)
    connection = sqlite3.connect(path)
    place = seal.place(connection)
    connection.close()
    places = (*range(100), *range(place - 8, place + seal.SIZE))
    passed = []
    for at in places:
        for bit in (at % 8, (5 * at + 3) % 8):
            path.write_bytes(flipped(whole, at, bit))
            if not detected(path):
                passed.append((at, bit))
    assert passed == []


def test_a_workbook_with_a_broken_seal_is_refused_as_damaged(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "park.feidi"
    # Inside a name, where SQLite's own check has no reason to object.
    path.write_bytes(flipped(whole, whole.index(b"Precision Instruments"), 0))
    with pytest.raises(StorageError) as refused:
        opened(path)
    assert (refused.value.key, refused.value.values["path"]) == ("damaged", str(path))


def test_after_a_kill_the_seal_is_stale_and_the_records_are_compared_with_the_trail(
    tmp_path: Path,
) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        firm(workbook, "F1", name_en="Precision Instruments Co.")
    clerk = (
        "import os, sys; from pathlib import Path; from tests.storage.park import firm, opened;"
        "firm(opened(Path(sys.argv[1])), 'F2'); os._exit(9)"
    )
    ended = subprocess.run([sys.executable, "-c", clerk, str(path)], cwd=_ROOT, check=False)
    assert ended.returncode == 9
    left = path.read_bytes()
    assert not detected(path)
    path.write_bytes(flipped(left, left.index(b"Precision Instruments"), 0))
    assert detected(path)
    path.write_bytes(left)
    with opened(path) as workbook:
        assert workbook.find("firm", number="F2")
    connection = sqlite3.connect(path)
    assert seal.state(path, seal.place(connection))[0] is seal.State.WHOLE
    connection.close()


def test_what_another_program_writes_is_told_by_the_check(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "park.feidi"
    path.write_bytes(whole)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (a)")
    connection.commit()
    connection.close()
    with opened(path) as workbook:
        keys = {fault.key for fault in workbook.verify_integrity()}
    assert keys == {"foreign_change", "schema"}


def test_opening_and_closing_without_a_change_leaves_every_byte(
    tmp_path: Path, whole: bytes
) -> None:
    path = tmp_path / "park.feidi"
    path.write_bytes(whole)
    opened(path).close()
    opened(path, read_only=True).close()
    assert path.read_bytes() == whole
    assert [each.name for each in tmp_path.iterdir()] == ["park.feidi"]
