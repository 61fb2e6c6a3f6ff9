"""The assessment of an operator says how a quarter went, why, what follows and what is missing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from domain.assessment.operators import assessments
from domain.errors import DomainError
from domain.report_kinds import FINDERS, KINDS, SUBJECTS
from domain.reports.charts import BarChart
from domain.reports.request import ReportRequest
from domain.reports.tree import Masthead, Paragraph, SignatureBlock, TextPanel
from domain.units import Quarter
from tests.domain.reports.conftest import ISSUE, QUARTER
from tests.domain.reports.reading import chart, every, plain, table, words
from tests.domain.reports.test_printed import lost, print_out
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from domain.records import Records
    from domain.reports.tree import Document, Language
    from domain.text import Texts

LANGUAGES: tuple[Language, ...] = ("zh", "fr", "en")


def contract_of(records: Records, code: str) -> str:
    return str(records.find("operator_contract", code=code)[0]["id"])


def printed(
    records: Records, texts: Texts, *languages: Language, quarter: Quarter = QUARTER
) -> Document:
    request = ReportRequest(quarter, languages, ISSUE, (contract_of(records, "YY-2022"),))
    return KINDS["operator"](records, texts, request)


def told(document: Document) -> str:
    return "\n".join(plain(each.text) for each in every(document, Paragraph))


@pytest.fixture
def journal() -> MemoryJournal:
    """Give one contract with two indicators of equal weight, one of them binding from below."""
    made = MemoryJournal()
    made.add("quarter", quarter="2024Q4", state="open")
    made.add("party", id="op", code="OP", kind="operator", name_en="Operator One")
    made.add("operator_contract", id="c", code="YY-2022", operator="op", start="2024-01-01")
    made.add(
        "operator_indicator",
        id="rent",
        contract="c",
        name="Rent",
        weight=50,
        target_value=100.0,
        threshold=60.0,
        direction="higher",
        consequence="5 % off the fee",
    )
    made.add(
        "operator_indicator",
        id="late",
        contract="c",
        name="Late",
        weight=50,
        target_value=2.0,
        direction="lower",
    )
    return made


def score(journal: MemoryJournal, quarter: str, **actual: float) -> None:
    """Record what was attained of some indicators."""
    for indicator, value in actual.items():
        journal.add("operator_score", indicator=indicator, quarter=quarter, actual=value)


# ------------------------------------------------------------------------------- the assessment


def test_a_missed_threshold_fails_whatever_the_score(journal: MemoryJournal) -> None:
    score(journal, "2024Q4", rent=59.0, late=1.0)
    (now,) = assessments(journal, "c", QUARTER, 1)
    # (59 % + 100 %) / 2
    assert now.score == Fraction(159, 2)
    assert now.grade == "failed"
    assert [str(line.name) for line in now.missed] == ["Rent"]


@pytest.mark.parametrize(
    ("attained", "grade"),
    [
        ({"rent": 60.0, "late": 8.0}, "passed"),
        ({"late": 1.0}, "undecided"),
        ({"rent": 60.0}, "passed"),
        ({}, "undecided"),
    ],
)
def test_a_grade_needs_every_binding_indicator_and_no_other(
    journal: MemoryJournal, attained: dict[str, float], grade: str
) -> None:
    score(journal, "2024Q4", **attained)
    assert assessments(journal, "c", QUARTER, 1)[0].grade == grade


def test_the_points_lost_are_told_with_the_dearest_first(journal: MemoryJournal) -> None:
    score(journal, "2024Q4", rent=90.0, late=8.0)
    (now,) = assessments(journal, "c", QUARTER, 1)
    # 10 % of 50 points, and 1 − 2/8 of 50 points.
    assert [(str(line.name), float(points)) for line, points in now.lost()] == [
        ("Late", 37.5),
        ("Rent", 5.0),
    ]


def test_the_index_is_1_for_the_best_of_all_quarters_and_0_for_the_worst(
    journal: MemoryJournal,
) -> None:
    score(journal, "2024Q1", rent=90.0)  # incomplete: cannot be compared
    score(journal, "2024Q2", rent=60.0, late=8.0)
    score(journal, "2024Q3", rent=80.0, late=4.0)
    score(journal, "2024Q4", rent=100.0, late=1.0)
    found = {str(each.quarter): each.index for each in assessments(journal, "c", QUARTER, 8)}
    assert found["2024Q1"] is None
    assert found["2024Q2"] == pytest.approx(0.0)
    assert found["2024Q4"] == pytest.approx(1.0)
    middle = found["2024Q3"]
    assert middle is not None
    assert 0 < middle < 1


def test_one_quarter_alone_has_no_index(journal: MemoryJournal) -> None:
    score(journal, "2024Q4", rent=90.0, late=8.0)
    assert assessments(journal, "c", QUARTER, 8)[-1].index is None


def test_a_contract_that_has_ended_is_not_assessed(journal: MemoryJournal) -> None:
    assert assessments(journal, "c", Quarter(2023, 4), 4) == ()


# ------------------------------------------------------------------------------------ the sheet


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_score_and_the_thresholds_missed_are_those_of_the_truths(
    sample_park: Records, texts: Texts, expected: dict[str, Any], lang: Language
) -> None:
    truth = expected["operator_scores"]["YY-2022 2024Q4"]
    document = printed(sample_park, texts, lang)
    number = f"{truth['score']:.1f}"
    assert (number.replace(".", ",") if lang == "fr" else number) in told(document)
    assert sorted(truth["thresholds_missed"]) == ["企业满意度", "引进企业数"]
    named = {
        "zh": ("企业满意度", "引进企业数"),
        "fr": ("Satisfaction des entreprises", "Entreprises implantées"),
        "en": ("Tenant satisfaction", "Firms brought in"),
    }
    assert all(name in told(document) for name in named[lang])
    head = next(every(document, Masthead))
    missed = f"{len(truth['thresholds_missed'])}/5"
    assert missed in [fact.value for fact in head.facts]


def test_the_sentence_says_how_it_went_and_why(sample_park: Records, texts: Texts) -> None:
    said = told(printed(sample_park, texts, "en"))
    assert "2 of 5 binding thresholds were missed, so the operator fails." in said
    # 79.8 a quarter before and 88.4 a year ago.
    assert "Change: −5.7 on the quarter, −14.3 on the year." in said
    # A third of the target, of 20 points: 13.3 lost.
    assert "Firms brought in (2 firms against a target of 6 firms, 13.3 points lost)" in said


def test_the_points_of_the_indicators_add_up_to_the_score(
    sample_park: Records, texts: Texts
) -> None:
    rows = table(printed(sample_park, texts, "zh"), "考核指标")
    total = rows.pop("合计")
    assert total[-1] == "74.1"
    assert sum(float(cells[-1]) for cells in rows.values()) == pytest.approx(74.1, abs=0.3)
    assert rows["数据逾期报送（次）"][2] == "≤5"


def test_what_follows_from_a_missed_threshold_is_what_the_contract_says(
    sample_park: Records, texts: Texts
) -> None:
    rows = table(printed(sample_park, texts, "zh"), "约束性底线与未达后果")
    assert rows["引进企业数（家）"][-2:] == ("扣减服务费10%", "未达（连续2季）")
    assert rows["出租率（%）"][-2:] == ("约谈整改", "达到，不触发")
    assert rows["非房租收入占比（%）"][-2] == "合同未写明"


def test_every_quarter_of_the_contract_is_drawn_once(
    sample_park: Records, texts: Texts, expected: dict[str, Any]
) -> None:
    bars = chart(printed(sample_park, texts, "en"), BarChart)
    truths = expected["operator_scores"]
    quarters = [f"YY-2022 {year}Q{at}" for year in (2022, 2023, 2024) for at in (1, 2, 3, 4)]
    heights = [
        sum(one.values[at] or 0.0 for one in bars.series) for at in range(len(bars.categories))
    ]
    assert heights == [pytest.approx(truths[each]["score"]) for each in quarters]
    failed = next(one for one in bars.series if one.hatch)
    missed = [bool(truths[each]["thresholds_missed"]) for each in quarters]
    assert [value is not None for value in failed.values] == missed


def test_a_figure_nobody_reported_is_said_to_be_missing(sample_park: Records, texts: Texts) -> None:
    document = printed(sample_park, texts, "en", quarter=Quarter(2024, 1))
    panel = next(every(document, TextPanel))
    said = "\n".join(every(panel, str))
    assert "2024Q1 not reported: Share of non-rent income" in said
    assert table(document, "Indicators of the assessment")["Share of non-rent income (%)"][3] == "—"


def test_what_was_remarked_and_quarters_without_any_figure_are_told(
    journal: MemoryJournal, texts: Texts
) -> None:
    journal.add(
        "operator_score", indicator="rent", quarter="2024Q4", actual=60.0, remark="Counted twice"
    )
    request = ReportRequest(QUARTER, ("en",), ISSUE, ("c",))
    said = words(KINDS["operator"](journal, texts, request))
    assert "Rent: Counted twice" in said
    assert "2024Q3: no indicator was reported." in said
    assert "2024Q4 not reported: Late" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_operator_of_whom_nothing_is_known_gets_no_verdict(
    journal: MemoryJournal, texts: Texts, lang: Language
) -> None:
    document = KINDS["operator"](journal, texts, ReportRequest(QUARTER, (lang,), ISSUE, ("c",)))
    number = {"zh": "不能评分", "fr": "pas de note", "en": "no score"}[lang]
    assert number in told(document)
    assert "0,0" not in words(document)
    assert "0.0" not in words(document)


@pytest.mark.parametrize(
    ("weight", "attained", "said"),
    [
        (50, {"rent": 60.0, "late": 2.0}, "the one binding threshold was met"),
        (50, {"late": 2.0}, "1 binding indicator was not reported"),
        (40, {"rent": 100.0, "late": 2.0}, "The weights add up to 90, not 100"),
        (50, {"rent": 100.0, "late": 2.0}, "No indicator cost a point."),
    ],
)
def test_each_outcome_has_its_sentence(
    journal: MemoryJournal, texts: Texts, weight: int, attained: dict[str, float], said: str
) -> None:
    journal.tables["operator_indicator"]["late"]["weight"] = weight
    score(journal, "2024Q4", **attained)
    request = ReportRequest(QUARTER, ("en",), ISSUE, ("c",))
    assert said in words(KINDS["operator"](journal, texts, request))


def test_a_contract_without_thresholds_lets_nothing_follow(
    journal: MemoryJournal, texts: Texts
) -> None:
    journal.tables["operator_indicator"]["rent"].update(threshold=None, target_value=None)
    score(journal, "2024Q4", rent=60.0, late=2.0)
    request = ReportRequest(QUARTER, ("en",), ISSUE, ("c",))
    said = words(KINDS["operator"](journal, texts, request))
    for sentence in (
        "the contract sets no binding threshold",
        "No binding threshold in the contract",
        "No target, hence no points: Rent",
    ):
        assert sentence in said


def test_operator_committee_and_meeting_have_a_place_to_sign(
    sample_park: Records, texts: Texts
) -> None:
    block = next(every(printed(sample_park, texts, "en"), SignatureBlock))
    assert [place.name for place in block.places] == [
        "浙江泓屿产业服务有限公司",
        "Park management committee",
        "Lead of the joint meeting",
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_indicators_units_and_consequences_are_read_in_the_language_of_the_report(
    sample_park: Records, texts: Texts, lang: Language
) -> None:
    said = words(printed(sample_park, texts, lang))
    for recorded in ("引进企业数", "出租率", "家", "扣减服务费", "约谈整改"):
        assert recorded not in said.replace("浙江泓屿产业服务有限公司", "")
    assert {"fr": "2 entreprises", "en": "2 firms"}[lang] in said.replace("\u202f", " ")
    assert {"fr": "Avis de manquement aux parties", "en": "Notice of default to the parties"}[
        lang
    ] in said


def test_it_is_a_draft_while_the_quarter_is_open(sample_park: Records, texts: Texts) -> None:
    contract = contract_of(sample_park, "YY-2022")
    issue = replace(ISSUE, standing="draft")
    request = ReportRequest(QUARTER, ("fr",), issue, (contract,))
    assert KINDS["operator"](sample_park, texts, request).watermark == "PROJET"
    assert not printed(sample_park, texts, "fr").watermark


# -------------------------------------------------------------------------- languages and paper


@pytest.mark.parametrize("pair", [("zh", "fr"), ("zh", "en"), ("fr", "en")])
def test_two_languages_are_printed_whole_on_three_pages_and_signed_once(
    sample_park: Records, texts: Texts, pair: tuple[Language, Language]
) -> None:
    one = print_out(printed(sample_park, texts, *pair))
    assert len(one.pages) == 3
    assert one.document.second_lang == pair[1]
    signer = texts.say("pdf.signer", pair[0]).replace(" ", "")
    assert sum(page.count(signer) for page in one.pages) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_found_in_a_file_that_is_the_same_twice(
    sample_park: Records, texts: Texts, lang: Language
) -> None:
    one = print_out(printed(sample_park, texts, lang))
    assert lost(one) == []
    assert len(one.pages) == 2
    assert print_out(printed(sample_park, texts, lang)).data == one.data


# ------------------------------------------------------------------------------- how it is found


def test_a_contract_is_found_by_code_or_id_in_the_last_quarter_it_ran(
    sample_park: Records,
) -> None:
    find = FINDERS["operator"]
    contract = contract_of(sample_park, "YY-2022")
    assert find(sample_park, "YY-2022") == find(sample_park, contract) == (contract, QUARTER)
    # Ended on the last day of 2021.
    assert find(sample_park, "YY-2016")[1] == Quarter(2021, 4)
    with pytest.raises(DomainError, match="report_record_unknown"):
        find(sample_park, "YY-1999")


def test_a_contract_that_never_ran_in_a_known_quarter_is_refused(journal: MemoryJournal) -> None:
    journal.add("operator_contract", id="d", code="YY-2030", operator="op", start="2030-01-01")
    with pytest.raises(DomainError, match="report_quarter_unknown"):
        FINDERS["operator"](journal, "YY-2030")


def test_the_contracts_to_choose_from_are_those_that_run(sample_park: Records) -> None:
    codes = {
        quarter: [code for _, code in SUBJECTS["operator"](sample_park, Quarter.parse(quarter))]
        for quarter in ("2015Q1", "2021Q4", "2024Q4")
    }
    assert codes == {"2015Q1": [], "2021Q4": ["YY-2016"], "2024Q4": ["YY-2022"]}


@pytest.mark.parametrize(
    ("parts", "quarter", "key"),
    [
        ((), "2024Q4", "operator_none"),
        (("nobody",), "2024Q4", "report_record_unknown"),
        (("c",), "2023Q4", "operator_not_assessed"),
    ],
)
def test_what_cannot_be_assessed_is_refused_with_a_reason(
    journal: MemoryJournal, texts: Texts, parts: tuple[str, ...], quarter: str, key: str
) -> None:
    request = ReportRequest(Quarter.parse(quarter), ("zh",), ISSUE, parts)
    with pytest.raises(DomainError, match=key):
        KINDS["operator"](journal, texts, request)
    assert texts.has(f"error.{key}")
