"""The pages about rules and tactics, and the one on how the rulebook is checked."""
