"""A party that is worse off comes first among what a report asks to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.report_kinds import KINDS
from domain.reports.request import ReportRequest
from domain.reports.tree import DecisionBox
from tests.domain.reports.conftest import ISSUE, QUARTER
from tests.domain.reports.reading import every, plain, table
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.reports.tree import Document, Language
    from domain.text import Texts


def _park(host_cost_fen: int) -> MemoryRecords:
    """Return two parties that share half of one firm's VAT, 60 to 40; the host pays for the park.

    VAT of 100 000.00 yuan leaves 50 000.00 to be shared: 30 000.00 and 20 000.00.
    """
    park = MemoryRecords(SPECS)
    home = park.add("party", code="QZ", kind="origin", name_zh="衢州市", name_en="Quzhou City")
    host = park.add("party", code="YH", kind="host", name_zh="余杭区", name_en="Yuhang District")
    agreement = park.add("agreement", code="AG", signed="2019-06-18", start="2019-07-01")
    for rank, party in enumerate((home, host), start=1):
        park.add("agreement_party", agreement=agreement, party=party, rank=rank)
    rule = park.add("sharing_rule", agreement=agreement, code="R1", base="tax", clock="signature")
    park.add("retained_share", rule=rule, tax="vat", share_bp=5_000)
    meeting = park.add("meeting", number="M", date="2019-06-25", quorum_met=1)
    adopted = park.add("resolution", number="R", meeting=meeting, text="…", state="in_force")
    version = park.add(
        "sharing_rule_version", rule=rule, version=1, valid_from="2019-07-01", resolution=adopted
    )
    phase = park.add("rule_phase", version=version, phase=1, from_year=1)
    for party, share in ((home, 6_000), (host, 4_000)):
        park.add("phase_share", phase=phase, party=party, share_bp=share)
    firm = park.add("firm", number="1", name_zh="甲有限公司", admission_date="2020-01-01")
    park.add("firm_quarter", firm=firm, quarter="2024Q4", vat_fen=10_000_000)
    park.add("cost", payer=host, quarter="2024Q4", actual_fen=host_cost_fen, recovered_fen=500_000)
    park.add("settlement", quarter="2024Q3", state="disputed")
    return park


def _report(park: MemoryRecords, texts: Texts, lang: Language) -> Document:
    return KINDS["quarterly"](park, texts, ReportRequest(QUARTER, (lang,), ISSUE))


def _asked(park: MemoryRecords, texts: Texts, lang: Language) -> list[str]:
    return [plain(item) for item in next(every(_report(park, texts, lang), DecisionBox)).items]


# The host gets 20 000.00 and pays 45 000.00 less 5 000.00 recovered: 20 000.00 short.
@pytest.mark.parametrize(
    ("lang", "party", "amount", "disputed", "total"),
    [
        ("zh", "余杭区", "−20,000.00", "2024年第3季度", "50,000.00"),
        ("fr", "Yuhang", "−20\u202f000,00", "T3 2024", "50\u202f000,00"),
        ("en", "Yuhang", "−20,000.00", "2024Q3", "50,000.00"),
    ],
)
def test_a_party_that_is_worse_off_comes_before_disputes_and_settlement(
    texts: Texts, lang: Language, party: str, amount: str, disputed: str, total: str
) -> None:
    first, second, third = _asked(_park(4_500_000), texts, lang)
    assert party in first
    assert amount in first
    assert disputed in second.replace("\u00a0", " ")
    assert total in third


def test_a_party_that_breaks_even_is_not_among_the_decisions(texts: Texts) -> None:
    asked = _asked(_park(2_500_000), texts, "zh")
    assert not any("净收益为负" in item for item in asked)
    assert asked[0].startswith("对争议未决")


def test_the_statement_shows_the_loss(texts: Texts) -> None:
    rows = table(_report(_park(4_500_000), texts, "zh"), "结算明细")
    assert rows["净收益"][1:] == ("30,000.00", "−20,000.00", "10,000.00")
