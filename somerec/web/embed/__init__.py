"""Frames on agencies’ sites: what they need beside the pages, and the page where they are set up."""
