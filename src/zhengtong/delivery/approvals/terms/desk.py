"""案头用语: what officers keep beside an approval for their own work."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Note:
    """批注: internal, for the officers of the body; or public, read by the applicant too. Never changed, never deleted."""

    id: int
    approval: str
    text: str
    public: bool
    at: datetime
    by: str  # name
    body: str  # organisation code
