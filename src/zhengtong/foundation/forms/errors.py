"""表单 refusals."""
from collections.abc import Mapping, Sequence

from zhengtong.foundation.forms.terms import DraftView
from zhengtong.kernel.refusals import Kind, Problem, Refusal, gettext_noop


class DraftNotFound(Refusal):
    code = "forms.draft_not_found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no draft %(number)s of yours.")
    remedy = gettext_noop("Open your drafts from “My matters”; if you act for a firm, choose that firm first.")


class DraftMoved(Refusal):
    """Saved in another window between looking at it and handing it in: what is handed in must be what was looked at."""

    code = "forms.draft_moved"
    message = gettext_noop("The draft was changed in another window a moment ago.")
    remedy = gettext_noop("Nothing is lost. Look it over once more, then submit.")


class DraftChanged(Refusal):
    """The same answer was changed in another window meanwhile. Nothing was saved, nothing is lost: both versions are here."""

    code = "forms.draft_changed"
    message = gettext_noop("You changed the same answers in another window.")
    remedy = gettext_noop("Both versions are shown below. Keep the right one and save again.")

    def __init__(
        self, *, draft: DraftView, mine: Mapping[str, object], theirs: Mapping[str, object], problems: Sequence[Problem]
    ) -> None:
        super().__init__(problems=problems)
        self.draft = draft
        self.mine = mine
        self.theirs = theirs


class DraftSubmitted(Refusal):
    code = "forms.draft_submitted"
    message = gettext_noop("This draft was submitted as case %(case)s; its answers cannot be changed any more.")
    remedy = gettext_noop("Open the case to see where it stands; to change an answer, withdraw it or ask the window.")


class DraftIsDiscarded(Refusal):
    code = "forms.draft_is_discarded"
    message = gettext_noop("This draft was discarded.")
    remedy = gettext_noop("Restore it within 30 days of discarding it, then go on.")


class TooMuchWritten(Refusal):
    code = "forms.too_much_written"
    kind = Kind.TOO_LARGE
    message = gettext_noop("These answers are longer than a form can hold.")
    remedy = gettext_noop("Shorten the longest answer, or put it into a document and attach that.")


class TooManyFiles(Refusal):
    code = "forms.too_many_files"
    message = gettext_noop("A draft holds at most %(most)s files.")
    remedy = gettext_noop("Put several pages into one PDF, or remove a file that is not needed.")


class NobodyToFileFor(Refusal):
    code = "forms.nobody_to_file_for"
    kind = Kind.FORBIDDEN
    message = gettext_noop("A draft belongs to somebody who may file for themselves or for a firm.")
    remedy = gettext_noop("Sign in as the person concerned, or choose the firm you act for.")
