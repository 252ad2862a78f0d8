"""One recommendation in many shapes: JSON, Markdown, and whatever else a visitor takes away."""
