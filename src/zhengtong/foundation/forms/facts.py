"""表单 facts. Saving as one types is no fact; beginning and throwing away are."""
from dataclasses import dataclass

from zhengtong.foundation.forms.terms import DraftNumber


@dataclass(frozen=True, slots=True)
class DraftOpened:
    """起草."""

    draft: DraftNumber
    matter: str


@dataclass(frozen=True, slots=True)
class DraftDiscarded:
    """弃稿: by its owner, or by the platform when nobody came back (``expired``)."""

    draft: DraftNumber
    expired: bool = False
