"""Refusals of the text line: nothing was sent."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NotSent(Refusal):
    """A text that did not go out."""

    code = "messages.not_sent"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The text message could not be sent.")
    remedy = gettext_noop("Try again in a few minutes.")


class LineDown(NotSent):
    """The line does not answer."""

    code = "messages.line_down"
    message = gettext_noop("Text messages cannot be sent at the moment.")
    remedy = gettext_noop("Try again in a few minutes. Nothing you entered is lost.")


class NoLine(LineDown):
    """This installation has no line: the operator must name one."""

    code = "messages.no_line"
    message = gettext_noop("This installation has no line for text messages.")
    remedy = gettext_noop("Use another way to confirm that it is you. The operator can connect a line (ZT_TEXT_LINE).")


class PhoneUnknown(NotSent):
    """The line does not know the number."""

    code = "messages.phone_unknown"
    kind = Kind.INVALID
    message = gettext_noop("The telephone company does not know this number.")
    remedy = gettext_noop("Check the telephone number.")
