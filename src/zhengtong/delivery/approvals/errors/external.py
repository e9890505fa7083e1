"""外部系统 refusals."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class DecidedOutside(Refusal):
    """外部系统办理."""

    code = "decided-outside"
    message = gettext_noop("This is decided in %(system)s, and its answer comes back by itself. Nothing is typed here twice.")
    remedy = gettext_noop("Decide it there. If no answer comes, ask the system again on this page.")


class OutsideSystemDown(Refusal):
    code = "outside-system-down"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("%(system)s does not answer at the moment.")
    remedy = gettext_noop("Nothing is lost: it is tried again by itself, and the time of the last contact is shown.")


class OutsideSystemRefused(Refusal):
    """The outside system understood and does not want it."""

    code = "outside-system-refused"
    message = gettext_noop("%(system)s did not take the file: %(why)s")
    remedy = gettext_noop("The operator sees it under outside systems; it is pushed again once it is mended.")


class NotOutside(Refusal):
    code = "not-outside"
    message = gettext_noop("This approval is decided here, not in an outside system.")
    remedy = gettext_noop("Reload the page to see where it stands.")


class NoSuchSystem(Refusal):
    code = "no-such-system"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no outside system with the code %(code)s here.")
    remedy = gettext_noop("Choose one from the list.")
