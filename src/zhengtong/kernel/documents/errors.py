"""文书 refusals."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class SealUnreachable(Refusal):
    """The seal house does not answer, or refuses for now."""

    code = "documents.seal_unreachable"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The document is written but not sealed yet: the seal cannot be reached at the moment.")
    remedy = gettext_noop("Nothing is lost and no term runs on. It is sealed as soon as the seal answers; look again in a few minutes.")
