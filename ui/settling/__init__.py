"""Parts of the page on settlements."""
