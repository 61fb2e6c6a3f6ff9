"""Name parties, regions, firms and rooms in a report's language, in full and in short."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records, Row
    from domain.text import Texts

# What a name can do without where the place is narrow: the kind of territory, the city a
# district lies in, the legal form of a firm.
_PLACE: Final = {
    "zh": re.compile(r"^.+市(?=.+[区县市]$)|^园区(?=.)"),
    "fr": re.compile(
        r"^(?:ville|district|comté|province)\s+(?:de\s+|du\s+|d’)|\s*\(.*\)$"
        r"|(?<=^Comité de gestion) du parc$",
        re.IGNORECASE,
    ),
    # “Outside the province” keeps its last word: only names are written with capitals.
    "en": re.compile(r"\s+(?:City|District|County|Province)\b.*$|^Park (?=management)"),
}
_TERRITORY: Final = re.compile(r"(?<=..)[县区市省]$")
_FIRM: Final = {
    "zh": re.compile(
        r"^(?:浙江省?|杭州市?|衢州市?)(?=..)|（[^）]*）|\([^)]*\)|(?:股份|责任)?有限(?:责任)?公司$"
    ),
    "fr": re.compile(r",?\s*Co\.,?\s*Ltd\.?$"),
    "en": re.compile(r",?\s*Co\.,?\s*Ltd\.?$"),
}
_NUMBERED_BUILDING: Final = re.compile(r"(\d+)\s*号楼")
_BEFORE: Final = {"zh": ("zh", "en", "fr"), "fr": ("fr", "en", "zh"), "en": ("en", "zh", "fr")}


def place_short(name: str, lang: str) -> str:
    """Return a name of a territory without what the reader knows."""
    short = _PLACE[lang].sub("", name).strip()
    return short[:1].upper() + short[1:] if short else name


@dataclass(frozen=True, slots=True)
class Names:
    """Names by record id; parties by their code too. What is not recorded is ``—``."""

    lang: str
    texts: Texts
    parties: Mapping[str, str]
    regions: Mapping[str, str]
    firms: Mapping[str, str]
    firm_numbers: Mapping[str, str]
    buildings: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]

    def party(self, party: str) -> str:
        """Return a party's full name by its record or code."""
        name = self.parties.get(party, party or "—")
        return name[:1].upper() + name[1:]

    def party_short(self, party: str) -> str:
        """Return a party's name without what kind of body it is."""
        return self.place_short(self.party(party))

    def party_narrow(self, party: str) -> str:
        """Return a party's name for the narrowest places: 衢州, Quzhou."""
        short = self.party_short(party)
        return _TERRITORY.sub("", short) if self.lang == "zh" else short

    def place_short(self, name: str) -> str:
        """Return a name of a territory without what the reader knows."""
        return place_short(name, self.lang)

    def region(self, region: str) -> str:
        """Return a region's full name."""
        return self.regions.get(region, "—")

    def region_short(self, region: str) -> str:
        """Return a region's name without its kind: 龙游, Longyou."""
        short = self.place_short(self.region(region))
        return _TERRITORY.sub("", short) if self.lang == "zh" else short

    def firm(self, firm: str) -> str:
        """Return a firm's registered name."""
        return self.firms.get(firm, "—")

    def firm_short(self, firm: str) -> str:
        """Return a firm's name without place and legal form."""
        return short_firm(self.firm(firm), self.lang)

    def firm_tiny(self, firm: str) -> str:
        """Return the first word of a firm's name, two characters in Chinese."""
        short = self.firm_short(firm)
        return short[:2] if "\u3400" <= short[:1] <= "\u9fff" else short.split(" ")[0]

    def building(self, building: str) -> str:
        """Return a building's name; one that is called N号楼 is Building N elsewhere."""
        return self.buildings.get(building, "—")

    def unit(self, unit: str) -> str:
        """Return a room with its building: 3号楼504室."""
        if unit not in self.units:
            return "—"
        building, number = self.units[unit]
        return self.texts.say(
            "report.unit", self.lang, building=self.building(building), number=number
        )


def short_firm(full: str, lang: str) -> str:
    """Return a firm's name without place and legal form."""
    kind = "zh" if any(char >= "\u3400" for char in full) else lang
    return _FIRM[kind].sub("", full).strip() or full


def best_name(row: Row, lang: str, stem: str = "name") -> str:
    """Return the name of a record in a language, or in another when that is not recorded."""
    return next((name for each in _BEFORE[lang] if (name := text(row, f"{stem}_{each}"))), "")


def names_of(records: Records, texts: Texts, lang: str) -> Names:
    """Read all names once."""

    def table(name: str) -> dict[str, str]:
        rows = records.select(
            Query(name, columns=("code", "name_zh", "name_fr", "name_en"), order=("code",))
        )
        return {text(row, "id"): best_name(row, lang) or text(row, "code") for row in rows}

    firms = records.select(Query("firm", columns=("number", "name_zh", "name_fr", "name_en")))
    parties = table("party")
    codes = records.select(Query("party", columns=("code",)))
    units = records.select(Query("unit", columns=("building", "number")))
    return Names(
        lang,
        texts,
        {**parties, **{text(row, "code"): parties[text(row, "id")] for row in codes}},
        table("region"),
        {text(row, "id"): best_name(row, lang) or text(row, "number") for row in firms},
        {text(row, "id"): text(row, "number") for row in firms},
        {record: _building(name, texts, lang) for record, name in table("building").items()},
        {text(row, "id"): (text(row, "building"), text(row, "number")) for row in units},
    )


def _building(name: str, texts: Texts, lang: str) -> str:
    numbered = _NUMBERED_BUILDING.fullmatch(name)
    return texts.say("report.building", lang, number=numbered[1]) if numbered else name
