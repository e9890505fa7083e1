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


class SecondFactorMissing(Refusal):
    code = "second-factor-missing"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This account has a second factor; its code is missing.")
    remedy = gettext_noop("Send the code that the authenticator shows, or a recovery code, as code.")


class WrongSecondFactor(Refusal):
    code = "wrong-second-factor"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This code is not right, or was used already.")
    remedy = gettext_noop("Send the next one; each works once. If they are all refused, the clock of the device is wrong.")


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


class MalformedJson(Refusal):
    code = "malformed-json"
    kind = Kind.INVALID
    message = gettext_noop("The body cannot be read as JSON: it is broken, or it holds what no text or number can be kept of.")
    remedy = gettext_noop("Send JSON (RFC 8259) in UTF-8, each name once in its object, without NUL and half characters.")


class NestedTooDeep(Refusal):
    code = "nested-too-deep"
    kind = Kind.INVALID
    message = gettext_noop("The body is nested deeper than %(most)s levels.")
    remedy = gettext_noop("Nothing here needs that; compare it with /api/v1/openapi.json.")


class NotDescribed(Refusal):
    """Readable, but another shape than the description gives: names, types, bounds."""

    code = "not-as-described"
    kind = Kind.INVALID
    message = gettext_noop("Some fields of the request are not as the interface describes them.")
    remedy = gettext_noop("Mend the fields listed; /api/v1/openapi.json describes each.")


class WrongMediaType(Refusal):
    code = "wrong-media-type"
    kind = Kind.INVALID
    message = gettext_noop("The body of this request is not taken as %(given)s.")
    remedy = gettext_noop("Send %(wanted)s and say so in Content-Type.")


class TooManyRequests(Refusal):
    code = "too-many-requests"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("More than %(most)s requests of this sort within a minute.")
    remedy = gettext_noop("Wait as many seconds as Retry-After says, then go on.")


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


class NotAsked(Refusal):
    code = "not-asked"
    kind = Kind.INVALID
    message = gettext_noop("This answers what the notice does not ask.")
    remedy = gettext_noop("Answer the points of the notice, which stand in the case under supplementation.")


class UploadNotKnown(Refusal):
    code = "upload-not-known"
    kind = Kind.INVALID
    message = gettext_noop("An upload is not of this case, or too long ago.")
    remedy = gettext_noop("Upload the file again and send what that returns.")


class NothingHere(Refusal):
    code = "nothing-here"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is nothing of this name.")
    remedy = gettext_noop("What there is stands in the list that this belongs to.")


class NotPrinted(Refusal):
    code = "not-printed-yet"
    kind = Kind.CONFLICT
    message = gettext_noop("The sheet is being printed.")
    remedy = gettext_noop("Ask again in a moment; the signed file is there already.")
