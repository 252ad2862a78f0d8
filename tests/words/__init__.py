"""Gates over the catalogues, the spelling, the sentences and the words room itself."""
