"""A report says where an error happened and nothing about the park."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.errors import DomainError
from storage.error_report import Circumstances, told, told_of_dump, write_report
from storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOMENT = datetime(2025, 1, 20, 8, 30, tzinfo=UTC)
SECRETS = ("砺垣气动", "Liyuan", "叶清和", "1234567", "88.50", "/records", "park.feidi", "Quzhou")


def _fails(raise_it: Callable[[], None]) -> BaseException:
    try:
        raise_it()
    except BaseException as error:  # noqa: BLE001 - every kind is reported
        return error
    message = "nothing was raised"
    raise AssertionError(message)


def _key_error() -> None:
    rows = {"revenue_fen": 1}
    rows["砺垣气动 Liyuan 1234567 /records/ye/park.feidi headcount rd_staff"] += 1


def _chained() -> None:
    try:
        _key_error()
    except KeyError as error:
        message = "叶清和 of Quzhou paid 88.50 to firm"
        raise ValueError(message) from error


def _report(raise_it: Callable[[], None]) -> str:
    found = Circumstances("quarter_entry", "command.set_fields", "zh")
    return told(_fails(raise_it), found, MOMENT, SPECS)


@pytest.mark.parametrize("raise_it", [_key_error, _chained])
def test_a_report_names_no_firm_person_money_or_path(raise_it: Callable[[], None]) -> None:
    text = _report(raise_it)

    assert [secret for secret in SECRETS if secret in text] == []
    assert "/" not in text.replace("T08:30", "")


def test_a_report_says_where_it_happened_and_what_was_being_done() -> None:
    lines = _report(_chained).splitlines()

    assert lines[0] == "Feidi 2025-01-20T08:30:00+0000"
    assert {"page: quarter_entry", "action: command.set_fields", "lang: zh"} <= set(lines)
    assert "ValueError firm" in lines
    assert "KeyError rd_staff" in lines
    assert any(line.startswith("  test_error_report.py:") for line in lines)
    assert any(line.endswith(" _key_error") for line in lines)


def test_a_refusal_is_told_by_its_key_and_place() -> None:
    def refused() -> None:
        raise DomainError("negative", table="firm_quarter", field="revenue_fen", value=1234567)

    def held() -> None:
        raise StorageError("held", path="/records/ye/park.feidi", holder="叶清和")

    assert "DomainError negative firm_quarter revenue_fen" in _report(refused).splitlines()
    assert "StorageError held" in _report(held).splitlines()


def test_what_is_left_of_an_end_without_a_word_is_told_without_paths() -> None:
    dump = (
        "Fatal Python error: Segmentation fault\n\n"
        "Current thread 0x00007f (most recent call first):\n"
        '  File "/records/ye/feidi/ui/window.py", line 120 in _show\n'
        '  File "C:\\Users\\Ye\\feidi\\cli\\office.py", line 9 in begin\n'
        "Extension modules: shiboken6 (total: 1)\n"
    )
    text = told_of_dump(dump, MOMENT)

    assert "Fatal Python error: Segmentation fault" in text
    assert "  window.py:120 _show\n  office.py:9 begin\n" in text
    assert "ye" not in text.casefold().replace("feidi", "")


def test_the_latest_twenty_reports_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    for second in range(25):
        write_report(folder, str(second), MOMENT.replace(second=second))

    kept = sorted(folder.iterdir())
    assert len(kept) == 20
    assert kept[-1].read_text(encoding="utf-8") == "24"
