"""The worth of groups by the flow model, in a park whose enclave pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.commands import SetFields
from domain.studies import study
from domain.studies.negotiation.forming import by_flows
from domain.studies.study import NothingToStudy
from tests.domain.studies.trying import tried
from tests.storage.park import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from domain.records import Records
    from storage.workbook import Workbook

_PATENTS = "专利授权量"


@pytest.fixture
def prospering(sample: Path, tmp_path: Path) -> Iterator[Workbook]:
    """Return the sample with ten times the patents at the host, so that its returns are high."""
    with copy_of(sample, tmp_path / "own") as workbook:
        (host,) = workbook.find("region", name_zh="杭州市")
        for row in workbook.find("region_figure", region=host["id"], indicator=_PATENTS):
            value = row["value"]
            assert isinstance(value, float)
            workbook.run(SetFields("region_figure", str(row["id"]), {"value": value * 10}))
        yield workbook


def test_groups_with_both_sides_gain_what_the_enclave_brings_their_regions(
    prospering: Workbook,
) -> None:
    trial = tried("negotiation", prospering, "2024Q4", {"game": "flows"})
    worth = trial.value("values")
    flow = tried("flow", prospering, "2024Q4", {})
    enclave = next(each for each in flow.result["policies"] if each["name"] == "reverse_enclave")
    home, host = enclave["delta_present_value"][:2]
    # Quzhou and Yuhang stand for home and host; Longyou has no figures of its own.
    assert worth[3] == pytest.approx(home + host)
    assert worth[7] == pytest.approx(worth[3])
    assert [worth[mask] for mask in (0, 1, 2, 4, 5, 6)] == [0] * 6
    assert trial.origin("values") == "assumed"
    told = trial.told("en")
    assert told.exhibits[0].unit == "units of the model"
    assert "k¥" not in told.verdict


def test_a_way_that_finds_nothing_says_what_is_missing(sample_park: Records) -> None:
    with pytest.raises(NothingToStudy) as lacking:
        tried("negotiation", sample_park, "2024Q4", {"game": "flows"})
    assert lacking.value.said.key == "study.negotiation.nothing.flows"
    assert lacking.value.place == "region_figure"


def test_without_figures_of_regions_there_is_no_game_of_flows(sample_park: Records) -> None:
    assert by_flows(sample_park, "1990Q1", ("", ""), ("origin", "host")) is None


def test_before_the_agreement_there_is_nothing_to_negotiate(sample_park: Records) -> None:
    with pytest.raises(NothingToStudy) as unoffered:
        study("negotiation").choices(sample_park, "2018Q4")
    with pytest.raises(NothingToStudy) as untaken:
        study("negotiation").inputs(sample_park, "2018Q4", {})
    assert unoffered.value.place == untaken.value.place == "agreement"
