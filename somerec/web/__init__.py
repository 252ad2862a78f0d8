"""The web: one blueprint for each of a visitor's tasks. All state is in the address; no view keeps any."""
