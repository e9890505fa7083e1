"""Why an account is not opened or changed by its holder."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class SignInNameWrong(Refusal):
    code = "sign-in-name-wrong"
    kind = Kind.INVALID
    message = gettext_noop("A sign-in name begins with a letter and has at least 4 letters or digits; no telephone, no document number.")
    remedy = gettext_noop("Choose another sign-in name.")


class PhoneTaken(Refusal):
    code = "phone-taken"
    message = gettext_noop("Another account has this telephone already.")
    remedy = gettext_noop("Sign in with that account, or give another number.")


class DemonstrationPassword(Refusal):
    code = "demonstration-password"
    kind = Kind.FORBIDDEN
    message = gettext_noop("The password of a demonstration sign-in cannot be changed.")
    remedy = gettext_noop("Everybody uses it; open an account of your own to try this.")
