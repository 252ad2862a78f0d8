"""A shared plan as its reader has it: the page, the PIN, and what can be taken away."""
