"""开放接口: refusals that only a program can cause."""
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class SignInFirst(Refusal):
    code = "sign-in-first"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This needs a token, and there is none or it has ended.")
    remedy = gettext_noop("Get a token with POST /api/v1/session and send it as Authorization: Bearer.")


class WrongSignIn(Refusal):
    code = "wrong-sign-in"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This user name and password do not belong together.")
    remedy = gettext_noop("Check both. After several failures you have to wait.")


class TooManyAttempts(Refusal):
    code = "too-many-attempts"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("Too many failed attempts to sign in.")
    remedy = gettext_noop("Wait five minutes, then try again.")


class BadRequest(Refusal):
    code = "bad-request"
    kind = Kind.INVALID
    message = gettext_noop("The request is not in the form that the interface describes.")
    remedy = gettext_noop("Compare it with /api/v1/openapi.json.")


class AnswersUnreadable(Refusal):
    code = "answers-unreadable"
    kind = Kind.INVALID
    message = gettext_noop("Some answers cannot be read.")
    remedy = gettext_noop("Mend the points listed and send them again.")


class KeyMissing(Refusal):
    code = "idempotency-key-missing"
    kind = Kind.INVALID
    message = gettext_noop("This request needs a header Idempotency-Key of 1 to 100 visible characters.")
    remedy = gettext_noop("Choose one for each thing you want done, and send the same one when you repeat it.")


class BodyTooLarge(Refusal):
    code = "body-too-large"
    kind = Kind.TOO_LARGE
    message = gettext_noop("The request is larger than anything this interface takes.")
    remedy = gettext_noop("Send files one by one with the upload operation.")


class NoSuchOperation(Refusal):
    code = "no-such-operation"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such operation.")
    remedy = gettext_noop("The operations are listed in /api/v1/openapi.json.")


class WrongMethod(Refusal):
    code = "wrong-method"
    kind = Kind.INVALID
    message = gettext_noop("This address does not take that method.")
    remedy = gettext_noop("The operations are listed in /api/v1/openapi.json.")


class NoSuchMaterial(Refusal):
    code = "no-such-material"
    kind = Kind.NOT_FOUND
    message = gettext_noop("The plan of this draft does not take a material %(material)s.")
    remedy = gettext_noop("The materials to bring are listed with the draft.")
