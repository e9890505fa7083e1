"""表单: the front door."""
from zhengtong.foundation.forms.commands.attaching import attach, detach
from zhengtong.foundation.forms.commands.ending import close_draft, discard, restore, tidy
from zhengtong.foundation.forms.commands.opening import open_draft, repin
from zhengtong.foundation.forms.commands.resuming import go_on
from zhengtong.foundation.forms.commands.saving import keep_late, save_answers
from zhengtong.foundation.forms.errors import (
    DraftChanged,
    DraftIsDiscarded,
    DraftMoved,
    DraftNotFound,
    DraftSubmitted,
    NobodyToFileFor,
    TooManyFiles,
    TooMuchWritten,
)
from zhengtong.foundation.forms.queries import (
    check_answers,
    compute,
    draft,
    drafts_left,
    drafts_of,
    normal_answers,
    open_draft_for,
    read_answers,
    referred,
)

__all__ = [
    "DraftChanged",
    "DraftIsDiscarded",
    "DraftMoved",
    "DraftNotFound",
    "DraftSubmitted",
    "NobodyToFileFor",
    "TooManyFiles",
    "TooMuchWritten",
    "attach",
    "check_answers",
    "close_draft",
    "compute",
    "detach",
    "discard",
    "draft",
    "drafts_left",
    "drafts_of",
    "go_on",
    "keep_late",
    "normal_answers",
    "open_draft",
    "open_draft_for",
    "read_answers",
    "referred",
    "repin",
    "restore",
    "save_answers",
    "tidy",
]
