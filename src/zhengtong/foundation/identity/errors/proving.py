"""What stood in the way of proving who somebody is, and what to do."""

from zhengtong.foundation.identity.terms import Level
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NotConfirmed(Refusal):
    """Never says which of number and name was wrong: a stranger learns nothing."""

    code = "identity-not-confirmed"
    kind = Kind.INVALID
    message = gettext_noop("The register does not confirm this document together with this name.")
    remedy = gettext_noop("Copy both from the document, sign by sign. You have %(left)s more tries today; a window confirms it by sight.")


class TriesUsed(Refusal):
    code = "identity-tries-used"
    message = gettext_noop("The register was asked as often as it may be within a day, and did not confirm it.")
    remedy = gettext_noop("Try again tomorrow, or bring the document to a service window: an officer confirms it by sight.")


class RegisterLate(Refusal):
    code = "register-late"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The real-name register takes too long to answer.")
    remedy = gettext_noop("Nothing is lost and no try is used. Send it again in a few minutes.")


class RegisterDown(RegisterLate):
    code = "register-down"
    message = gettext_noop("The real-name register cannot be reached.")


class RegisterConfused(RegisterLate):
    code = "register-confused"
    message = gettext_noop("The real-name register answered another question than ours, so its answer was thrown away.")


class NoRegister(Refusal):
    code = "no-register"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("No real-name register is connected here.")
    remedy = gettext_noop("Bring your document to a service window: an officer confirms it by sight.")


class PersonHasAccount(Refusal):
    code = "person-has-account"
    message = gettext_noop("You are confirmed, and you have another account already. One person has one account.")
    remedy = gettext_noop("Move everything from the other account to this one, or close this one and sign in with the other.")


class AnotherPerson(Refusal):
    code = "another-person"
    message = gettext_noop("This account belongs to somebody with another name or birth date. One account is one person.")
    remedy = gettext_noop("Sign out and use an account of your own. If your name changed, a service window corrects the record.")


class ChildNeedsGuardian(Refusal):
    code = "child-needs-guardian"
    message = gettext_noop("A child under 14 has no account: a parent or guardian acts (个人信息保护法 art. 31).")
    remedy = gettext_noop("A guardian signs in, confirms who they are and chooses the child under “For whom”.")


class InvalidDocument(Refusal):
    code = "invalid-document"
    kind = Kind.INVALID
    message = gettext_noop("This is not a number of that kind of document.")
    remedy = gettext_noop("Copy the number from the document, and check which kind of document it is.")


class InvalidPassport(InvalidDocument):
    message = gettext_noop("A passport number has 6 to 9 letters and digits, at least four of them digits.")


class InvalidHkMacaoPermit(InvalidDocument):
    message = gettext_noop("The number of a permit for residents of Hong Kong and Macao is H or M with 8 digits.")


class InvalidTaiwanPermit(InvalidDocument):
    message = gettext_noop("The number of a permit for residents of Taiwan has 8 digits.")


class BornOtherwise(Refusal):
    code = "born-otherwise"
    kind = Kind.INVALID
    message = gettext_noop("The birth date in this number is not the one on record, so it is not this person's number.")
    remedy = gettext_noop("Check the number; if the birth date on record is wrong, correct it with the birth certificate first.")


class BirthDateMissing(Refusal):
    code = "birth-date-missing"
    kind = Kind.INVALID
    message = gettext_noop("Who has no number yet is entered with the birth date.")
    remedy = gettext_noop("Take it from the birth certificate.")


class LevelNeeded(Refusal):
    """认证等级不够: who asks is known too little for this; the subclass says what is missing."""

    code = "level-needed"
    kind = Kind.FORBIDDEN
    message = gettext_noop("For this we must be surer who you are.")
    remedy = gettext_noop("Confirm who you are, then go on; what you filled in is kept.")

    def __init__(self, *, needed: Level, have: int) -> None:
        super().__init__(needed=needed.name.lower(), have=Level(have or Level.BASIC).name.lower())
        self.needed = needed


class RealNameNeeded(LevelNeeded):
    message = gettext_noop("This is filed under a real name, and yours has not been confirmed yet.")
    remedy = gettext_noop("Confirm who you are with your identity document, then go on; what you filled in is kept.")


class SecondFactorNeeded(LevelNeeded):
    message = gettext_noop("This matter asks for a second proof that it is you: a passkey, or a code from your telephone.")
    remedy = gettext_noop("Confirm it once for this session, then go on; what you filled in is kept.")
