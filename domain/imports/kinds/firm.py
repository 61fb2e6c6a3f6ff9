"""The firm register: a row per firm, candidate, tenant or graduate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.credit_code import check_credit_code
from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import REMARK, SERIAL, given, need
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow
    from domain.records import Value

_FIELDS: Final = (
    "name_zh",
    "name_fr",
    "name_en",
    "sector",
    "sector_name",
    "trajectory",
    "admission_date",
    "baseline_headcount",
    "baseline_rd_staff",
    "baseline_revenue_fen",
    "high_tech_date",
    "sme_date",
    "specialised_date",
    "contact_person",
    "contact_phone",
    "foreign_code",
    "remark",
)


def take(intake: Intake, row: TableRow) -> None:
    """Take a firm; a wrong credit code is left unknown and reported."""
    if not need(row, "number"):
        return
    values = given(row, *_FIELDS)
    values["credit_code"] = _credit_code(row)
    for site in ("rd_site", "production_site"):
        if row.text(site):
            values[site] = intake.places.region(row.text(site))
    if not intake.put_merged(row, values):
        intake.put(row, {"number": row.text("number")}, values, "number")


def _credit_code(row: TableRow) -> Value:
    code = row.text("credit_code").replace(" ", "").upper()
    if not code:
        return None
    error = check_credit_code(code)
    if error is None:
        return code
    row.findings.append(("credit_code", error))
    return None


KIND: Final = SheetKind(
    key="firm",
    table="firm",
    columns=(
        SERIAL,
        Column(
            "number",
            (
                "企业编号",
                "企业代码",
                "N° entreprise",
                "Numéro d’entreprise",
                "Firm no.",
                "Firm number",
                "Firm ID",
            ),
        ),
        Column(
            "name_zh",
            ("企业名称", "公司名称", "单位名称", "中文名称", "Nom chinois", "Chinese name"),
        ),
        Column("name_fr", ("法文名称", "Raison sociale", "Nom français", "French name")),
        Column("name_en", ("英文名称", "Nom anglais", "English name", "Firm name", "Company name")),
        Column(
            "credit_code",
            (
                "统一社会信用代码",
                "信用代码",
                "社会信用代码",
                "Code de crédit social",
                "Code de crédit",
                "Unified social credit code",
                "Credit code",
            ),
        ),
        Column("foreign_code", ("境外登记号", "Identifiant étranger", "Foreign id")),
        Column(
            "sector",
            (
                "行业代码",
                "Code d’activité",
                "Secteur",
                "Code secteur",
                "Sector code",
                "Sector",
                "Industry code",
            ),
        ),
        Column(
            "sector_name",
            (
                "行业名称",
                "行业",
                "所属行业",
                "Activité",
                "Libellé du secteur",
                "Sector name",
                "Industry",
            ),
        ),
        Column(
            "trajectory",
            ("轨迹类型", "轨迹", "入驻类型", "Trajectoire", "Mode", "Trajectory"),
            words=words(I="I|Ⅰ|1|一|模式一|mode I", II="II|Ⅱ|2|二|模式二|mode II"),
        ),
        Column(
            "admission_date",
            (
                "准入日期",
                "入驻日期",
                "准入时间",
                "Date d’admission",
                "Admission",
                "Admission date",
                "Admitted on",
            ),
            Kind.DATE,
        ),
        Column(
            "baseline_headcount",
            (
                "准入时从业人员",
                "准入时从业人员数",
                "Effectif à l’admission",
                "Headcount at admission",
            ),
            Kind.INTEGER,
        ),
        Column(
            "baseline_rd_staff",
            ("准入时研发人员", "Effectif de R&D à l’admission", "R&D staff at admission"),
            Kind.INTEGER,
        ),
        Column(
            "baseline_revenue_fen",
            ("准入时营业收入", "Chiffre d’affaires à l’admission", "Revenue at admission"),
            Kind.MONEY,
            1_000_000,
        ),
        Column(
            "high_tech_date",
            (
                "国家高新技术企业",
                "高新技术企业",
                "高新认定日期",
                "Haute technologie",
                "Label haute technologie",
                "High-tech enterprise",
                "High-tech",
            ),
            Kind.DATE,
        ),
        Column(
            "sme_date",
            ("科技型中小企业", "科小认定日期", "PME technologique", "S&T SME", "Technology SME"),
            Kind.DATE,
        ),
        Column(
            "specialised_date",
            (
                "专精特新",
                "专精特新认定日期",
                "Entreprise spécialisée et innovante",
                "Specialised-refined-new",
                "Specialised",
            ),
            Kind.DATE,
        ),
        Column(
            "rd_site",
            (
                "研发所在地",
                "研发地",
                "研发地点",
                "Site de R&D",
                "Lieu de R&D",
                "R&D site",
                "R&D location",
            ),
        ),
        Column(
            "production_site",
            (
                "生产所在地",
                "生产地",
                "生产地点",
                "Site de production",
                "Lieu de production",
                "Production site",
                "Production location",
            ),
        ),
        Column("contact_person", ("联系人", "Contact", "Personne à contacter", "Contact person")),
        Column("contact_phone", ("联系电话", "电话", "Téléphone", "Telephone", "Phone")),
        REMARK,
    ),
    marks=(
        ("number",),
        ("name_zh", "name_fr", "name_en"),
        ("credit_code", "trajectory", "admission_date", "rd_site", "production_site", "sector"),
    ),
    rank=20,
)
