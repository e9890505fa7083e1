"""案头 refusals."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class ClaimedByAnother(Refusal):
    code = "claimed-by-another"
    kind = Kind.CONFLICT
    message = gettext_noop("%(name)s is working on %(number)s.")
    remedy = gettext_noop("Ask them; or take it over, which they are told, and send it again.")


class NotClaimed(Refusal):
    code = "not-claimed"
    kind = Kind.CONFLICT
    message = gettext_noop("You are not working on %(number)s, so you cannot give it back.")
    remedy = gettext_noop("Reload the page to see who is.")


class NoSuchColleague(Refusal):
    code = "no-such-colleague"
    kind = Kind.INVALID
    message = gettext_noop("This officer cannot decide %(number)s: they do not serve in its body, have no such duty, or are away.")
    remedy = gettext_noop("Choose a colleague from the list.")


class OutOfOrder(Refusal):
    """先后顺序 (行政许可法 art. 57)."""

    code = "out-of-order"
    kind = Kind.CONFLICT
    message = gettext_noop(
        "The number of these permits is limited; they are granted in the order of acceptance, and %(earlier)s was accepted before "
        "(%(reference)s)."
    )
    remedy = gettext_noop("Decide the earlier one first. One whose clock stands still holds nobody up, and a refusal takes no place.")


class NoteEmpty(Refusal):
    code = "note-empty"
    kind = Kind.INVALID
    message = gettext_noop("A note needs words, at most %(most)s characters.")
    remedy = gettext_noop("Write them and send it again.")


class AnotherItem(Refusal):
    code = "another-item"
    kind = Kind.CONFLICT
    message = gettext_noop("Several are decided together only where they are for the same item.")
    remedy = gettext_noop("Decide it by itself, or together with others of its own item.")


class TooMany(Refusal):
    code = "too-many"
    kind = Kind.INVALID
    message = gettext_noop("At most %(most)s are decided together, so that each is looked at.")
    remedy = gettext_noop("Decide these first, then the others.")


class NothingChosen(Refusal):
    code = "nothing-chosen"
    kind = Kind.INVALID
    message = gettext_noop("No answer was chosen for this one, so nothing was decided.")
    remedy = gettext_noop("It stays in your list.")
