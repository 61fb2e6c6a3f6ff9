"""Every study offered runs on the sample park without typing, and is told in three languages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.progress import Silent
from domain.reports.tree import Figure
from domain.studies import STUDIES, study
from domain.studies.study import NothingToStudy, words_of
from tests.domain.studies.trying import LANGUAGES, TEXTS, tried
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Records
    from tests.domain.studies.trying import Trial

QUARTER = "2024Q4"
WHAT = ("title", "purpose", "how", "formula", "references")


@pytest.fixture(scope="module")
def on_the_sample(sample_park: Records) -> Callable[[str], Trial]:
    """Return what runs a study on the sample park as it proposes itself, each once."""
    kept: dict[str, Trial] = {}

    def trial(name: str) -> Trial:
        if name not in kept:
            kept[name] = tried(name, sample_park, QUARTER)
        return kept[name]

    return trial


@pytest.mark.parametrize("name", STUDIES)
def test_a_study_says_what_it_is_and_how_it_computes(name: str) -> None:
    keys = {f"study.{name}.{each}" for each in WHAT}
    assert [key for key in keys if not TEXTS.has(key)] == []
    assert study(name).name == name
    assert study(name).version


@pytest.mark.parametrize("name", STUDIES)
def test_an_empty_park_is_told_what_to_enter_and_where(name: str) -> None:
    with pytest.raises(NothingToStudy) as caught:
        study(name).choices(MemoryRecords(), QUARTER)
    assert caught.value.place
    for lang in LANGUAGES:
        assert caught.value.said.words(Formatter(lang, TEXTS))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", STUDIES)
def test_every_input_has_a_name_and_a_source(
    name: str, lang: str, on_the_sample: Callable[[str], Trial]
) -> None:
    formatter = Formatter(lang, TEXTS)
    trial = on_the_sample(name)
    for each in trial.inputs:
        own = f"study.{name}.input.{each.name}"
        assert TEXTS.has(own) or TEXTS.has(f"study.input.{each.name}"), each.name
        assert each.source.words(formatter)
        assert all(words_of(label, formatter) for label in each.labels)
        if isinstance(each.value, list) and each.labels:
            assert len(each.labels) == len(each.value), each.name


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", STUDIES)
def test_every_exhibit_has_a_title_and_every_figure_a_unit(
    name: str, lang: str, on_the_sample: Callable[[str], Trial]
) -> None:
    told = on_the_sample(name).told(lang)
    assert told.verdict
    assert all(told.warnings)
    assert told.exhibits
    for each in told.exhibits:
        assert each.title
        if isinstance(each, Figure):
            # A title that names an amount has its unit already.
            unit = TEXTS.say("unit.money.heading", lang).split()
            assert each.unit or all(word in each.title for word in unit)
        else:
            assert all(len(row.cells) == len(each.columns) for row in each.rows)


@pytest.mark.no_cover
@pytest.mark.parametrize("name", STUDIES)
def test_each_choice_offered_can_be_taken(name: str, sample_park: Records) -> None:
    for choice in study(name).choices(sample_park, QUARTER):
        assert choice.value in [each.value for each in choice.options]
        for option in choice.options[:3]:
            trial = tried(name, sample_park, QUARTER, {choice.name: option.value})
            assert trial.told("en").verdict


@pytest.mark.no_cover
@pytest.mark.parametrize("name", STUDIES)
def test_the_same_inputs_give_the_same_result(
    name: str, sample_park: Records, on_the_sample: Callable[[str], Trial]
) -> None:
    again = tried(name, sample_park, QUARTER)
    assert json.dumps(again.result) == json.dumps(on_the_sample(name).result)


@pytest.mark.parametrize("name", STUDIES)
def test_french_and_english_show_no_chinese_of_the_program(
    name: str, on_the_sample: Callable[[str], Trial]
) -> None:
    trial = on_the_sample(name)
    for lang in ("fr", "en"):
        told = trial.told(lang)
        heads = [each.title + each.unit for each in told.exhibits]
        assert not re.search(r"[，。；：、]", "".join((told.verdict, *told.warnings, *heads)))


WITH_LISTS = (
    "pipeline",
    "location",
    "subsidy_race",
    "operators",
    "cost_recovery",
    "industry_fit",
    "spillover",
)


@pytest.mark.parametrize("name", WITH_LISTS)
def test_an_input_that_is_emptied_is_refused_at_its_name(
    name: str, on_the_sample: Callable[[str], Trial]
) -> None:
    given = {each.name: each.value for each in on_the_sample(name).inputs}
    first = next(iter(given))
    for emptied in (None, [None]):
        with pytest.raises(ModelError) as refused:
            study(name).run({**given, first: emptied}, 1, Silent())
        assert refused.value.key == "missing_input"
        assert refused.value.place == f"/{first}"
