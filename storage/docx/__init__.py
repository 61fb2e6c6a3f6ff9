"""Write report trees as word processor documents that people edit by hand."""

from storage.docx.render import docx_bytes

__all__ = ["docx_bytes"]
