"""权限的拒绝: why a right is not given, taken or ended."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class OutsideAdministration(Refusal):
    code = "outside-administration"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This reaches beyond what you administer.")
    remedy = gettext_noop("Name only bodies, places and items of your own administration, or ask the platform.")


class NobodyGrantsThemselves(Refusal):
    code = "nobody-grants-themselves"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Nobody gives a right to themselves.")
    remedy = gettext_noop("Another administrator of your body, or the platform, does it.")


class PlatformRight(Refusal):
    code = "platform-right"
    kind = Kind.FORBIDDEN
    message = gettext_noop("The right to operate the platform is given by the platform alone.")
    remedy = gettext_noop("Leave it out, or ask those who run the platform.")


class AlreadyHeld(Refusal):
    code = "already-held"
    message = gettext_noop("They hold exactly this right already.")
    remedy = gettext_noop("See the list of rights; end the one there is first if it is to change.")


class NotInPost(Refusal):
    code = "not-in-post"
    message = gettext_noop("This officer is not in post.")
    remedy = gettext_noop("Let them join first.")


class NoSuchRight(Refusal):
    code = "no-such-right"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such right in force.")
    remedy = gettext_noop("It may have ended; see the list of rights.")


class ReasonTooShort(Refusal):
    code = "reason-too-short"
    kind = Kind.INVALID
    message = gettext_noop("The reason needs at least %(least)s characters.")
    remedy = gettext_noop("Say in a sentence what for; others will read it.")


class WrongPeriod(Refusal):
    code = "wrong-period"
    kind = Kind.INVALID
    message = gettext_noop("The end lies before the beginning, or has passed.")
    remedy = gettext_noop("Check both days.")


class NotForBreakGlass(Refusal):
    code = "not-for-break-glass"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This right is not taken in an emergency.")
    remedy = gettext_noop("Emergencies cover intake, review, helping and looking up; all else is given by an administrator.")


class ItemNeeded(Refusal):
    code = "item-needed"
    kind = Kind.INVALID
    message = gettext_noop("An emergency right to take in or to decide names one item.")
    remedy = gettext_noop("Write the code of the item.")


class TooLong(Refusal):
    code = "too-long"
    kind = Kind.INVALID
    message = gettext_noop("An emergency right lasts from 1 to %(most)s minutes.")
    remedy = gettext_noop("Take a shorter time; it can be taken again, and is told again.")
