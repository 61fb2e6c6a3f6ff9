"""The cover: park, quarter, revenue since the records begin, places for seals, facts of issue."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.reading import series
from domain.records import Condition, Query
from domain.reports.names import best_name
from domain.reports.period import is_closed, period_name
from domain.reports.places import in_both
from domain.reports.tree import Cover, Fact, SealPlace, Strip
from domain.standing.completeness import completeness
from domain.standing.places import places
from domain.standing.rows import text
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from domain.records import Row
    from domain.reports.page import Page
    from domain.reports.request import Issue

_QUARTERS: Final = 20
_FEN_PER_YI: Final = 10_000_000_000
_FEN_PER_MILLION: Final = 100_000_000
_MOST_PLACES: Final = 3
_HASH_GROUPS: Final = 4
_GROUP: Final = 8
_OTHERS: Final = {"zh": ("fr", "en"), "fr": ("zh", "en"), "en": ("zh", "fr")}


def build(page: Page, issue: Issue) -> Cover:
    """Return the cover of a report."""
    enclave = park_row(page)
    others = _OTHERS[page.lang]
    other_name = best_name(enclave, others[0]) if enclave else ""
    here = park_name(page)
    return Cover(
        park=here,
        park_other="" if other_name == here else other_name,
        title=page.say(f"{page.edition}.cover_title"),
        subtitle=page.period_name(),
        other_titles=tuple(_other_title(page, lang) for lang in others),
        strip=_strip(page),
        places=places_of(page),
        facts=_facts(page, issue),
    )


def in_second(front: Cover, other: Page) -> Cover:
    """Return the cover of a report in two languages: the second names park, title and parties."""
    enclave = park_row(other)
    named = best_name(enclave, other.lang) if enclave else ""
    title = _other_title(other, other.lang)
    return replace(
        front,
        park_other="" if named == front.park else named,
        other_titles=tuple(sorted(front.other_titles, key=lambda each: each != title)),
        places=in_both(front.places, places_of(other)),
    )


def park_row(page: Page) -> Row | None:
    """Return the oldest enclave of the workbook."""
    columns = ("name_zh", "name_fr", "name_en", "code")
    rows = page.records.select(Query("enclave", columns=columns, order=("opened",), limit=1))
    return rows[0] if rows else None


def park_name(page: Page) -> str:
    """Return the name of the park in the report's language."""
    row = park_row(page)
    return (best_name(row, page.lang) if row else "") or page.say("park.unnamed")


def _other_title(page: Page, lang: str) -> str:
    quarter = period_name(page.texts, lang, page.period)
    return page.texts.say(f"report.{page.edition}.with_quarter", lang, quarter=quarter)


def _strip(page: Page) -> Strip | None:
    figures = series(page.records, "revenue", page.quarter, _QUARTERS)
    known = [at for at, figure in enumerate(figures) if figure.value is not None]
    if len(known) < 2:  # noqa: PLR2004 - one bar is no row of bars
        return None
    divisor, decimals = (_FEN_PER_YI, 2) if page.lang == "zh" else (_FEN_PER_MILLION, 1)
    values = [None if each.value is None else each.value / divisor for each in figures]

    def end(at: int) -> str:
        quarter = page.fmt.quarter(page.quarter.plus(at - _QUARTERS + 1))
        value = page.fmt.number(values[at], decimals)
        return page.say("cover.strip.end", quarter=quarter, value=value)

    first = known[0]
    drawn = tuple(None if value is None else float(value) for value in values[first:])
    return Strip(page.say("cover.strip"), drawn, end(first), end(_QUARTERS - 1))


def places_of(page: Page) -> tuple[SealPlace, ...]:
    """Return places for the parties of the agreements, or for the two sides of the park."""
    rows = page.records.select(
        Query(
            "agreement_party",
            columns=("party", "party.kind", "agreement.start", "agreement.end"),
            order=("agreement.code", "rank"),
        )
    )
    last = page.day.isoformat()
    running = [
        row
        for row in rows
        if text(row, "agreement.start") <= last
        and (not text(row, "agreement.end") or last <= text(row, "agreement.end"))
    ]
    parties = {text(row, "party"): text(row, "party.kind") for row in running}
    if not parties:
        where = places(page.records)
        sides = ((where.origin, "origin"), (where.host, "host"))
        parties = {party: kind for party, kind in sides if party}
    chosen = list(parties.items())[:_MOST_PLACES]
    return tuple(_place(page, party, kind) for party, kind in chosen)


def _place(page: Page, party: str, kind: str) -> SealPlace:
    role = kind if kind in {"origin", "host", "county"} else "other"
    say = page.texts.say
    return SealPlace(
        page.say("cover.government", party=page.names.party(party)),
        page.say(f"cover.role.{role}"),
        say("pdf.seal", page.lang),
        (
            (say("pdf.signer", page.lang), ""),
            (say("pdf.post", page.lang), ""),
            (say("pdf.date", page.lang), say("pdf.date_blank", page.lang)),
        ),
    )


def _facts(page: Page, issue: Issue) -> tuple[Fact, ...]:
    committees = page.records.select(
        Query(
            "party",
            columns=("code",),
            where=(Condition("kind", "=", "committee"),),
            order=("code",),
            limit=1,
        )
    )
    office = page.say("cover.office.unknown")
    if committees:
        office = page.say("cover.office", committee=page.names.party(text(committees[0], "id")))
    groups = [issue.head_hash[at * _GROUP : (at + 1) * _GROUP] for at in range(_HASH_GROUPS)]
    issued = "cover.issued" if issue.standing == "issued" else "cover.made"
    return (
        Fact(page.say("cover.compiled"), office),
        Fact(page.say(issued), page.fmt.date(issue.on)),
        Fact(page.say(page.of_period("cover.state")), _state(page)),
        Fact(page.say("cover.revision"), revision_words(page, issue)),
        Fact(page.say("cover.head"), " ".join(each for each in groups if each), code=True),
        Fact(page.say("cover.completeness"), _completeness(page)),
    )


def _state(page: Page) -> str:
    closed = is_closed(page.edition, page.records, page.quarter)
    if page.period.annual:
        return page.say("annual.state.closed" if closed else "annual.state.open")
    rows = page.records.find("quarter", quarter=str(page.quarter))
    return page.choice("quarter_state", text(rows[0], "state") if rows else "open")


def _completeness(page: Page) -> str:
    done = [completeness(page.records, quarter) for quarter in page.period.quarters]
    known, expected = sum(each.known for each in done), sum(each.expected for each in done)
    if not expected:
        return page.fmt.percent(None)
    return page.say(
        "cover.completeness.value",
        count=known,
        share=page.fmt.percent(Fraction(known * WHOLE_BP, expected)),
        known=page.fmt.integer(known),
        expected=page.fmt.integer(expected),
    )


def revision_words(page: Page, issue: Issue) -> str:
    """Return which revision this is: 第2版，替代第1版."""
    if issue.standing == "unrecorded":
        return page.say("revision.unrecorded")
    if issue.standing == "draft":
        return page.say("revision.draft")
    if issue.replaced:
        return page.say("revision.replaces", revision=issue.revision, replaced=issue.replaced)
    return page.say("revision", revision=issue.revision)
