"""Rebuild the sample summary in French and English, and in Chinese and French side by side."""

from __future__ import annotations

from dataclasses import replace

from domain.reports.tree import (
    Column,
    Cover,
    DecisionBox,
    Document,
    Fact,
    Heading,
    NumberedDeviation,
    Row,
    Run,
    SealPlace,
    Section,
    Table,
    TrafficLight,
)
from tests.storage.pdf.quarter_2024q4 import COVER, DIGEST, QUARTERLY, SUMMARY, spark

_LINES = (("Signataire", ""), ("Qualité", ""), ("Date", "jj / mm / aaaa"))
_FR_FIGURES = (
    (
        "Chiffre d’affaires",
        "",
        "k¥",
        "419\u202f742,6",
        "385\u202f855,7",
        "386\u202f558,4",
        "+8,8\u202f%",
        "+8,6\u202f%",
        "52/54",
    ),
    (
        "Dépenses de R&D",
        "",
        "k¥",
        "110\u202f075,2",
        "87\u202f143,6",
        "96\u202f658,8",
        "+26,3\u202f%",
        "+13,9\u202f%",
        "51/54",
    ),
    (
        "Impôts et taxes",
        "a",
        "k¥",
        "17\u202f701,0",
        "19\u202f436,7",
        "19\u202f404,2",
        "−8,9\u202f%",
        "−8,8\u202f%",
        "48/54",
    ),
    (
        "Effectifs",
        "",
        "pers.",
        "1\u202f555",
        "1\u202f548",
        "1\u202f421",
        "+0,5\u202f%",
        "+9,4\u202f%",
        "53/54",
    ),
    ("Entreprises en incubation", "", "entr.", "27", "28", "31", "−1 entr.", "−4 entr.", "58/60"),
    (
        "Taux d’occupation",
        "b",
        "%",
        "75,5",
        "78,3",
        "80,6",
        "−2,8\u202fpt",
        "−5,1\u202fpt",
        "95/95",
    ),
    (
        "Production de retour",
        "",
        "k¥",
        "137\u202f041,0",
        "130\u202f305,5",
        "125\u202f950,2",
        "+5,2\u202f%",
        "+8,8\u202f%",
        "14/14",
    ),
    (
        "Produit fiscal à partager",
        "a",
        "k¥",
        "8\u202f988,2",
        "9\u202f847,7",
        "9\u202f701,6",
        "−8,7\u202f%",
        "−7,4\u202f%",
        "48/54",
    ),
)


_EN_FIGURES = (
    ("Revenue", "", "CNY k", "419,742.6", "385,855.7", "386,558.4", "+8.8%", "+8.6%", "52/54"),
    ("Taxes", "a", "CNY k", "17,701.0", "19,436.7", "19,404.2", "−8.9%", "−8.8%", "48/54"),
    ("Occupancy", "", "%", "75.5", "78.3", "80.6", "−2.8 pp", "−5.1 pp", "95/95"),
)


def _rows(figures: tuple[tuple[str, ...], ...]) -> tuple[Row, ...]:
    rows = []
    for name, mark, *cells, filed in figures:
        label = (Run(f"{name} "), Run(mark, "mark")) if mark else name
        rows.append(Row((label, *cells, spark(0, 1, 0.4, 2), filed)))
    return tuple(rows)


def _table(
    words: tuple[str, str, str],
    heads: tuple[str, ...],
    figures: tuple[tuple[str, ...], ...],
    note: str,
) -> Table:
    number, title, unit = words
    label, unit_head, now, before, ago, change, yearly, line, filed = heads
    return Table(
        number,
        title,
        unit=unit,
        density="key",
        columns=(
            Column(label, kind="label"),
            Column(unit_head, kind="muted", weight=0),
            Column(now, "right", kind="key", weight=0.5),
            Column(before, "right", weight=0.5, narrow=False),
            Column(ago, "right", weight=0.5, narrow=False),
            Column(change, "right", weight=0.5),
            Column(yearly, "right", weight=0.5),
            Column(line, "right", weight=0, narrow=False),
            Column(filed, "right", weight=0.3, narrow=False),
        ),
        rows=_rows(figures),
        note=note,
    )


SUMMARY_FR = Section(
    "1. ",
    "L’essentiel",
    finding=(
        "L’activité du parc reste soutenue et le chiffre d’affaires atteint son plus haut niveau "
        "depuis 2020\u202f; le recul des impôts tient à cinq entreprises qui n’ont pas déclaré "
        "leur TVA\u202f; faute de quorum, la réunion conjointe devra se prononcer à nouveau sur "
        "une résolution."
    ),
    light=TrafficLight(
        "amber",
        "Orange\nÀ surveiller",
        "Motifs\u202f: deux seuils de l’opérateur non atteints\u202f; base du règlement "
        "incomplète. Aucun point rouge.",
    ),
    blocks=(
        _table(
            ("Tableau 1", "Huit chiffres clés", "k¥\u202f: milliers de yuans"),
            (
                *("Indicateur", "Unité", "T4 2024", "T3 2024", "T4 2023", "sur un trim."),
                *("sur un an", "Depuis 2020", "Déclarés"),
            ),
            _FR_FIGURES,
            "Courbes tracées chacune de son minimum à son maximum\u202f; point plein\u202f: "
            "T4 2024, point vide\u202f: T4 2023. Une entreprise qui n’a pas déclaré n’est jamais "
            "comptée pour zéro. Le produit fiscal à partager applique à chaque impôt la part "
            "conservée localement (page 6).",
        ),
        Heading("Écarts expliqués"),
        NumberedDeviation(
            "a",
            "Impôts en recul de 8,9\u202f%\u202f: surtout un défaut de déclaration.",
            "La TVA baisse de 2\u202f921,5 k¥ sur un trimestre, dont 2\u202f886,4 k¥ déclarés au "
            "T3 par cinq entreprises absentes au T4. À périmètre constant (47 entreprises), elle "
            "ne recule que de 0,7\u202f%. L’impôt sur les sociétés progresse de 24,2\u202f%. Le "
            "complément sera corrigé au prochain règlement.",
        ),
        NumberedDeviation(
            "b",
            "Occupation à 75,5\u202f%, soit 2,8 points de moins.",
            "Deux baux rompus avant terme libèrent 820,5 m², dont celui d’une entreprise partie "
            "à l’expiration de son aide. Six baux (1\u202f180,5 m²) expirent au prochain "
            "trimestre, sans intention de renouvellement connue.",
        ),
        NumberedDeviation(
            "c",
            "Opérateur noté 74,1 sur 100, en baisse de 5,7\u202f; deux seuils manqués.",
            "Entreprises attirées\u202f: 2 pour un minimum de 3, deuxième trimestre "
            "consécutif\u202f; satisfaction des entreprises\u202f: 74 pour un minimum de 80.",
        ),
        DecisionBox(
            "Décisions demandées",
            (
                (
                    "Arrêter le règlement du trimestre\u202f: 8\u202f988\u202f248,00\u202f¥, dont "
                    "Quzhou 3\u202f047\u202f768,44\u202f¥, Yuhang 4\u202f040\u202f067,20\u202f¥ et "
                    "Longyou 1\u202f900\u202f412,36\u202f¥."
                ),
                (
                    "Réunir à nouveau les parties avant le 31 mars 2025 et voter la résolution "
                    "R-2024-01 (réserve du bâtiment 5 affectée aux seuls essais pilotes)."
                ),
                (
                    "Appliquer à l’opérateur les retenues prévues au contrat (10\u202f% et "
                    "5\u202f%) et exiger un plan de redressement avant fin février."
                ),
            ),
        ),
    ),
)

COVER_FR = Cover(
    park="Enclave d’innovation Quzhou–Hangzhou (exemple)",
    park_other="衢杭创新飞地",
    title="Rapport trimestriel de gouvernance",
    subtitle="4e trimestre 2024",
    other_titles=("治理季报，2024年第4季度",),
    strip=replace(COVER.strip, caption="Chiffre d’affaires, 100 millions de yuans")
    if COVER.strip
    else None,
    places=tuple(
        SealPlace(name, role, "Cachet", _LINES)
        for name, role in (
            ("Gouvernement populaire de Quzhou", "territoire d’origine"),
            ("Gouvernement populaire de Yuhang, Hangzhou", "territoire d’accueil"),
            ("Gouvernement populaire de Longyou", "territoire de retour"),
        )
    ),
    facts=(
        Fact("Établi par", "Secrétariat du comité de gestion"),
        Fact("Émis le", "24 janvier 2025"),
        Fact("Empreinte", "103c7851 088be7c5 2127aaf3 fe87ff00", code=True),
        Fact("Révision", "2, remplace la révision 1"),
    ),
)

REPORT_FR = Document(
    kind="quarterly",
    lang="fr",
    title="Rapport trimestriel de gouvernance, T4 2024",
    park="Enclave d’innovation Quzhou–Hangzhou",
    quarter="T4 2024",
    revision="révision 2",
    issued="24 janvier 2025",
    head_left="Enclave d’innovation Quzhou–Hangzhou · Rapport trimestriel",
    head_right="T4 2024",
    page_words="page {page} sur {pages}",
    sections=(SUMMARY_FR,),
    imprint=(
        "révision 2 (remplace la révision 1) · émis le 24 janvier 2025",
        "Empreinte des données (SHA-256)",
    ),
    digest=DIGEST,
    qr=f"feidi:2024Q4:2:{DIGEST[:32]}",
    cover=COVER_FR,
)

SUMMARY_EN = Section(
    "1. ",
    "Summary",
    finding=(
        "The park stays sound and revenue is the highest on record; taxes fell because five firms "
        "filed no VAT; without a quorum, one resolution must be voted again."
    ),
    light=TrafficLight("amber", "Amber\nWatch", "Two operator thresholds missed; no red item."),
    blocks=(
        _table(
            ("Table 1", "Three key figures", "CNY k: thousands of yuan"),
            (
                *("Indicator", "Unit", "2024Q4", "2024Q3", "2023Q4", "on quarter"),
                *("on year", "Since 2020", "Reported"),
            ),
            _EN_FIGURES,
            "Each line runs from its own minimum to its maximum. A firm that has not reported is "
            "never counted as zero.",
        ),
        Heading("Deviations explained"),
        NumberedDeviation(
            "a",
            "Taxes fell 8.9%, mainly a gap in reporting.",
            "Like for like (47 firms) VAT fell by 0.7% only.",
        ),
        DecisionBox("Decisions asked for", ("Adopt this quarter’s settlement.",)),
    ),
)
REPORT_EN = replace(
    REPORT_FR,
    lang="en",
    title="Quarterly governance report, 2024Q4",
    head_left="Quzhou–Hangzhou innovation enclave · Quarterly report",
    head_right="2024Q4",
    page_words="page {page} of {pages}",
    sections=(SUMMARY_EN,),
    imprint=("revision 2 (replaces revision 1) · issued 24 January 2025", "Digest (SHA-256)"),
    cover=None,
)

BOTH = replace(
    QUARTERLY,
    second_lang="fr",
    cover=None,
    head_left="衢杭创新飞地治理季报 · Enclave d’innovation Quzhou–Hangzhou",
    head_right="2024年第4季度 · T4 2024",
    page_words="第 {page} 页，共 {pages} 页 · page {page} sur {pages}",
    sections=(replace(SUMMARY, twin=SUMMARY_FR),),
)
