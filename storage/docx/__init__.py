"""Write report trees as word processor documents that people edit by hand."""

from storage.docx.render import CopyWords, docx_bytes

__all__ = ["CopyWords", "docx_bytes"]
