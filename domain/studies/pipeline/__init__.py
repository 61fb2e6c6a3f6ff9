"""Study the pipeline: how firms move on, where they end, and what comes home."""

from __future__ import annotations

from typing import Final

from domain.studies.pipeline.inputs import choices, inputs
from domain.studies.pipeline.running import run
from domain.studies.pipeline.telling import tell
from domain.studies.study import Study

STUDY: Final = Study("pipeline", "1", choices, inputs, run, tell, random=True)
"""The incubation pipeline on the park's stage history."""
