"""The digest of an edition, by which a published one is held to what it was.

From its first tagged release on, an edition's ids, conditions, effects and numbers never change; its wording
may be mended. So the digest is of the first and not of the second.
"""

from __future__ import annotations

import hashlib
import json

from somerec.rulebook.described import described
from somerec.rulebook.model import Rulebook


def digest(rulebook: Rulebook) -> str:
    """Return the SHA-256 of all that an edition decides by, in hexadecimal digits."""
    text = json.dumps(described(rulebook), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
