"""审批 refusals: what stopped an officer, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class ApprovalNotFound(Refusal):
    code = "approval-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such approval in your hands.")
    remedy = gettext_noop("Look for it under my work, or ask the window where the case is now.")


class NotOpen(Refusal):
    code = "approval-not-open"
    message = gettext_noop("%(number)s is not open for a decision (%(state)s).")
    remedy = gettext_noop("Reload the page to see where it stands.")


class GrantedByLaw(Refusal):
    """视为准予延续."""

    code = "granted-by-law"
    message = gettext_noop("The permit ended on %(date)s and nobody had decided: by law it counts as renewed (行政许可法 art. 50).")
    remedy = gettext_noop("Nothing is left to decide; the renewed licence is issued within minutes.")


class NotReopenable(Refusal):
    """重新作出."""

    code = "not-reopenable"
    message = gettext_noop("%(number)s is not a refusal that was made here, so nothing is decided anew.")
    remedy = gettext_noop("Reload the page to see where it stands.")


class ReasonsMissing(Refusal):
    code = "reasons-missing"
    kind = Kind.INVALID
    message = gettext_noop("A refusal must state its reasons, the article, and what would change it (行政许可法 art. 38).")
    remedy = gettext_noop("Fill in the three fields; the applicant will read them.")


class SameOfficer(Refusal):
    """审受分离."""

    code = "same-officer"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This item keeps the two apart: whoever accepted the case may not decide it, nor may anybody in their stead.")
    remedy = gettext_noop("It can be decided by: %(who)s.")


class PowerPassedOn(Refusal):
    """职权已变更."""

    code = "power-passed-on"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This power is now exercised by %(body)s.")
    remedy = gettext_noop("Nothing is lost: the approval goes on there, and its clock runs on.")


class NotForwardable(Refusal):
    code = "not-forwardable"
    message = gettext_noop("Only an approval whose department is not published, or that lies at the window, can be forwarded.")
    remedy = gettext_noop("Decide it, or ask the window to take it back.")


class NoSuchDepartment(Refusal):
    code = "no-such-department"
    kind = Kind.INVALID
    message = gettext_noop("There is no department with the code %(code)s here.")
    remedy = gettext_noop("Choose a department from the list.")
