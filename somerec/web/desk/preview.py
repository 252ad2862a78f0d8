"""What the reader of a share will see, shown at the desk before anybody else sees it."""

from __future__ import annotations

from flask import redirect

from somerec.web.desk.common import Answer, consultant, desk_blueprint, own
from somerec.web.share import link as shares

blueprint = desk_blueprint("desk_preview")


@blueprint.get("/shares/<share>/preview")
def preview(lang: str, share: str) -> Answer:
    """Show it; lead back to the share while it has no answers."""
    return shares.preview(own(share), consultant(), lang) or redirect(f"/desk/{lang}/shares/{share}", 302)
