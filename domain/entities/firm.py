"""A firm: candidate, tenant or graduate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.credit_code import check_credit_code
from domain.entities.checks import named, text_of
from domain.entities.choices import TRAJECTORY
from domain.entities.fields import OWNER, choice, day, long_text, money, reference, text, whole
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.errors import DomainError
    from domain.records import Records, Row


def _credit_code(row: Row, _records: Records) -> Iterable[DomainError]:
    code = text_of(row, "credit_code")
    breach = check_credit_code(code) if code else None
    if breach is not None:
        yield breach


SPEC = EntitySpec(
    table="firm",
    fields=(
        text("number", required=True, unique=True),
        text("name_zh"),
        text("name_fr"),
        text("name_en"),
        text("credit_code", unique=True),
        text("foreign_code", listed=False),
        text("sector"),
        text("sector_name"),
        choice("trajectory", TRAJECTORY),
        day("admission_date"),
        day("high_tech_date"),
        day("sme_date"),
        day("specialised_date"),
        reference("rd_site", "region"),
        reference("production_site", "region"),
        whole("baseline_headcount", minimum=0, listed=False, unit="persons"),
        whole("baseline_rd_staff", minimum=0, listed=False, unit="persons"),
        money("baseline_revenue_fen", listed=False),
        money("baseline_tax_fen", listed=False),
        text("contact_person"),
        text("contact_phone"),
        long_text("remark"),
        OWNER,
    ),
    label=("name_zh", "name_en", "name_fr", "number"),
    key=("number",),
    area="firms",
    icon="firms",
    order=("number",),
    rules=(named("name_zh", "name_fr", "name_en"), _credit_code),
)
