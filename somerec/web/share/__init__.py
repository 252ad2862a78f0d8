"""The link that a consultant sends, and the page that her client reads."""
