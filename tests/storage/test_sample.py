"""The sample workbook is the fictional park, its past quarters closed, its statistics sourced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.closing.figures import quarter_digest
from domain.commands import SetFields
from domain.entities import SPECS
from domain.errors import DomainError
from domain.progress import CancelledError
from domain.records import Actor, Query
from domain.units import Quarter
from storage.errors import StorageError
from storage.files.importing import import_files
from storage.integrity import faults
from storage.sample import TODAY, build_sample, sample_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.workbook import Workbook

SECRETARY = Actor("叶清和", "secretary")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbook]:
    path = tmp_path_factory.mktemp("sample") / "sample.feidi"
    with build_sample(path, SPECS, SECRETARY) as workbook:
        yield workbook


def test_the_park_has_a_name_in_three_languages_and_both_sides(sample: Workbook) -> None:
    columns = ("name_zh", "name_fr", "name_en", "typology", "origin.code", "host.code")
    (enclave,) = sample.select(Query("enclave", columns=columns))
    assert enclave["name_zh"] == "衢杭创新飞地（示例园区）"
    assert enclave["name_fr"] == "Enclave d’innovation Quzhou–Hangzhou (parc d’exemple)"
    assert enclave["name_en"] == "Quzhou–Hangzhou innovation enclave (sample park)"
    assert (enclave["typology"], enclave["origin.code"], enclave["host.code"]) == (
        "reverse_enclave",
        "QZ",
        "YH",
    )


def test_the_parties_of_the_meetings_are_one_each(sample: Workbook) -> None:
    parties = {row["code"]: (row["kind"], row["votes"]) for row in sample.find("party")}
    assert {code: parties[code] for code in ("QZ", "YH", "LY", "MC", "OP")} == {
        "QZ": ("origin", 3),
        "YH": ("host", 3),
        "LY": ("county", 2),
        "MC": ("committee", 1),
        "OP": ("operator", 0),
    }
    roles = {row["name"]: row["role"] for row in sample.find("person")}
    assert roles["叶清和"] == "secretary"


def test_nineteen_quarters_are_closed_and_the_last_is_open(sample: Workbook) -> None:
    states = {row["quarter"]: row["state"] for row in sample.find("quarter")}
    closed = [quarter for quarter, state in states.items() if state == "closed"]
    assert len(closed) == 19
    assert min(closed, key=str) == "2020Q1"
    assert max(closed, key=str) == "2024Q3"
    assert states["2024Q4"] == "open"


def test_every_closing_is_recorded_with_the_approvals_of_both_sides(sample: Workbook) -> None:
    closings = {str(row["quarter"]): row for row in sample.find("closing")}
    assert len(closings) == 19
    for quarter, row in closings.items():
        assert (row["revision"], row["closed_by"]) == (1, "祝闻溪")
        assert (row["approved_origin_by"], row["approved_host_by"]) == ("柯景行", "徐守一")
        assert row["digest"] == quarter_digest(sample, SPECS, Quarter.parse(quarter))
    last = sample.find("quarter", quarter="2024Q3")[0]
    assert str(last["submitted_origin_at"])[:10] == "2024-10-12"
    assert str(last["closed_at"])[:10] == "2024-10-24"


def test_both_sides_submitted_the_same_figures_of_every_closed_quarter(sample: Workbook) -> None:
    submissions = sample.find("submission")
    assert len(submissions) == 2 * 19
    for quarter in {str(row["quarter"]) for row in submissions}:
        first, second = sample.find("submission", quarter=quarter)
        assert {first["side"], second["side"]} == {"origin", "host"}
        assert first["figures"] == second["figures"]
        assert bool(first["figures_missing"]) == bool(first["reason"])


def test_a_closed_quarter_refuses_changes(sample: Workbook) -> None:
    row = sample.find("firm_quarter", quarter="2024Q3")[0]
    with pytest.raises(DomainError) as refused:
        sample.run(SetFields("firm_quarter", str(row["id"]), {"headcount": 1}))
    assert refused.value.key == "quarter_closed"


def test_importing_the_files_again_changes_nothing(sample: Workbook) -> None:
    outcome = import_files(sample, SPECS, sample_files(), today=TODAY)
    assert outcome.written == {}
    assert sum(file.rejected for file in outcome.files) == 39


def test_public_statistics_name_their_source_and_unit(sample: Workbook) -> None:
    rows = sample.select(Query("region_figure", columns=("indicator", "source", "unit", "value")))
    assert len(rows) == 242 + 48 * 81 + 32 * 7
    assert all(row["source"] and row["unit"] for row in rows)


def test_methods_are_protected_by_inventions_alone(sample: Workbook) -> None:
    # Patent Law of China, article 2: a utility model is a shape or structure, a design an aspect.
    rows = sample.select(Query("patent", columns=("title", "kind")))
    assert {row["kind"] for row in rows if "方法" in str(row["title"])} == {"invention"}


def test_the_sample_is_sound(sample: Workbook) -> None:
    assert list(faults(sample.connection, SPECS)) == []


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.feidi"
    path.write_text("mine", "utf-8")
    with pytest.raises(StorageError) as refused:
        build_sample(path, SPECS, SECRETARY)
    assert refused.value.key == "exists"
    assert path.read_text("utf-8") == "mine"


@pytest.mark.no_cover
def test_building_can_be_cancelled(tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int) -> None:
            raise CancelledError(done, total)

    with pytest.raises(CancelledError):
        build_sample(tmp_path / "a.feidi", SPECS, SECRETARY, progress=Impatient())
    # The workbook was closed: another may be made beside it at once.
    build_sample(tmp_path / "b.feidi", SPECS, SECRETARY).close()
