"""窗口收件的拒绝: why a document was not read, why a sitting at the counter did not begin, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NotAtAWindow(Refusal):
    code = "not-at-a-window"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Only an officer who takes cases in at a window may open a matter at its counter.")
    remedy = gettext_noop("Ask whoever administers the window to give you this duty there.")


class NoReader(Refusal):
    code = "no-reader"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("No card reader is connected here.")
    remedy = gettext_noop("Type the document in, with the reason.")


class NoCard(Refusal):
    code = "no-card"
    kind = Kind.INVALID
    message = gettext_noop("No document lies on the reader.")
    remedy = gettext_noop("Lay the card flat on the reader and wait for its tone.")


class CardUnreadable(Refusal):
    code = "card-unreadable"
    kind = Kind.INVALID
    message = gettext_noop("The reader cannot read this document.")
    remedy = gettext_noop("Turn it and try once more. If it stays so, type it in with the reason.")


class NotAReading(Refusal):
    """Whatever was typed, or a reading whose seal does not hold: nothing is told apart."""

    code = "not-a-reading"
    kind = Kind.INVALID
    message = gettext_noop("This is no reading of a reader of this platform.")
    remedy = gettext_noop("Read the document here and now; do not copy a reading.")


class ReadingTooOld(Refusal):
    code = "reading-too-old"
    kind = Kind.INVALID
    message = gettext_noop("This reading is not of now.")
    remedy = gettext_noop("Lay the document on the reader once more.")


class ReadingUsed(Refusal):
    code = "reading-used"
    message = gettext_noop("This reading was used before.")
    remedy = gettext_noop("Each reading counts once. Lay the document on the reader once more.")


class ReadingOfAnotherPlace(Refusal):
    code = "reading-of-another-place"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This document was read at another window.")
    remedy = gettext_noop("Read it at your own counter, with the person there.")


class CardExpired(Refusal):
    code = "card-expired"
    kind = Kind.INVALID
    message = gettext_noop("This document was valid until %(on)s only.")
    remedy = gettext_noop("Ask for a valid one: a new card, a temporary card, or a passport. A new card is made by the police.")


class NameDiffers(Refusal):
    code = "name-differs"
    kind = Kind.INVALID
    message = gettext_noop("The name on this document is not the one registered with its number.")
    remedy = gettext_noop(
        "Compare the document with the person. After a change of name the register is corrected first, under “People”."
    )


class OwnPerson(Refusal):
    """回避 at the counter (公务员法 art. 76)."""

    code = "own-person"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This is a matter of your own: yours, of your firm, or of somebody you act for.")
    remedy = gettext_noop("A colleague at another counter takes it in.")


class ReasonNeeded(Refusal):
    code = "reason-needed"
    kind = Kind.INVALID
    message = gettext_noop("Say why the document is typed and not read.")
    remedy = gettext_noop("One short sentence, for instance: the chip does not answer. It is kept.")


class TooManyTyped(Refusal):
    code = "too-many-typed"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("Too many documents were typed in at this counter within an hour.")
    remedy = gettext_noop("Use the reader, or call the head of the window.")


class AnotherPersonsReading(Refusal):
    code = "another-persons-reading"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This document is not of the person at the counter.")
    remedy = gettext_noop("The person whose matter it is lays their own document on the reader.")


class NotForThem(Refusal):
    code = "not-for-them"
    kind = Kind.FORBIDDEN
    message = gettext_noop("The person at the counter does not act for whom you chose.")
    remedy = gettext_noop("Choose again among those shown. A new office is first entered in the register.")


class NobodyAtTheCounter(Refusal):
    code = "nobody-at-the-counter"
    message = gettext_noop("Nobody is at your counter now.")
    remedy = gettext_noop("Read the document of the person in front of you.")


class NotHere(Refusal):
    """No such number today at this window, or it is not one that this can be done to."""

    code = "ticket-not-here"
    message = gettext_noop("This number is not to be called here now.")
    remedy = gettext_noop("Call the next one.")


class QueueFull(Refusal):
    code = "queue-full"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("No more numbers can be drawn at this moment.")
    remedy = gettext_noop("Wait a minute, or ask at the desk.")
