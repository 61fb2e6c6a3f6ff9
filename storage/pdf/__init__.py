"""Print report trees as PDF."""

from storage.pdf.fonts import MissingGlyphError
from storage.pdf.render import RenderResult, render

__all__ = ["MissingGlyphError", "RenderResult", "render"]
