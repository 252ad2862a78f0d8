"""Kept while others move: where `reasons` was."""

from somerec.proof.advised import reasons

__all__ = ["reasons"]
