"""The agencies in a folder, read again when a file changes. What has gone wrong leaves the last good one."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from somerec.agencies.model import Agency, AgencyError
from somerec.agencies.reading import BUILT_IN, KEY, read_agency
from somerec.rulebook.model import Rulebook

LOG = logging.getLogger(__name__)

FOLDER = "agencies"
"""Where agencies' files stand in the data folder."""

Stamp = tuple[tuple[int, int, int], ...]
"""Changes whenever a file or its logo does: time of change, size and number of each."""


@dataclass(frozen=True, slots=True)
class _Read:
    stamp: Stamp
    agency: Agency | None
    logo: Path | None


def local_allowed(environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether pages on this machine may show frames, which is for development only."""
    return environment.get("SOMEREC_LOCAL", "") == "1"


def agency_folder(data: Path) -> Path:
    """Return the folder of agencies' files in a data folder."""
    return data / FOLDER


class Shelf:
    """The agencies of one folder. Asking for one costs a look at the file's date, no reading."""

    def __init__(self, folder: Path, rulebook: Rulebook, *, local: bool = False) -> None:
        """Look in a folder, which need not exist."""
        self._folder, self._rulebook, self._local = folder, rulebook, local
        self._read: dict[str, _Read] = {}
        self._lock = Lock()

    def keys(self) -> Iterator[str]:
        """Yield the keys for which there is a file."""
        for path in sorted(self._folder.glob("*.toml")):
            if KEY.fullmatch(path.stem):
                yield path.stem

    def path(self, key: str) -> Path:
        """Return where the file of a key stands or would stand."""
        return self._folder / f"{key}.toml"

    def _source(self, key: str) -> Path:
        """Return the file that a key is read from; the one that comes with the program gives way."""
        path = self.path(key)
        return BUILT_IN if key == BUILT_IN.stem and not path.exists() else path

    def get(self, key: str) -> Agency | None:
        """Return the agency of a key, as its file stands now or as it last was sound; None if unknown."""
        if not KEY.fullmatch(key):
            return None
        with self._lock:
            before = self._read.get(key)
            stamp = _stamp(self._source(key), before.logo if before else None)
            if stamp is None:
                self._read.pop(key, None)
                return None
            if before is None or before.stamp != stamp:
                self._read[key] = self._again(key, before)
            return self._read[key].agency

    def _again(self, key: str, before: _Read | None) -> _Read:
        path, last = self._source(key), before.agency if before else None
        logo = last.logo if last else None
        try:
            last = read_agency(path, self._rulebook, local=self._local)
            logo = last.logo
        except (AgencyError, OSError) as error:
            kept = "the last good one stays" if last else "nothing is shown for it"
            LOG.warning("agency %s: %s; %s", key, error, kept)
        return _Read(_stamp(path, logo) or (), last, logo)


def _stamp(path: Path, logo: Path | None) -> Stamp | None:
    try:
        found = [path.stat()]
        found += [logo.stat()] if logo and logo.is_file() else []
    except OSError:
        return None
    return tuple((item.st_mtime_ns, item.st_size, item.st_ino) for item in found)
