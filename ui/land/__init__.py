"""Parts of the page of the land-quota ledger."""
