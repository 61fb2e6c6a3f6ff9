"""Find the parties, regions and buildings that files name, and add those not yet recorded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.imports.gazetteer import Place, find_place
from domain.imports.words import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.imports.book import Book
    from domain.records import Row, Value

NAMES: Final = ("name_zh", "name_fr", "name_en")
COMMITTEE_NAMES: Final = frozenset(
    name_key(name)
    for name in (
        "管委会",
        "园区管委会",
        "管理委员会",
        "园区管理委员会",
        "comité de gestion",
        "management committee",
    )
)
OPERATOR_NAMES: Final = frozenset(
    name_key(name) for name in ("运营方", "运营单位", "运营商", "opérateur", "operator")
)
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_NUMBERED_BUILDING: Final = re.compile(r"(\d+)\s*(?:号楼|号|栋|幢)")
_PARTY_KINDS: Final = {"province": "province", "city": "other", "other": "other"}
# Codes that the parties of an agreement mostly go by; a taken one gets a number.
_CODES: Final = {
    "衢州市": "QZ",
    "余杭区": "YH",
    "龙游县": "LY",
    "浙江省": "ZJ",
    "杭州市": "HZ",
    "柯城区": "KC",
    "衢江区": "QJ",
    "江山市": "JS",
    "常山县": "CS",
    "开化县": "KH",
}


def names_of(text: str) -> dict[str, Value]:
    """Return a name in the language it is written in."""
    return {"name_zh" if _HAN.search(text) else "name_en": text}


def building_names(code: str) -> dict[str, Value]:
    """Return what a building is called that files call by its number, as 3号楼; else nothing."""
    numbered = _NUMBERED_BUILDING.fullmatch(code)
    if numbered is None:
        return {}
    number = numbered[1]
    return {"name_zh": code, "name_fr": f"Bâtiment {number}", "name_en": f"Building {number}"}


class Places:
    """Parties, regions and buildings by the names that files use."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._found: dict[tuple[str, str], str] = {}

    def forget(self) -> None:
        """Drop what was found: a refused row may have added records that are not kept."""
        self._found.clear()

    def region(self, text: str) -> str:
        """Return the id of the region that a name means; an unknown one is added."""
        cached = self._found.get(("region", text))
        if cached is None:
            cached = self._found["region", text] = self._region(find_place(text))
        return cached

    def _region(self, place: Place) -> str:
        known = self._named("region", place.name)
        if known is not None:
            return str(known["id"])
        values: dict[str, Value] = {"kind": self._region_kind(place)}
        if place.code:
            values["code"] = place.code
        if place.parent and place.level == "county":
            values["parent"] = self.region(place.parent)
        if place.name_fr:
            values |= {"name_fr": place.name_fr, "name_en": place.name_en}
        name = names_of(place.name)
        key = {"name_zh": name.get("name_zh")} if "name_zh" in name else name
        return self._plan("region", key, values)

    @staticmethod
    def _region_kind(place: Place) -> str:
        if place.level == "county" and place.name.endswith("区"):
            return "district"
        return place.level

    def party(self, text: str) -> str:
        """Return the id of the party that a name means; an unknown one is added."""
        cached = self._found.get(("party", text))
        if cached is None:
            cached = self._found["party", text] = self._party(text)
        return cached

    def _party(self, text: str) -> str:
        key = name_key(text)
        known = self._known_party(text)
        if known is not None:
            return str(known["id"])
        if key in COMMITTEE_NAMES:
            return self.new_party("MC", "园区管委会", "committee")
        if key in OPERATOR_NAMES:
            return self.new_party("OP", "运营方", "operator")
        place = find_place(text)
        if place.level == "other":
            kind = "operator" if "运营" in text or "服务有限公司" in text else "other"
            return self.new_party("", text.strip(), kind)
        return self.new_party("", text.strip(), self._party_kind(place))

    def _known_party(self, text: str) -> Row | None:
        known = self._named("party", text)
        if known is None and name_key(text) in COMMITTEE_NAMES:
            known = self._book.one("party", kind="committee")
        if known is None and name_key(text) in OPERATOR_NAMES:
            known = self._book.one("party", code="OP")
        return known

    @staticmethod
    def _party_kind(place: Place) -> str:
        if place.level == "county":
            return "district" if place.name.endswith("区") else "county"
        return _PARTY_KINDS[place.level]

    def party_by(self, code: str, text: str) -> str | None:
        """Return the id of the party with this name, else with this code, else None."""
        known = self._known_party(text) if text else None
        known = known or (self._book.one("party", code=code) if code else None)
        return str(known["id"]) if known else None

    def new_party(self, code: str, name: str, kind: str, **values: Value) -> str:
        """Add a party with a code that is not taken, and its region when it is a place."""
        place = find_place(name)
        french = {
            each: value
            for each, value in (("name_fr", place.name_fr), ("name_en", place.name_en))
            if value
        }
        code = self._free_code(code or _CODES.get(place.name, ""))
        row = {**names_of(name), **french, "kind": kind, "region": self.region_of(name), **values}
        return self._plan("party", {"code": code}, row)

    def region_of(self, name: str) -> str | None:
        """Return the id of the region that a party's name means, None when it is no place."""
        return self.region(name) if find_place(name).level != "other" else None

    def _free_code(self, wanted: str) -> str:
        if wanted and self._book.one("party", code=wanted) is None:
            return wanted
        number = 1
        while self._book.one("party", code=f"{wanted or 'P'}{number:02d}") is not None:
            number += 1
        return f"{wanted or 'P'}{number:02d}"

    def building(self, text: str) -> str:
        """Return the id of a building by its code or a name; an unknown one is added."""
        code = text.strip()
        known = self.known_building(code)
        if known is not None:
            return str(known["id"])
        names = building_names(code)
        return self._plan("building", {"code": code}, {**names, "enclave": self.enclave()})

    def known_building(self, text: str) -> Row | None:
        """Return the building with this code, else with this name in any language, else None."""
        code = text.strip()
        return self._book.one("building", code=code) or self._named("building", code)

    def enclave(self) -> str | None:
        """Return the id of the enclave when the workbook has exactly one, else None."""
        enclaves = list(self._book.rows("enclave"))
        return str(enclaves[0]["id"]) if len(enclaves) == 1 else None

    def _plan(self, table: str, key: Mapping[str, Value], values: Mapping[str, Value]) -> str:
        put = self._book.weigh(table, key, values)
        self._book.keep(table, put)
        return str(put.row["id"])

    def _named(self, table: str, text: str) -> Row | None:
        for name in NAMES:
            found = self._book.one(table, **{name: text})
            if found is not None:
                return found
        wanted = name_key(text)
        for row in self._book.rows(table):
            if any(name_key(str(row[name])) == wanted for name in NAMES if row[name]):
                return row
        return None
