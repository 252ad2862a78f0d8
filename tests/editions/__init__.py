"""A second edition, made of the first by realistic changes, and what follows from there being two."""
