"""办件 refusals: what stopped an applicant or a clerk, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class CaseNotFound(Refusal):
    code = "case-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such case among those you may see.")
    remedy = gettext_noop("Check the number on the receipt, and for whom you are acting.")


class NotReady(Refusal):
    code = "not-ready"
    kind = Kind.INVALID
    message = gettext_noop("Something is still missing or wrong, so nothing has been submitted.")
    remedy = gettext_noop("Mend the points listed; everything you entered has been kept.")


class SituationUndecided(Refusal):
    code = "situation-undecided"
    kind = Kind.INVALID
    message = gettext_noop("Some questions about your situation are still open.")
    remedy = gettext_noop("Answer them; then the plan shows which items you need.")


class NothingChosen(Refusal):
    code = "nothing-chosen"
    kind = Kind.INVALID
    message = gettext_noop("In this situation none of the items is needed.")
    remedy = gettext_noop("Check your answers; if they are right, there is nothing to apply for.")


class NotOnline(Refusal):
    code = "not-online"
    message = gettext_noop("%(title)s cannot be filed here: its source publishes a guide only.")
    remedy = gettext_noop("Follow the guide, or ask the window or the hotline 12345.")


class HandledElsewhere(Refusal):
    """A neighbour's catalogue is shown so that people find it; who handles it is the neighbour."""

    code = "handled-elsewhere"
    message = gettext_noop("%(title)s is handled in %(place)s. It is shown here so that you find it; it cannot be filed here.")
    remedy = gettext_noop("File it with the services of %(place)s, at its window, or call %(hotline)s there.")


class SubjectNotEligible(Refusal):
    code = "subject-not-eligible"
    kind = Kind.INVALID
    message = gettext_noop("%(title)s is not open to the subject you are acting for.")
    remedy = gettext_noop("Choose for whom you are acting: yourself, or a firm you represent.")


class RulesChanged(Refusal):
    code = "rules-changed"
    message = gettext_noop("The published rules of this matter changed while you were filling in the form.")
    remedy = gettext_noop("Your answers are kept. Look at the plan again, then submit.")


class AlreadySubmitted(Refusal):
    code = "already-submitted"
    message = gettext_noop("This draft has already been submitted as %(case)s.")
    remedy = gettext_noop("Follow that case; to file again, begin anew.")


class WrongState(Refusal):
    code = "wrong-state"
    message = gettext_noop("%(number)s is not in a state that allows this (%(state)s).")
    remedy = gettext_noop("Reload the page to see where it stands.")


class AcceptedByLaw(Refusal):
    code = "accepted-by-law"
    message = gettext_noop(
        "The term to ask or decline has passed in silence, so %(number)s counts as accepted from its receipt (行政许可法 art. 32)."
    )
    remedy = gettext_noop("The departments are already at work; what is missing can no longer be asked for by notice.")


class NothingAsked(Refusal):
    code = "nothing-asked"
    kind = Kind.INVALID
    message = gettext_noop("A supplementation notice names everything that is missing, and each point says what (行政许可法 art. 32).")
    remedy = gettext_noop("Tick what is missing and say what is wrong with it.")


class NoSuchPlace(Refusal):
    code = "no-such-place"
    kind = Kind.INVALID
    message = gettext_noop("A point names neither a question nor a paper of this case.")
    remedy = gettext_noop("Name elements of the form or codes of the materials; both stand in the file of the case.")


class AskedBefore(Refusal):
    code = "asked-before"
    message = gettext_noop(
        "Everything must be told once: a second notice may only repeat points that were told and not cured (行政许可法 art. 32)."
    )
    remedy = gettext_noop("Keep to the points of the first notice, or accept the case.")


class PointsUnanswered(Refusal):
    code = "points-unanswered"
    kind = Kind.INVALID
    message = gettext_noop("Some points of the notice are not answered yet.")
    remedy = gettext_noop("Add a file or a new answer for each point listed; what you have given is kept.")


class ReasonMissing(Refusal):
    code = "reason-missing"
    kind = Kind.INVALID
    message = gettext_noop("Declining needs a reason and where the applicant should go instead (行政许可法 art. 32).")
    remedy = gettext_noop("Fill in both fields; the applicant will read them.")


class NotDeclared(Refusal):
    """What must be done in person is not done by another (民法典 art. 161(2))."""

    code = "not-declared"
    message = gettext_noop("The declarations in this form are the person's own: they have not confirmed them yet, or not as it stands now.")
    remedy = gettext_noop("Read them out, then let the person confirm with a second code or sign the page with the declarations.")


class NothingToDeclare(Refusal):
    code = "nothing-to-declare"
    message = gettext_noop("This form contains no declaration that the person must confirm.")
    remedy = gettext_noop("Hand it in.")


class AnsweredBefore(Refusal):
    """补正: of two answers the first counts."""

    code = "answered-before"
    message = gettext_noop("The notice for %(number)s has been answered already.")
    remedy = gettext_noop("Your first answer counts and is with the window. If something is still wrong, the window tells you.")


class ResubmitInstead(Refusal):
    """不动产登记暂行条例 art. 17(1)(3)."""

    code = "resubmit-instead"
    message = gettext_noop("Under this law incomplete papers are declined, with everything to put right told at once (%(article)s).")
    remedy = gettext_noop("Decline it with every point; the applicant hands it in again with the answers kept.")


class AnswerTermTooShort(Refusal):
    code = "answer-term-too-short"
    kind = Kind.INVALID
    message = gettext_noop("The applicant has at least %(days)s days to answer (%(article)s).")
    remedy = gettext_noop("Give them that much time, or more.")


class NotMendable(Refusal):
    """当场更正."""

    code = "not-mendable"
    message = gettext_noop("This cannot be put right on the spot: %(places)s.")
    remedy = gettext_noop("Ask for it in the one notice. What a register says is put right there; what decides the items is filed anew.")


class NothingMended(Refusal):
    code = "nothing-mended"
    kind = Kind.INVALID
    message = gettext_noop("Nothing was changed, so nothing was recorded.")
    remedy = gettext_noop("Change an answer or add a paper, or leave the case as it is.")


class NotDeferrable(Refusal):
    """容缺."""

    code = "not-deferrable"
    message = gettext_noop("This paper cannot follow later: %(papers)s.")
    remedy = gettext_noop("Only papers that the item lists may follow; hand this one in now.")


class PromisedBefore(Refusal):
    code = "promised-before"
    message = gettext_noop("This paper is promised already, by %(day)s. The day is not moved.")
    remedy = gettext_noop("Hand it in on the page of the case.")


class NotPromised(Refusal):
    code = "not-promised"
    message = gettext_noop("This paper is not among those that may still follow.")
    remedy = gettext_noop("Only what was promised and is not there yet can be handed in now; look at the page of the case.")


class NoCommitment(Refusal):
    """告知承诺."""

    code = "no-commitment"
    message = gettext_noop("This item cannot be handled on a commitment: %(items)s.")
    remedy = gettext_noop("Hand in the papers that it asks for.")


class NotTakenElsewhere(Refusal):
    """异地代收."""

    code = "not-taken-elsewhere"
    message = gettext_noop("%(title)s cannot be taken in at this window: it is decided in another place, which has not arranged that.")
    remedy = gettext_noop("File it online, or at a window of the place that decides.")


class NotArrived(Refusal):
    code = "not-arrived"
    message = gettext_noop("The papers of %(number)s were taken in elsewhere and have not arrived; the term runs from their arrival.")
    remedy = gettext_noop("Record their arrival first.")


class ArrivedBefore(Refusal):
    code = "arrived-before"
    message = gettext_noop("The arrival of %(number)s is recorded already; the first day counts.")
    remedy = gettext_noop("Reload the page to see where it stands.")


class NotOnTheWay(Refusal):
    code = "not-on-the-way"
    message = gettext_noop("%(number)s was not taken in elsewhere, so nothing arrives.")
    remedy = gettext_noop("Handle it as it is.")


class RemindedToday(Refusal):
    code = "reminded-today"
    message = gettext_noop("The applicant was reminded today already.")
    remedy = gettext_noop("Once a day is enough.")


class DocumentNotFound(Refusal):
    """文书."""

    code = "document-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such document in this case.")
    remedy = gettext_noop("A document exists from the moment of what it tells; look at the list on the page of the case.")


class NotSealedYet(Refusal):
    """用印."""

    code = "not-sealed-yet"
    message = gettext_noop("This document is not sealed yet, so it cannot be handed over.")
    remedy = gettext_noop("The seal follows within minutes. If it does not, tell the operator: the job page shows why.")


class DeliveredBefore(Refusal):
    """送达."""

    code = "delivered-before"
    message = gettext_noop("This document was delivered on %(day)s already; the first day counts.")
    remedy = gettext_noop("Reload the page to see who received it.")


class NotOwed(Refusal):
    code = "not-owed"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is nothing to deliver under this name: the decision has not been made, or it is handed over at once.")
    remedy = gettext_noop("Look at the list of what is still to be delivered.")


class DeliveryDayImpossible(Refusal):
    code = "delivery-day-impossible"
    kind = Kind.INVALID
    message = gettext_noop("It cannot have been delivered on %(day)s: the document is of %(since)s, and today is %(today)s.")
    remedy = gettext_noop("Enter the day on which it was received.")


class ReceiverMissing(Refusal):
    code = "receiver-missing"
    kind = Kind.INVALID
    message = gettext_noop("Who received it, and on what they showed who they are, is missing.")
    remedy = gettext_noop("Enter the name and the document shown; for a letter, who signed the slip and its number.")


class LeftWithWhom(Refusal):
    """留置送达."""

    code = "left-with-whom"
    kind = Kind.INVALID
    message = gettext_noop(
        "Only where the addressee, or an adult of the family living with them, refuses a document may it be left (民事诉讼法 art. 89)."
    )
    remedy = gettext_noop("Choose one of the two; with anybody else, deliver it again.")


class ElectronicByItself(Refusal):
    """电子送达."""

    code = "electronic-by-itself"
    kind = Kind.INVALID
    message = gettext_noop("Nobody records an electronic delivery: it happens when the document enters the message box of whoever agreed.")
    remedy = gettext_noop("Choose window or post.")


class NoReconsideration(Refusal):
    """行政复议."""

    code = "no-reconsideration"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no refusal here against which reconsideration can be asked for on this site.")
    remedy = gettext_noop("What may be done against a decision, and where, stands on the decision itself.")


class AskedForReconsideration(Refusal):
    """行政复议."""

    code = "asked-for-reconsideration"
    message = gettext_noop("Reconsideration of this decision has been asked for already, under the number %(number)s (行政复议法 art. 30).")
    remedy = gettext_noop("Follow it on the page of the case.")


class RequestIncomplete(Refusal):
    """行政复议."""

    code = "request-incomplete"
    kind = Kind.INVALID
    message = gettext_noop("Say what you ask for, and why (行政复议法 art. 30).")
    remedy = gettext_noop("For instance: annul the refusal, since the reason given is not so. Plain words are enough.")


class LateReasonNeeded(Refusal):
    """行政复议."""

    code = "late-reason-needed"
    kind = Kind.INVALID
    message = gettext_noop("The term to ask has passed. Say what kept you: force majeure or another good reason (行政复议法 art. 20).")
    remedy = gettext_noop("The office that reconsiders decides whether the term goes on; without a reason it could not.")


class SuedAlready(Refusal):
    """行政复议."""

    code = "sued-already"
    kind = Kind.INVALID
    message = gettext_noop("What a court has accepted is not reconsidered; confirm that you have not sued over this (行政复议法 art. 29).")
    remedy = gettext_noop("Where a court has it, go on there.")


class ReconsiderationNotFound(Refusal):
    """行政复议."""

    code = "reconsideration-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such request for reconsideration in your hands.")
    remedy = gettext_noop("Look for it in the list of your office.")


class NotAnswerable(Refusal):
    """行政复议."""

    code = "not-answerable"
    message = gettext_noop("This is not the answer that is due at this stage: first it is accepted or not, then it is decided.")
    remedy = gettext_noop("Reload the page to see where it stands.")


class AnswerIncomplete(Refusal):
    """行政复议."""

    code = "answer-incomplete"
    kind = Kind.INVALID
    message = gettext_noop("An answer needs its reasons; an order to decide anew also its term, from 1 to 180 days (行政复议法 art. 64).")
    remedy = gettext_noop("Fill in what is missing; the applicant reads it.")


class NotRenewable(Refusal):
    """延续."""

    code = "not-renewable"
    message = gettext_noop("This licence cannot be renewed here: it has no end, is not in force any more, or its law knows no renewal.")
    remedy = gettext_noop("Where you still need it, apply for it anew.")


class RenewalRunning(Refusal):
    """延续."""

    code = "renewal-running"
    message = gettext_noop("Its renewal has been asked for already, under the number %(case)s.")
    remedy = gettext_noop("Follow it on the page of that case.")


class ConsentIsTheirs(Refusal):
    """同意电子送达."""

    code = "consent-is-theirs"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Consent to electronic delivery is the person's own; whoever helps or stands in for them cannot give it.")
    remedy = gettext_noop("They agree on the page of the case, signed in themselves. Otherwise documents are handed over at the window.")
