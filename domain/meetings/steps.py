"""Say how far a meeting has come, from the notice to what it put in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from domain.records import Records, Row

STEPS: Final = ("convened", "held", "minutes", "countersigned", "in_force")
_CARRIED: Final = ("adopted", "countersigned", "in_force", "executed", "superseded")

Step = Literal["done", "next", "open"]


def steps(records: Records, meeting: Row) -> dict[str, Step]:
    """Return each step with whether it is done, the next, or still open.

    A meeting that adopted nothing has nothing to countersign: its minutes end it.
    """
    resolutions = records.find("resolution", meeting=meeting["id"])
    carried = [row["state"] for row in resolutions if row["state"] in _CARRIED]
    closed = meeting["state"] == "closed"
    done = {
        "convened": True,
        "held": meeting["state"] in ("held", "closed"),
        "minutes": closed,
        "countersigned": closed and bool(carried) and "adopted" not in carried,
        "in_force": closed and bool(carried) and not {"adopted", "countersigned"} & set(carried),
    }
    found: dict[str, Step] = {}
    following: Step = "next"
    for name in STEPS:
        found[name] = "done" if done[name] else following
        if not done[name]:
            following = "open"
    if closed and not carried:
        return {name: found[name] for name in STEPS[:3]}
    return found
