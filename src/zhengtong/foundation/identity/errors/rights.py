"""回避: an officer keeps out of what is their own."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class OwnMatter(Refusal):
    code = "own-matter"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This is your own matter, or one of a firm or person you act for: another must handle it (公务员法 art. 76).")
    remedy = gettext_noop("It can be handled by: %(who)s.")


class ColleaguesOwnMatter(OwnMatter):
    message = gettext_noop(
        "This is the matter of the colleague you stand in for. What they may not handle themselves, nobody handles in their right "
        "(公务员法 art. 76)."
    )
