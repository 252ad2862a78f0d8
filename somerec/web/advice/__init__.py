"""The result page, part by part, and the page with every reason behind it."""
