"""身份与机构的拒绝: what was wrong with a number, a name or a wish, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NotPermitted(Refusal):
    code = "not-permitted"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This is not yours to see or to do.")
    remedy = gettext_noop("Sign in with the account that may, or ask the service window.")


class UnknownPerson(Refusal):
    code = "unknown-person"
    kind = Kind.NOT_FOUND
    message = gettext_noop("No person is registered under %(number)s.")
    remedy = gettext_noop("Check the number.")


class UnknownFirm(Refusal):
    code = "unknown-firm"
    kind = Kind.NOT_FOUND
    message = gettext_noop("No firm is registered under %(code)s.")
    remedy = gettext_noop("Check the unified social credit code on the business licence.")


class UnknownOrganisation(Refusal):
    code = "unknown-organisation"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no organisation with the code %(code)s.")
    remedy = gettext_noop("Choose one from the list of departments.")


class UnknownAccount(Refusal):
    code = "unknown-account"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such account.")
    remedy = gettext_noop("Check the account, or open one first.")


class InvalidCitizenId(Refusal):
    """GB 11643: not a citizen's identity number."""

    code = "invalid-citizen-id"
    kind = Kind.INVALID
    message = gettext_noop("An identity number has 18 characters: 17 digits, then a digit or X.")
    remedy = gettext_noop("Copy the number from the identity card.")


class CitizenIdDate(InvalidCitizenId):
    code = "citizen-id-date"
    message = gettext_noop("The birth date in this identity number, %(date)s, does not exist.")


class CitizenIdInFuture(InvalidCitizenId):
    code = "citizen-id-in-future"
    message = gettext_noop("The birth date in this identity number, %(date)s, lies in the future.")


class CitizenIdCheck(InvalidCitizenId):
    code = "citizen-id-check"
    message = gettext_noop("The last character of this identity number does not fit the others: one of them is mistyped.")


class InvalidCreditCode(Refusal):
    """GB 32100: not a unified social credit code."""

    code = "invalid-credit-code"
    kind = Kind.INVALID
    message = gettext_noop("A unified social credit code has 18 characters: digits and capital letters without I, O, S, V, Z.")
    remedy = gettext_noop("Copy the code from the business licence.")


class CreditCodeCheck(InvalidCreditCode):
    code = "credit-code-check"
    message = gettext_noop("The last character of this unified social credit code does not fit the others: one of them is mistyped.")


class CreditCodeSubject(InvalidCreditCode):
    """GB 11714: positions 9 to 17 are an organisation code with its own check character."""

    code = "credit-code-subject"
    message = gettext_noop("Characters 9 to 17 of this unified social credit code are not a valid organisation code.")


class InvalidOrganisationCode(Refusal):
    code = "invalid-organisation-code"
    kind = Kind.INVALID
    message = gettext_noop("An organisation code has eight characters and a check character that fits them.")
    remedy = gettext_noop("Check the code against the certificate.")


class InvalidPhone(Refusal):
    code = "invalid-phone"
    kind = Kind.INVALID
    message = gettext_noop("This is not a telephone number in use in China.")
    remedy = gettext_noop("Give a mobile number of 11 digits, or a fixed line with its area code.")


class NameMissing(Refusal):
    code = "name-missing"
    kind = Kind.INVALID
    message = gettext_noop("A name is needed.")
    remedy = gettext_noop("Write the name as on the document.")


class DocumentNumberMissing(Refusal):
    code = "document-number-missing"
    kind = Kind.INVALID
    message = gettext_noop("This kind of document has a number; none was given.")
    remedy = gettext_noop("Copy the number from the document.")


class AlreadyRegistered(Refusal):
    code = "already-registered"
    message = gettext_noop("%(what)s is registered already.")
    remedy = gettext_noop("Use the existing record; if it is wrong, ask for a correction at the service window.")


class DocumentRegistered(AlreadyRegistered):
    message = gettext_noop("A person with this document is registered already.")


class UsernameTaken(Refusal):
    code = "username-taken"
    message = gettext_noop("The sign-in name %(username)s is taken.")
    remedy = gettext_noop("Choose another sign-in name.")


class WeakPassword(Refusal):
    code = "weak-password"
    kind = Kind.INVALID
    message = gettext_noop("A password needs at least 8 characters.")
    remedy = gettext_noop("Choose a longer one, for instance four words.")


class NoDuty(Refusal):
    code = "no-duty"
    kind = Kind.INVALID
    message = gettext_noop("An appointment names at least one duty.")
    remedy = gettext_noop("Choose what this officer is to do.")


class DemonstrationOnly(Refusal):
    code = "demonstration-only"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Demonstration sign-ins exist on the embedded database only.")
    remedy = gettext_noop("Set ZT_DEMO=1 if this PostgreSQL database holds no real person.")
