"""数据元 refusals."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class InvalidAnswer(Refusal):
    """What was given cannot be read as this element's value; ``problems`` says why and what to write instead."""

    code = "elements.invalid_answer"
    kind = Kind.INVALID
    message = gettext_noop("This answer cannot be used as it stands.")
    remedy = gettext_noop("Correct the answer as described and send it again.")


class UnknownElement(Refusal):
    code = "elements.unknown_element"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no element called %(key)s.")
    remedy = gettext_noop("Check the spelling of the element, or publish it in the content first.")
