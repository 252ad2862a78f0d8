"""The pages of the desk, for the application to put together."""

from __future__ import annotations

from somerec.web.desk import (
    account,
    actions,
    changes,
    new,
    overview,
    preview,
    scenarios,
    settings,
    share,
    signin,
    words,
)

AT_THE_DESK = (
    signin.blueprint,
    overview.blueprint,
    new.blueprint,
    share.blueprint,
    preview.blueprint,
    words.blueprint,
    changes.blueprint,
    account.blueprint,
    settings.blueprint,
    actions.blueprint,
    scenarios.blueprint,
)
"""Pages below `/desk/<language>/`."""
