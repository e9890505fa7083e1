"""帮办的拒绝: why a sitting did not begin or does not go on, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class NotAHelper(Refusal):
    """帮办 is done by officers of a 便民服务站 who hold this duty."""

    code = "not-a-helper"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Only a helper of a service station may act with a person who is present.")
    remedy = gettext_noop("Ask whoever administers the station to give you this duty.")


class NobodyByThisDocument(Refusal):
    """One answer for an unknown document and for another name: neither is told."""

    code = "nobody-by-this-document"
    kind = Kind.INVALID
    message = gettext_noop("Nobody is registered with this document under this name.")
    remedy = gettext_noop(
        "Read both from the document once more. Whoever was never registered can be registered now, with the paper they sign."
    )


class NoTelephone(Refusal):
    code = "no-telephone"
    message = gettext_noop("No mobile telephone is registered for this person, so no code can be sent.")
    remedy = gettext_noop("Print the paper, let them sign it and take a picture of it.")


class AskedTooOften(Refusal):
    code = "asked-too-often"
    message = gettext_noop("This person has been sent %(times)s codes within the last hour.")
    remedy = gettext_noop("Wait an hour, or go on with the signed paper.")


class CodeWrong(Refusal):
    code = "code-wrong"
    kind = Kind.INVALID
    message = gettext_noop("This is not the code that was sent. Tries left: %(left)s.")
    remedy = gettext_noop("Let the person read it out once more.")


class CodeOver(Refusal):
    """Expired, tried too often, used already, or replaced by a later one: all the same to whoever types it."""

    code = "code-over"
    message = gettext_noop("This code is not valid any more.")
    remedy = gettext_noop("Have a new one sent; a code lasts ten minutes, for one use and five tries.")


class StillHelping(Refusal):
    code = "still-helping"
    message = gettext_noop("You are still helping %(name)s. A helper sits with one person at a time.")
    remedy = gettext_noop("End that sitting first.")


class HelpingOneself(Refusal):
    """Nobody handles their own matter as an officer (公务员法 art. 76)."""

    code = "helping-oneself"
    kind = Kind.FORBIDDEN
    message = gettext_noop("A helper does not help themselves, nor those whose guardian they are.")
    remedy = gettext_noop("Use your own account for your own matters, or let another helper do it.")


class HelpersTelephone(Refusal):
    code = "helpers-telephone"
    kind = Kind.INVALID
    message = gettext_noop("This is your own telephone. A code is for the person who is helped.")
    remedy = gettext_noop("Leave the telephone empty where they have none.")


class NoSuchAssistance(Refusal):
    code = "no-such-assistance"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such sitting among yours.")
    remedy = gettext_noop("Begin a new one with the person.")


class SittingOver(Refusal):
    code = "sitting-over"
    message = gettext_noop("This sitting is over; nothing more can be done in it.")
    remedy = gettext_noop("What was filled in belongs to the person. To go on with them, begin a new sitting.")


class PaperMissing(Refusal):
    code = "paper-missing"
    kind = Kind.INVALID
    message = gettext_noop("The signed paper is missing.")
    remedy = gettext_noop("Take a picture of it, or scan it as PDF.")
