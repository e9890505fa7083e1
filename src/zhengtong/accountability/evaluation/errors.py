"""好差评 refusals."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NotYoursToRate(Refusal):
    code = "rating-not-yours"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Only the applicant can rate this matter.")
    remedy = gettext_noop("Sign in as the applicant, or act for the firm that applied.")


class NotFinished(Refusal):
    code = "rating-not-finished"
    message = gettext_noop("This matter has no answer yet; it can be rated when it has.")
    remedy = gettext_noop("Come back when the case is closed.")


class AlreadyRated(Refusal):
    code = "rating-already-given"
    message = gettext_noop("This matter was already rated; one matter has one rating.")
    remedy = gettext_noop("Open the case to see the rating.")


class UnknownLevel(Refusal):
    code = "rating-level"
    kind = Kind.INVALID
    message = gettext_noop("Choose one of the five levels.")
    remedy = gettext_noop("1 is very satisfied, 5 is very dissatisfied.")


class UnknownTag(Refusal):
    code = "rating-tag"
    kind = Kind.INVALID
    message = gettext_noop("There is no such tag: %(tag)s.")
    remedy = gettext_noop("Choose from the tags shown.")


class TextTooLong(Refusal):
    code = "rating-text-too-long"
    kind = Kind.INVALID
    message = gettext_noop("What you wrote has more than %(limit)s characters.")
    remedy = gettext_noop("Shorten it; for a complaint with its own answer call 12345.")
