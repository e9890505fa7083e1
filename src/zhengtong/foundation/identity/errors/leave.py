"""休假与代理: why a leave cannot be recorded as wished."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class LeaveNotFound(Refusal):
    code = "leave-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such leave among those you may see.")
    remedy = gettext_noop("Look for it on the leave page; it may have ended.")


class LeaveTermWrong(Refusal):
    code = "leave-term-wrong"
    kind = Kind.INVALID
    message = gettext_noop("A leave begins today or later, ends no earlier than it begins, and lasts a year at most.")
    remedy = gettext_noop("Check both days.")


class SubstituteSelf(Refusal):
    code = "substitute-self"
    kind = Kind.INVALID
    message = gettext_noop("Nobody stands in for themselves.")
    remedy = gettext_noop("Choose a colleague.")


class SubstituteElsewhere(Refusal):
    code = "substitute-elsewhere"
    kind = Kind.INVALID
    message = gettext_noop("Only an officer who serves in the same body can stand in.")
    remedy = gettext_noop("Choose a colleague of the same body.")


class SubstituteAway(Refusal):
    """Also every circle: whoever comes round to the first is themselves away. What is left to somebody is not left on."""

    code = "substitute-away"
    message = gettext_noop("%(name)s is away in that time too, so the work would lie with nobody.")
    remedy = gettext_noop("Choose a colleague who is there, or other days.")


class AlreadyAway(Refusal):
    code = "already-away"
    message = gettext_noop("A leave from %(since)s until %(until)s is recorded already.")
    remedy = gettext_noop("End that one first, or choose days outside it.")


class LeaveOver(Refusal):
    code = "leave-over"
    message = gettext_noop("This leave has ended already.")
    remedy = gettext_noop("Nothing is left to do.")
