"""Bring production home: the moves of a project, its plan and what came of it."""
