"""A command done in the name of a person of the list is held to their role."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import pytest

import resources
from cli.duties import keep_duties
from domain.commands import AddRow
from domain.entities import SPECS
from domain.people.commands import SetPassword
from domain.people.passwords import hashed
from domain.records import Actor
from main import main
from storage.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path

FIRMS = str(resources.path("sample", "firm-register.xlsx"))
MEETING = str(resources.path("sample", "meetings", "M-2024-01.json"))


@pytest.fixture
def park(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FEIDI_LANG", "en")
    path = tmp_path / "park.feidi"
    with Workbook.create(path, SPECS, Actor("—", "chair")) as workbook:
        for name, role in (("柯知夏", "clerk"), ("祝闻溪", "chair"), ("安季", "auditor")):
            workbook.run(AddRow("person", {"name": name, "role": role}))
        workbook.run(SetPassword("祝闻溪", hashed("钱塘")))
    return path


def test_a_clerk_imports_firms_but_no_meeting(
    park: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(park), FIRMS, "--as", "柯知夏"]) == 0
    assert main(["import", str(park), MEETING, "--as", "柯知夏"]) == 1
    assert "is not for the role “Clerk”" in capsys.readouterr().err
    with Workbook.open(park, SPECS, Actor("—", ""), read_only=True) as workbook:
        assert workbook.trail(limit=1)[0].actor == Actor("柯知夏", "clerk")


def test_an_auditor_and_a_stranger_change_nothing(
    park: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(park), FIRMS, "--as", "安季"]) == 1
    assert "is not for the role" in capsys.readouterr().err
    assert main(["import", str(park), FIRMS, "--as", "某人"]) == 1
    assert "not among the persons" in capsys.readouterr().err


def test_a_password_is_asked_on_the_command_line(
    park: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: "西湖")
    assert main(["import", str(park), FIRMS, "--as", "祝闻溪"]) == 1
    assert "not the password" in capsys.readouterr().err
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: "钱塘")
    assert main(["import", str(park), FIRMS, "--as", "祝闻溪"]) == 0


def test_whoever_is_not_named_works_as_the_holder_of_the_file(park: Path) -> None:
    assert main(["import", str(park), FIRMS]) == 0


def test_whoever_worked_last_goes_on_unless_a_password_is_needed(park: Path) -> None:
    for name, then in (
        ("柯知夏", Actor("柯知夏", "clerk")),
        ("祝闻溪", Actor("—", "auditor")),
        ("某人", Actor("某人", "chair")),
    ):
        with Workbook.open(park, SPECS, Actor(name, "chair")) as workbook:
            assert keep_duties(workbook)
            assert workbook.guard is not None
            assert workbook.actor == then


def test_nobody_is_asked_where_no_person_is_listed(tmp_path: Path) -> None:
    with Workbook.create(tmp_path / "a.feidi", SPECS, Actor("某人", "clerk")) as workbook:
        assert not keep_duties(workbook)
        workbook.run(AddRow("firm", {"number": "QH001", "name_zh": "企业"}))
