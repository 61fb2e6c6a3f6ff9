"""Every command works without a window, says what it did, and ends with the right code."""

from __future__ import annotations

import json
import shutil
import sqlite3
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import resources
from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Actor
from main import main
from storage.pdf.images import page_text
from storage.workbook import Workbook

if TYPE_CHECKING:
    from domain.records import Value

SAMPLE = resources.path("sample")
EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "expected.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEIDI_LANG", "en")


@pytest.fixture(scope="module")
def park(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("park") / "sample.feidi"
    assert main(["new", "--sample", str(path)]) == 0
    return path


def test_a_new_workbook_is_made_and_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "a.feidi")
    founding = ["--name", "Park", "--origin", "O", "--host", "H", "--first-quarter", "2024Q4"]
    assert main(["new", path, *founding]) == 0
    assert main(["new", path]) == 1
    assert "not overwritten" in capsys.readouterr().err


def test_a_workbook_of_an_earlier_version_is_told_of_and_read_only_asked_to_be_opened(
    tmp_path: Path, park: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(park, tmp_path / "old.feidi"))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DROP TABLE claw_back")
    connection.close()
    assert main(["check", str(path)]) == 1
    assert "lacks “claw_back.id”. Open it once for writing" in capsys.readouterr().err
    assert main(["import", str(path), str(SAMPLE / "patents.csv")]) in {0, 1}
    (copy,) = tmp_path.glob("old.*.feidi")
    assert f"as it was it is kept in {copy.name}." in capsys.readouterr().err


def test_a_new_workbook_takes_parties_votes_names_and_who_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.feidi"
    options = {
        "--name-zh": "衢杭飞地",
        "--name-en": "Quzhou enclave",
        "--origin": "Quzhou",
        "--host": "Yuhang",
        "--committee": "Committee",
        "--votes": "origin=3, host=2,committee=1",
        "--as": "叶清和",
        "--role": "secretary",
    }
    assert main(["new", str(path), *chain(*options.items())]) == 0
    with Workbook.open(path, SPECS, Actor("—", ""), read_only=True) as workbook:
        (park,) = workbook.find("enclave")
        assert (park["name_zh"], park["name_en"]) == ("衢杭飞地", "Quzhou enclave")
        votes = {row["kind"]: row["votes"] for row in workbook.find("party")}
        assert votes == {"origin": 3, "host": 2, "committee": 1}
        (person,) = workbook.find("person")
        assert (person["name"], person["role"]) == ("叶清和", "secretary")
    assert main(["new", str(tmp_path / "b.feidi"), "--votes", "three"]) == 1
    assert "origin=3" in capsys.readouterr().err


def test_a_wrong_first_quarter_is_refused_before_a_file_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.feidi"
    assert main(["new", str(path), "--first-quarter", "2024Q5"]) == 1
    assert "2024Q5" in capsys.readouterr().err
    assert not path.exists()


def test_wrong_usage_ends_with_code_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report"])
    assert ended.value.code == 2
    assert "Wrong usage" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_help_is_given_in_three_languages(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FEIDI_LANG", lang)
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    word = {"zh": "导入", "fr": "importer", "en": "import spreadsheets"}[lang]
    assert word in said
    for command in ("new", "import", "export", "indicators", "report", "check", "backup"):
        assert command in said


def test_importing_the_sample_files_gives_the_expected_totals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "a.feidi")
    main(["new", path])
    capsys.readouterr()
    files = [str(file) for file in sorted(SAMPLE.iterdir())]
    assert main(["import", path, *files, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    refused = [each for file in answer["files"] for each in file["refused"]]
    places = {(each["file"], each["sheet"] or "", each["row"]) for each in refused}
    wanted = {(each["file"], each["sheet"] or "", each["row"]) for each in EXPECTED["errors"]}
    assert places == wanted
    assert main(["indicators", path, "--quarter", "2024Q4", "--json"]) == 0
    shown = {each["key"]: each for each in json.loads(capsys.readouterr().out)["indicators"]}
    quarter = EXPECTED["per_quarter"]["2024Q4"]
    assert shown["revenue"]["value"] == quarter["revenue_fen"]
    assert shown["revenue"]["known"] == quarter["revenue_known"]
    assert shown["tax_vat"]["value"] == quarter["vat_fen"]


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.feidi"
    main(["new", str(path)])
    before = path.read_bytes()
    register = str(SAMPLE / "firm-register.xlsx")
    assert main(["import", str(path), register, "--dry-run"]) == 0
    assert "64" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_indicators_are_printed_as_a_table_in_french(
    park: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["indicators", str(park), "--quarter", "2024Q4", "--lang", "fr"]) == 0
    assert "419\u202f742,6" in capsys.readouterr().out


def test_a_quarter_that_does_not_exist_is_refused(
    park: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["indicators", str(park), "--quarter", "2024Q7"]) == 1
    assert "2024Q7" in capsys.readouterr().err


def test_a_sound_workbook_passes_the_check(park: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(park)]) == 0
    assert main(["check", str(park), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["faults"] == []


def test_a_rule_that_does_not_hold_is_named_by_the_check_and_is_no_damage(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(park, tmp_path / "rules.feidi"))
    with Workbook.open(path, SPECS, Actor("叶清和", "secretary")) as workbook:
        agreement = workbook.find("agreement")[0]["id"]
        adopted = workbook.find("resolution", number="R-2022-02")[0]["id"]
        kind = {"base": "rent", "clock": "signature"}
        rule = AddRow("sharing_rule", {"agreement": agreement, "code": "R9", **kind})
        workbook.run(rule)
        draft: dict[str, Value] = {"rule": rule.record, "version": 1, "valid_from": "2026-01-01"}
        workbook.run(AddRow("sharing_rule_version", {**draft, "resolution": adopted}))
    assert main(["check", str(path), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Rule R9, version 1: Version 1 has no phase" in told
    assert main(["check", str(path), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out.splitlines()[-1])["rules"]
    assert (found["rule"], found["version"], found["key"]) == ("R9", 1, "phases_missing")


def test_a_missing_workbook_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "none.feidi")]) == 1
    assert "cannot be found" in capsys.readouterr().err


def test_a_backup_is_written_beside_the_workbook(
    park: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(park)]) == 0
    (copy,) = (park.parent / "sample backups").glob("*.feidi")
    capsys.readouterr()
    assert main(["check", str(copy)]) == 0


def test_one_table_is_exported_with_its_text_as_text(park: Path, tmp_path: Path) -> None:
    out = tmp_path / "firms.csv"
    assert main(["export", str(park), str(out), "--table", "firm", "--lang", "zh"]) == 0
    text = out.read_text("utf-8-sig")
    assert text.splitlines()[0].startswith("企业编号")
    assert text.count("\n") == 65


def test_the_whole_workbook_is_exported_with_a_dictionary(park: Path, tmp_path: Path) -> None:
    assert main(["export", str(park), str(tmp_path / "all")]) == 0
    names = {path.name for path in (tmp_path / "all").iterdir()}
    assert {"firm.csv", "firm_quarter.csv", "data-dictionary.csv"} <= names
    assert main(["export", str(park), str(tmp_path / "all")]) == 1


def test_an_unknown_table_or_ending_is_refused(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(park), str(tmp_path / "a.csv"), "--table", "nothing"]) == 1
    assert main(["export", str(park), str(tmp_path / "a.doc"), "--table", "firm"]) == 1
    assert "nothing" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_memo_is_printed_for_the_number_of_a_firm(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "memo.pdf"
    asked = ["report", str(park), "--kind", "gate_memo", "--record", "QH028", "--out", str(out)]
    assert main([*asked, "--lang", "fr"]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert "1 page," in capsys.readouterr().out
    assert main(["verify", str(park), str(out)]) == 0


@pytest.mark.no_cover
def test_a_report_is_made_in_two_languages(park: Path, tmp_path: Path) -> None:
    out = tmp_path / "two.pdf"
    asked = ["report", str(park), "--quarter", "2024Q4", "--lang", "zh+fr", "--out", str(out)]
    assert main(asked) == 0
    words = page_text(out, 1)
    assert "L’essentiel" in words
    assert "摘要" in words
    memo = ["--kind", "gate_memo", "--record", "QH028", "--lang", "zh+fr", "--out", str(out)]
    assert main(["report", str(park), *memo]) == 0
    assert "Note de passage" in page_text(out, 0)
    minutes = ["--kind", "minutes", "--record", "M-2024-01", "--lang", "zh+fr", "--out", str(out)]
    assert main(["report", str(park), *minutes]) == 0
    assert "Compte rendu" in page_text(out, 0)
    assert "联席会议纪要" in page_text(out, 0)


@pytest.mark.no_cover
def test_the_sheet_of_a_firm_is_printed_also_in_two_languages(park: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    asked = ["report", str(park), "--kind", "firm_sheet", "--firm", "QH036", "--out", str(out)]
    assert main([*asked, "--lang", "zh+en"]) == 0
    words = page_text(out, 0)
    assert "企业概况" in words
    assert "Firm sheet QH036" in words
    assert main(["verify", str(park), str(out)]) == 0


@pytest.mark.no_cover
def test_an_operator_is_assessed_in_the_quarter_that_is_asked_for(
    park: Path, tmp_path: Path
) -> None:
    out = tmp_path / "assessment.pdf"
    asked = ["report", str(park), "--kind", "operator", "--record", "YY-2022", "--out", str(out)]
    assert main([*asked, "--quarter", "2023Q3", "--lang", "fr+en"]) == 0
    first = out.read_bytes()
    words = page_text(out, 0)
    assert "T3 2023" in words
    assert "97.4 points of 100" in words
    assert main([*asked, "--quarter", "2023Q3", "--lang", "fr+en"]) == 0
    assert out.read_bytes() == first
    assert main(["verify", str(park), str(out)]) == 0


@pytest.mark.no_cover
def test_a_year_is_issued_once_its_quarters_are_closed_and_verified_by_its_name(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "year.pdf"
    asked = ["report", str(park), "--kind", "annual", "--out", str(out), "--lang", "en"]
    assert main([*asked, "--quarter", "2023Q2"]) == 0
    first = out.read_bytes()
    assert "Year 2023" in page_text(out, 0)
    assert "revision 1" in page_text(out, 1)
    assert main([*asked, "--quarter", "2023Q4"]) == 0
    assert out.read_bytes() == first
    capsys.readouterr()
    assert main(["verify", str(park), str(out), "--lang", "en"]) == 0
    assert "Annual governance report, Year 2023" in capsys.readouterr().out
    assert main([*asked, "--quarter", "2024Q1"]) == 0
    assert "DRAFT" in page_text(out, 1)


@pytest.mark.parametrize(
    "asked",
    [
        ["--kind", "gate_memo"],
        ["--kind", "quarterly"],
        ["--kind", "operator", "--quarter", "2024Q4"],
    ],
)
def test_a_report_without_its_subject_is_refused(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    out = tmp_path / "none.pdf"
    assert main(["report", str(park), *asked, "--out", str(out)]) == 1
    assert "--" in capsys.readouterr().err
    assert not out.exists()
