"""Two plans side by side, and the address that holds both."""
