"""What is asked and what is advised, as data, and how it is read."""
