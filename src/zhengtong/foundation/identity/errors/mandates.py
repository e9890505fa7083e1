"""委托的拒绝: why somebody may not act for another, or not give, take or end a power of attorney; and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class OutsideMandate(Refusal):
    """超越代理权限 (民法典 art. 171)."""

    code = "outside-mandate"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This matter is not among those you may handle for them.")
    remedy = gettext_noop("Ask them to do it themselves, or to give you a power of attorney that names this matter.")


class GroundEnded(Refusal):
    """代理终止 (民法典 art. 173)."""

    code = "ground-ended"
    kind = Kind.FORBIDDEN
    message = gettext_noop("You may no longer act for them: the power or office was ended, given back, or is over.")
    remedy = gettext_noop("What you began for them is kept and is theirs; they can go on with it. You act for yourself again.")


class MandateUsed(Refusal):
    code = "mandate-used"
    message = gettext_noop("This one-time power of attorney was used for case %(case)s.")
    remedy = gettext_noop("You can still follow that case. For another one, ask for a new power of attorney.")


class MandateNotFound(Refusal):
    code = "mandate-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such power of attorney among yours.")
    remedy = gettext_noop("Check the number, and for whom you are acting.")


class MandateNotOpen(Refusal):
    code = "mandate-not-open"
    message = gettext_noop("Power of attorney %(number)s is no longer in a state that allows this (%(state)s).")
    remedy = gettext_noop("Reload the page to see where it stands.")


class MandateOverlaps(Refusal):
    code = "mandate-overlaps"
    message = gettext_noop("This person already has, or was offered, a power for one of these matters in this time: %(number)s.")
    remedy = gettext_noop("Use that one, or revoke it first.")


class ScopeMissing(Refusal):
    """A power names its scope (民法典 art. 165)."""

    code = "scope-missing"
    kind = Kind.INVALID
    message = gettext_noop("A power of attorney names the matters it is for (民法典 art. 165).")
    remedy = gettext_noop("Choose at least one matter.")


class MatterNotOffered(Refusal):
    code = "matter-not-offered"
    kind = Kind.INVALID
    message = gettext_noop("%(matter)s is not a matter that can be filed here.")
    remedy = gettext_noop("Choose from the matters listed.")


class TermWrong(Refusal):
    """A power names its term (民法典 art. 165); none lasts longer than a year here."""

    code = "term-wrong"
    kind = Kind.INVALID
    message = gettext_noop("The term does not begin in the past, does not end before it begins, and lasts a year at most.")
    remedy = gettext_noop("Choose other days. It can be given again when it is over.")


class SelfMandate(Refusal):
    code = "self-mandate"
    kind = Kind.INVALID
    message = gettext_noop("Nobody gives a power of attorney to themselves, nor to whoever may act for the firm anyway.")
    remedy = gettext_noop("Name another person, or simply act yourself.")


class NotPassedOn(Refusal):
    """转委托 needs the principal's consent (民法典 art. 169); here the principal gives the power themselves."""

    code = "not-passed-on"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Whoever acts for another does not pass that on: only the principal gives a power (民法典 art. 169).")
    remedy = gettext_noop("Ask the principal, or the firm's legal representative, to give it.")


class NamedTooOften(Refusal):
    """Whoever may write names against numbers without end finds out numbers."""

    code = "named-too-often"
    message = gettext_noop("You named somebody who could not be found as often as is possible within a day.")
    remedy = gettext_noop("Ask the person for their name and number as their document has them, and try again tomorrow.")


class AgentNotFound(Refusal):
    """One answer for an unknown number, another name, somebody not verified and a closed account: none of these is told."""

    code = "agent-not-found"
    kind = Kind.INVALID
    message = gettext_noop("No verified person with an open account has this name and this number.")
    remedy = gettext_noop("Compare both with the document. The person needs an account here, with their identity verified.")
