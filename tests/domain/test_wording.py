"""A refusal is said with labels, units and words, and every refusal has its sentence."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import domain
import resources
from domain.called import called
from domain.commands import AddRow
from domain.entities import SPECS
from domain.errors import DomainError
from domain.formatting import Formatter
from domain.text import LANGUAGES, Texts
from domain.wording import explain
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Value

TEXTS = Texts(resources.load_texts())
FOLDER = Path(domain.__file__).parent
# Functions that raise or yield a DomainError with a key they are given, and where it stands.
KEY_PLACES = {
    "DomainError": 0,
    "at_most": 2,
    "in_order": 2,
    "different": 2,
    "apart": 2,
    "sum_within": 4,
}


def said(error: DomainError, lang: str) -> str:
    """Return the sentence of an error."""
    return explain(error, SPECS, Formatter(lang, TEXTS))


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("zh", ("研发人员57人不能多于从业人员32人，请核对后重填。",)),
        (
            "fr",
            ("L’effectif de R&D (57\u202fpers.)", "(32\u202fpers.)\u202f; vérifier et ressaisir."),
        ),
        ("en", ("R&D staff (57 persons) cannot exceed headcount (32 persons); check",)),
    ],
)
def test_a_sentence_names_value_reason_and_remedy(lang: str, parts: tuple[str, ...]) -> None:
    error = DomainError(
        "rd_staff_gt_headcount", table="firm_quarter", field="rd_staff", value=57, limit=32
    )
    sentence = said(error, lang).replace("\u00a0", "\u202f")
    assert all(part in sentence for part in parts)


@pytest.mark.parametrize(
    ("lang", "row", "name"),
    [
        ("zh", {"name_zh": "泓禾检测", "name_en": "Honghe Testing"}, "泓禾检测"),
        ("en", {"name_zh": "泓禾检测", "name_en": "Honghe Testing"}, "Honghe Testing"),
        ("fr", {"name_zh": "泓禾检测", "name_en": "Honghe Testing"}, "Honghe Testing"),
        ("fr", {"name_zh": "泓禾检测", "name_fr": "Essais Honghe"}, "Essais Honghe"),
        ("en", {"name_zh": "泓禾检测", "name_en": ""}, "泓禾检测"),
        ("en", {}, "its id"),
    ],
)
def test_a_record_is_called_by_its_name_in_the_language(
    lang: str, row: dict[str, Value], name: str
) -> None:
    record = called(SPECS["firm"], row, "its id")
    error = DomainError("merge_closed", table="firm", record=record, quarters=("2024Q3",), count=1)
    assert name in said(error, lang)
    first = next((str(each) for each in row.values() if each), "its id")
    assert str(record) == first


def test_states_are_said_in_words() -> None:
    error = DomainError(
        "transition_not_allowed",
        table="quarter",
        field="state",
        machine="quarter_state",
        old="",
        new="closed",
    )
    assert "“未开始”" in said(error, "zh")
    assert "“已关账”" in said(error, "zh")
    assert "“Not begun”" in said(error, "en")


def test_stages_and_units_are_said_in_words() -> None:
    gap = DomainError(
        "stage_gap", table="stage_change", field="from_stage", value=None, stage="on_watch"
    )
    assert said(gap, "zh") == "该日企业所处阶段为“观察”，不是“未开始”，请核对原阶段和日期。"
    unit = DomainError(
        "unit_does_not_fit", table="factor_flow", field="unit", value="gigabytes", kind="talent"
    )
    assert said(unit, "en").startswith("The unit “GB” does not fit the factor “Talent”")


def test_a_share_is_said_in_percent_with_every_digit_it_has() -> None:
    error = DomainError(
        "shares_not_whole", table="quarter", field="state", value="patents", total_bp=9999
    )
    assert "99.99%" in said(error, "zh")
    assert "99,99" in said(error, "fr")


def test_money_is_said_in_its_unit_and_not_in_fen() -> None:
    error = DomainError(
        "lines_not_whole", table="settlement", field="state", total_fen=99, base_fen=10_000_000
    )
    assert "0.000099" in said(error, "zh")
    assert "10.00" in said(error, "zh")
    assert "100.0" in said(error, "en")


def test_what_was_typed_is_said_as_it_was_typed_when_it_is_no_day() -> None:
    error = DomainError("date_invalid", table="patent", field="filed", value="2022-02-30")
    assert said(error, "zh").startswith("“申请日”填的“2022-02-30”")


def test_days_and_quarters_are_said_as_the_language_writes_them() -> None:
    error = DomainError(
        "end_before_start", table="lease", field="end", value="2022-04-30", first="2023-05-01"
    )
    assert "(30/04/2022)" in said(error, "fr")
    assert "(01/05/2023)" in said(error, "fr")
    early = DomainError(
        "before_admission",
        table="firm_quarter",
        field="quarter",
        value="2024Q1",
        first="2024-04-28",
    )
    assert said(early, "fr").startswith("T1\u00a02024 précède")
    assert "(28/04/2024)" in said(early, "fr")
    closed = DomainError("quarter_closed", table="diffusion_entry", field="date", quarter="2024Q3")
    assert said(closed, "zh").startswith("2024年第3季度已关账")


def test_entities_that_use_a_record_are_named() -> None:
    error = DomainError("record_in_use", table="firm", used_by="firm_quarter")
    assert "“企业季报”" in said(error, "zh")


def test_what_is_no_number_of_a_field_is_said_as_it_stands() -> None:
    error = DomainError("wrong_type", table="firm", field="number", value=b"1")
    assert "b'1'" in said(error, "en")
    counted = DomainError("credit_code_length", table="firm", value="X", count=1234, limit=18)
    assert "1,234" in said(counted, "en")
    unknown = DomainError("year_mismatch", table="firm", value=None, year="2024")
    assert "Not begun" in said(unknown, "en")


def test_an_error_without_a_place_is_said_too() -> None:
    assert said(DomainError("weights_zero"), "zh").startswith("没有可用于分摊的比例")


def raised() -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield (key, names of its values, file) of every refusal in the rules of the domain."""
    files = [*FOLDER.glob("*.py"), *(FOLDER / "entities").glob("*.py")]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = KEY_PLACES.get(node.func.id)
            if place is None or len(node.args) <= place:
                continue
            key = node.args[place]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                names = {word.arg for word in node.keywords if word.arg}
                yield key.value, frozenset(names), node.func.id


FIELD_KEYS = {"negative", "too_small", "too_large", "not_integer", "not_a_number", "wrong_type"}
OF_THE_JOURNAL = {"nothing_to_undo", "nothing_to_redo", "changed_since"}
OF_A_FACTORY = {
    "at_most": {"value", "limit"},
    "in_order": {"value", "first"},
    "different": set[str](),
    "apart": {"other", "first", "last"},
    "sum_within": {"value", "total", "limit"},
}


def test_every_refusal_has_a_sentence() -> None:
    keys = {key for key, _, _ in raised()} | FIELD_KEYS | OF_THE_JOURNAL
    assert len(keys) > 60
    assert {key for key in keys if not TEXTS.has(f"error.{key}")} == set()


def test_a_sentence_asks_only_for_values_that_the_refusal_has() -> None:
    missing = set()
    for key, names, by in raised():
        given = {"field", "table"} | set(names) | OF_A_FACTORY.get(by, set())
        for wording in TEXTS.catalogue[f"error.{key}"].values():
            assert isinstance(wording, str)
            asked = {name for _, name, _, _ in string.Formatter().parse(wording) if name}
            if not asked <= given:
                missing.add((key, tuple(sorted(asked - given))))
    assert missing == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_does_not_show_how_a_record_is_stored(lang: str) -> None:
    for key, by_lang in TEXTS.catalogue.items():
        if key.startswith("error."):
            wording = str(by_lang[lang])
            assert "_" not in "".join(
                literal for literal, _, _, _ in string.Formatter().parse(wording)
            ), key


@pytest.mark.parametrize(
    ("lang", "twice"),
    [
        ("zh", "“砺垣气动 · 2024年第4季度”"),
        ("fr", "Liyuan Pneumatics · T4\u202f2024"),
        ("en", "“Liyuan Pneumatics · 2024Q4”"),
    ],
)
def test_a_record_entered_twice_is_named_in_the_language_of_its_reader(
    lang: str, twice: str
) -> None:
    office = MemoryJournal()
    firm = office.add("firm", number="QH001", name_zh="砺垣气动", name_en="Liyuan Pneumatics")
    office.add("firm_quarter", firm=firm, quarter="2024Q4")
    with pytest.raises(DomainError) as refused:
        office.run(AddRow("firm_quarter", {"firm": firm, "quarter": "2024Q4"}))
    assert twice in said(refused.value, lang).replace("\u00a0", "\u202f")
