"""Settlements as records: drawn up, agreed or disputed, corrected later in the open, paid."""
