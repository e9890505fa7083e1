"""电子证照 refusals: what stopped, and what to do."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class LicenceNotFound(Refusal):
    code = "licence-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such licence among those you may see.")
    remedy = gettext_noop("Look for it under my licences, or verify its number on the public page.")


class NoSuchNumber(Refusal):
    code = "licence-number-unknown"
    kind = Kind.NOT_FOUND
    message = gettext_noop("No licence was issued here under this number.")
    remedy = gettext_noop("Compare the number with the licence, character by character; a licence of another place is verified there.")


class NumberMistyped(Refusal):
    code = "licence-number-mistyped"
    kind = Kind.INVALID
    message = gettext_noop("This is not a licence number: its check character does not fit.")
    remedy = gettext_noop("A character is wrong or missing. Copy the whole number, from 1.2.156 to the last character.")


class UnknownType(Refusal):
    code = "licence-type-unknown"
    message = gettext_noop("There is no licence type %(type)s.")
    remedy = gettext_noop("Tell the operator: the content of this city names a licence type that is not published.")


class IssuerWithoutCode(Refusal):
    code = "licence-issuer-without-code"
    message = gettext_noop("%(issuer)s cannot issue licences: its code is not a unified social credit code.")
    remedy = gettext_noop("Tell the operator: the code of this body must be corrected in the content.")


class NotInForce(Refusal):
    code = "licence-not-in-force"
    message = gettext_noop("%(number)s is no longer in force.")
    remedy = gettext_noop("Reload the page to see what happened to it.")


class GroundMissing(Refusal):
    code = "licence-ground-missing"
    kind = Kind.INVALID
    message = gettext_noop("Say what happened, in words the holder can understand.")
    remedy = gettext_noop("Fill in the explanation; the holder will read it.")
