"""The processes of a park as data: which state may follow which, and which needs a reason."""

from __future__ import annotations

from typing import Final

from domain.states import StateMachine

_LEAVING: Final = ("withdrawn", "exited")
_UNADMITTED: Final = ("rejected", *_LEAVING)
_HALTS: Final = ("stalled", "abandoned")
_RETURN_PATH: Final = (
    "intent",
    "site_matched",
    "agreement",
    "land_granted",
    "construction",
    "in_production",
    "at_scale",
)

INCUBATION: Final = StateMachine(
    "stage",
    {
        "": ("lead",),
        "lead": ("screened", *_UNADMITTED),
        "screened": ("panel", *_UNADMITTED),
        "panel": ("admitted", *_UNADMITTED),
        "admitted": ("incubating", *_LEAVING),
        "incubating": ("on_watch", "ready", *_LEAVING),
        "on_watch": ("incubating", *_LEAVING),
        "ready": ("graduated", *_LEAVING),
        "graduated": (),
        "rejected": (),
        "withdrawn": (),
        "exited": (),
    },
    reasoned=frozenset(_UNADMITTED),
)

MODE_2: Final = StateMachine(
    "stage",
    {
        "": ("diagnosed",),
        "diagnosed": ("rd_unit_opened",),
        "rd_unit_opened": ("joint_project",),
        "joint_project": ("applied_at_home",),
        "applied_at_home": ("diffused",),
        "diffused": (),
    },
)

# A stalled project resumes where it was: which state that is, its milestones tell.
RETURN: Final = StateMachine(
    "return_state",
    {
        "": ("intent",),
        **{
            state: (*following, *_HALTS)
            for state, following in zip(
                _RETURN_PATH, [*((each,) for each in _RETURN_PATH[1:]), ()], strict=True
            )
        },
        "stalled": (*_RETURN_PATH, "abandoned"),
        "abandoned": (),
    },
    reasoned=frozenset(_HALTS),
)

RESOLUTION: Final = StateMachine(
    "resolution_state",
    {
        "": ("draft",),
        "draft": ("tabled",),
        "tabled": ("adopted", "rejected", "deferred", "escalated"),
        "adopted": ("countersigned",),
        "rejected": (),
        "deferred": ("tabled",),
        "escalated": ("tabled",),
        "countersigned": ("in_force",),
        "in_force": ("executed", "superseded"),
        "executed": (),
        "superseded": (),
    },
)

ACTION: Final = StateMachine(
    "action_state",
    {
        "": ("open",),
        "open": ("in_progress", "blocked", "cancelled"),
        "in_progress": ("submitted", "blocked", "cancelled"),
        "submitted": ("verified", "in_progress", "blocked", "cancelled"),
        "verified": (),
        "blocked": ("open", "in_progress", "cancelled"),
        "cancelled": (),
    },
    reasoned=frozenset({"blocked"}),
)

QUARTER: Final = StateMachine(
    "quarter_state",
    {
        "": ("open",),
        "open": ("submitted_by_origin", "submitted_by_host"),
        "submitted_by_origin": ("submitted",),
        "submitted_by_host": ("submitted",),
        "submitted": ("reconciled",),
        # Whoever does not approve sends the figures back to be settled again.
        "reconciled": ("approved_by_origin", "approved_by_host", "submitted"),
        "approved_by_origin": ("approved", "submitted"),
        "approved_by_host": ("approved", "submitted"),
        "approved": ("closed", "submitted"),
        "closed": ("reopened",),
        "reopened": ("closed",),
    },
    reasoned=frozenset({"reopened"}),
)

MEETING: Final = StateMachine(
    "meeting_state", {"": ("planned",), "planned": ("held",), "held": ("closed",), "closed": ()}
)

SETTLEMENT: Final = StateMachine(
    "settlement_state",
    {
        "": ("draft",),
        "draft": ("agreed", "disputed"),
        "disputed": ("draft", "agreed"),
        "agreed": ("disputed", "paid"),
        "paid": (),
    },
    reasoned=frozenset({"disputed"}),
)
