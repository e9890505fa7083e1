"""延续用语: by when a licence must be asked to be renewed, and what was asked."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Renewable:
    """A licence that its holder may ask to renew. ``ask_by``: in time until then, to its end; in the applicant's favour."""

    licence: str
    item: str
    expires: date
    ask_by: date
    reference: str
    silence: str = ""  # the article by which silence until it ends renews it; empty: it means nothing
    provisional: bool = False  # the days off around it are not published yet
    draft: str = ""  # begun last, not handed in; whose it is, or whether it was discarded, is not said
    case: str = ""  # handed in, not answered

    def in_time(self, on: date) -> bool:
        return on <= self.ask_by

    def ended(self, on: date) -> bool:
        return on > self.expires


@dataclass(frozen=True, slots=True)
class RenewalView:
    """What a draft or a case asks to renew. ``in_time``: None before it is handed in."""

    licence: str
    expires: date
    ask_by: date
    reference: str
    silence: str
    in_time: bool | None
