"""The agencies that have the questionnaire on their own sites: one TOML file each, checked like the rulebook.

Knows nothing of HTTP. What a file may say is in `reading`; `shelf` keeps what was read last and was sound.
"""

from somerec.agencies.model import Agency, AgencyError, Contact, Theme
from somerec.agencies.reading import read_agency
from somerec.agencies.shelf import Shelf, agency_folder, local_allowed

__all__ = [
    "Agency",
    "AgencyError",
    "Contact",
    "Shelf",
    "Theme",
    "agency_folder",
    "local_allowed",
    "read_agency",
]
