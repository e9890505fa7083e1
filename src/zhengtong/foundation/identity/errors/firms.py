"""法人的拒绝: what the register of firms says against it, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class FirmRegisterDown(Refusal):
    code = "firm-register-down"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The register of firms does not answer at the moment.")
    remedy = gettext_noop("Nothing was changed. Try again in a few minutes.")


class FirmRegisterWrong(Refusal):
    code = "firm-register-wrong"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The register of firms gave an answer that does not fit the question; it was not used.")
    remedy = gettext_noop("Nothing was changed. Try again later; if it stays so, tell the service window.")


class NotInRegister(Refusal):
    code = "not-in-register"
    kind = Kind.NOT_FOUND
    message = gettext_noop("The register of firms has no firm under %(code)s.")
    remedy = gettext_noop("Copy the code from the business licence.")


class NotTheRepresentative(Refusal):
    """法定代表人 is whoever the register names (民法典 art. 61). Who that is, is not told."""

    code = "not-the-representative"
    kind = Kind.FORBIDDEN
    message = gettext_noop("The register of firms does not name you as legal representative of this firm.")
    remedy = gettext_noop("If the firm has just changed it, wait until the registration is done, then try again.")


class FirmGone(Refusal):
    """The capacity of a firm ends with its deregistration (民法典 art. 59)."""

    code = "firm-gone"
    message = gettext_noop("%(name)s is deregistered or its licence was revoked, so nothing new can be filed for it.")
    remedy = gettext_noop("What was filed before stays visible. If the register is wrong, ask the registration authority to correct it.")


class OfficeNotFound(Refusal):
    code = "office-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such appointment in this firm.")
    remedy = gettext_noop("Reload the page to see who is appointed.")
