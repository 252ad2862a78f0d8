"""The frame on other people's sites: kind ones, strict ones, and those that break whatever they show."""
