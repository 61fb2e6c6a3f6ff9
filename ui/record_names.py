"""Say which fields tell records apart that share a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.records import Kind

if TYPE_CHECKING:
    from domain.records import EntitySpec, Field, Row, Specs

SOLE: Final = frozenset({"enclave", "agreement"})
"""Entities of which a park as a rule has one, so that naming it tells nothing."""
BY_CODE: Final = frozenset({"sharing_rule"})
"""Entities whose long names would hide in a list what is told of them; each has a code."""
_POINTERS: Final = {
    ("attachment", "owner_record"): "owner_table",
    ("merged_record", "record"): "field",
    ("distinct_pair", "one"): "entity",
    ("distinct_pair", "other"): "entity",
}
_WHEN: Final = frozenset({Kind.QUARTER, Kind.DATE})
_TELLING: Final = _WHEN | {Kind.REFERENCE}


def qualifiers(spec: EntitySpec) -> tuple[Field, ...]:
    """Return the fields named after a record's own name, as the building after a room's number.

    They are those of a key of several fields that the name is one of: "101" exists in every
    building. A title that is no part of the key stands for itself.
    """
    if len(spec.key) < 2 or not spec.label:  # noqa: PLR2004 - a key of one field needs no other
        return ()
    own = spec.field(spec.label[0])
    if own.name not in spec.key and own.kind is not Kind.CHOICE:
        return ()
    others = [spec.field(name) for name in spec.key if name != own.name]
    others = [each for each in others if each.target not in SOLE]
    return tuple(
        each
        for each in others
        if each.kind in _TELLING or each.name == "year" or (spec.table, each.name) in _POINTERS
    )


def pointed_at(spec: EntitySpec, field: Field, row: Row) -> tuple[str, str] | None:
    """Return entity and id of the record that a field of text names, None when it names none.

    Which entity it is another field of the record says: ``firm``, or ``firm.number``.
    """
    teller = _POINTERS.get((spec.table, field.name))
    record = row.get(field.name)
    if teller is None or not isinstance(record, str):
        return None
    return str(row.get(teller) or "").partition(".")[0], record


def own_first(field: Field) -> bool:
    """Tell whether a record's own name comes first; a day or quarter follows what it is of."""
    return field.kind not in _WHEN


def is_counted(spec: EntitySpec) -> bool:
    """Tell whether records are named by a number that needs a word, as "phase 2"."""
    return bool(spec.label) and spec.field(spec.label[0]).kind is Kind.INTEGER


def is_by_code(specs: Specs, spec: EntitySpec) -> bool:
    """Tell whether a record's name holds that of a rule, which a list says by its code."""
    targets = [each.target for each in qualifiers(spec) if each.target]
    return any(name in BY_CODE or is_by_code(specs, specs[name]) for name in targets)


def read_through(specs: Specs, spec: EntitySpec) -> frozenset[str]:
    """Return the entities whose names its rows show: those referred to, and what names them."""
    targets = {each.target for each in spec.fields if each.target}
    beyond = {each.target for name in targets for each in qualifiers(specs[name])}
    return frozenset(targets | beyond - {""})
