"""Copies of reports are written by command: for editing and for reckoning; no issue is recorded."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.records import Actor
from main import main
from storage.workbook import Workbook
from tests.storage.test_signing import SIGNER, make_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from storage.signing import Key


ASKED = (
    ("--kind", "minutes", "--record", "M-2024-01", "--lang", "fr"),
    ("--kind", "convocation", "--record", "M-2024-01", "--lang", "zh"),
    ("--quarter", "2024Q3", "--lang", "zh+en"),
)


@pytest.mark.no_cover
@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".csv"])
@pytest.mark.parametrize("asked", ASKED, ids=["minutes", "convocation", "quarterly"])
def test_two_runs_give_the_same_bytes_and_record_no_issue(
    park: Path, tmp_path: Path, asked: tuple[str, ...], ending: str
) -> None:
    for name in ("a", "b"):
        out = tmp_path / f"{name}{ending}"
        assert main(["report", str(park), *asked, "--out", str(out)]) == 0
    first, second = (tmp_path / f"{name}{ending}" for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    with Workbook.open(park, SPECS, Actor("reader", "auditor"), read_only=True) as workbook:
        assert workbook.find("report_issue") == []


def test_a_copy_is_called_a_copy(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "minutes.docx"
    assert main(["--lang", "en", "report", str(park), *ASKED[0], "--out", str(out)]) == 0
    assert "copy for editing, not the issued original" in capsys.readouterr().out


def test_a_copy_that_cannot_be_written_is_refused_with_a_sentence(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "minutes.docx"
    assert main(["report", str(park), *ASKED[0], "--out", str(out)]) == 1
    assert "nowhere" in capsys.readouterr().err


@pytest.fixture
def key(tmp_path: Path) -> Key:
    """Give the committee's key."""
    return make_key(tmp_path)


CLOSED = ("--quarter", "2024Q3", "--lang", "zh")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give the file that the signed report is written to."""
    return tmp_path / "signed.pdf"


@pytest.fixture
def sign(park: Path, key: Key, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str], int]:
    """Give what prints a report of a closed quarter with a signature."""

    def print_signed(out: Path, typed: str) -> int:
        # The passphrase comes in as a line.
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        return main(["report", str(park), *CLOSED, "--out", str(out), "--sign", str(key.path)])

    return print_signed


@pytest.fixture
def signed(key: Key, out: Path, sign: Callable[[Path, str], int]) -> Path:
    """Give a report that was printed with a signature."""
    assert sign(out, key.passphrase) == 0
    return out


@pytest.mark.no_cover
def test_a_report_is_signed_and_verified_with_the_signature_told(
    capsys: pytest.CaptureFixture[str], park: Path, signed: Path
) -> None:
    assert "可证明自该密钥签名之后文件未被改动" in capsys.readouterr().out
    assert main(["--lang", "en", "verify", str(park), str(signed)]) == 0
    told = capsys.readouterr().out
    assert SIGNER in told
    assert "unchanged since that key signed it" in told
    # The record is of what was printed: without the key the same bytes come out again.
    plain = signed.with_name("plain.pdf")
    assert main(["report", str(park), *CLOSED, "--out", str(plain)]) == 0
    assert signed.read_bytes().startswith(plain.read_bytes())
    assert main(["verify", str(park), str(plain)]) == 0


@pytest.mark.no_cover
def test_a_signed_report_that_is_changed_is_no_longer_held_for_the_issue(
    capsys: pytest.CaptureFixture[str], park: Path, signed: Path
) -> None:
    with signed.open("ab") as file:
        file.write(b"\n% added later\n%%EOF\n")
    assert main(["--lang", "en", "verify", str(park), str(signed)]) == 1
    assert "does not hold" in capsys.readouterr().out


@pytest.mark.no_cover
def test_a_wrong_passphrase_leaves_neither_file_nor_record(
    park: Path,
    out: Path,
    key: Key,
    sign: Callable[[Path, str], int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert sign(out, "falsch") == 1
    assert key.path.name in capsys.readouterr().err
    assert not out.exists()
    with Workbook.open(park, SPECS, Actor("reader", "auditor"), read_only=True) as workbook:
        assert workbook.find("report_issue") == []


def test_a_copy_is_not_signed(
    park: Path, tmp_path: Path, key: Key, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "copy.docx"
    asked = ["--lang", "en", "report", str(park), *CLOSED[:2], "--out", str(out)]
    assert main([*asked, "--sign", str(key.path)]) == 1
    assert "not signed" in capsys.readouterr().err
    assert not out.exists()
