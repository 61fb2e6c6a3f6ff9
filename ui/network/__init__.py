"""Parts of the page on the network of places."""
