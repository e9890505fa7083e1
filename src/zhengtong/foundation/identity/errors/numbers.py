"""What was wrong with a number, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


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
