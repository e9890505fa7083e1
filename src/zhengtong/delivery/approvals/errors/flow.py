"""办理环节 refusals: who must be asked, heard or told first."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class StillExamined(Refusal):
    """下级机关初审中."""

    code = "still-examined"
    message = gettext_noop("%(body)s examines this first; it is decided by %(upper)s (行政许可法 art. 43).")
    remedy = gettext_noop("Pass it up with an opinion and all papers; then the upper office decides.")


class NotExamined(Refusal):
    code = "not-examined"
    message = gettext_noop("No lower office examines this approval, or it was passed up already.")
    remedy = gettext_noop("Reload the page to see where it stands.")


class OpinionMissing(Refusal):
    code = "opinion-missing"
    kind = Kind.INVALID
    message = gettext_noop("Choose an opinion; an objection also says why.")
    remedy = gettext_noop("Choose one, and write the reason.")


class QuestionMissing(Refusal):
    code = "question-missing"
    kind = Kind.INVALID
    message = gettext_noop("A consultation names the body and the question.")
    remedy = gettext_noop("Choose the body and write what you want to know.")


class AskedAlready(Refusal):
    code = "body-asked-already"
    message = gettext_noop("%(body)s has been asked about this and has not answered yet.")
    remedy = gettext_noop("Wait for its answer, or for the end of its term.")


class TermTooLong(Refusal):
    code = "consultation-term-too-long"
    kind = Kind.INVALID
    message = gettext_noop("Your own term by law ends on %(date)s; consulting another body does not stop it.")
    remedy = gettext_noop("Give it a term that ends before that day.")


class ConsultationNotFound(Refusal):
    code = "consultation-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such question to your body.")
    remedy = gettext_noop("Look for it in the list of questions asked of you.")


class ConsultationOver(Refusal):
    code = "consultation-over"
    message = gettext_noop("This question is answered already, its term has passed, or the matter is decided.")
    remedy = gettext_noop("Nothing more is needed. Reload the page to see what was recorded.")


class ConsultationOpen(Refusal):
    """意见未到."""

    code = "consultation-open"
    message = gettext_noop("%(body)s has been asked and has time until %(date)s.")
    remedy = gettext_noop("Decide when it has answered, or when its term has passed.")


class ObjectionUnanswered(Refusal):
    """意见不一致."""

    code = "objection-unanswered"
    kind = Kind.INVALID
    message = gettext_noop("The opinions contradict each other, or your decision: %(bodies)s objected.")
    remedy = gettext_noop("Say in the note, naming the body, why you decide otherwise or whom you follow.")


class PartyIncomplete(Refusal):
    code = "party-incomplete"
    kind = Kind.INVALID
    message = gettext_noop("To tell an interested party, name them, how they are reached, and which interest of theirs is touched.")
    remedy = gettext_noop("Fill in the three fields.")


class ReasonNeeded(Refusal):
    code = "reason-needed"
    kind = Kind.INVALID
    message = gettext_noop("Say why; the reason stays in the file.")
    remedy = gettext_noop("Write it in one sentence.")


class PartiesUntold(Refusal):
    """应当告知利害关系人."""

    code = "parties-untold"
    message = gettext_noop("This item touches the interests of others (%(who)s). They are told first (行政许可法 art. 36).")
    remedy = gettext_noop("Tell them, or record why there is nobody.")


class PartiesUnheard(Refusal):
    """应当听取利害关系人意见."""

    code = "parties-unheard"
    message = gettext_noop("Interested parties may state their views until %(date)s (行政许可法 art. 36).")
    remedy = gettext_noop("Decide when all of them have spoken, or when that day has passed.")


class KeyUnknown(Refusal):
    code = "letter-key-unknown"
    kind = Kind.NOT_FOUND
    message = gettext_noop("This key opens no letter. It has twenty letters and digits and stands in the letter you were sent.")
    remedy = gettext_noop("Check it, or call the office whose number stands in the letter.")


class KeyUsed(Refusal):
    code = "letter-key-used"
    message = gettext_noop("You have stated your views with this key already, or the matter has been decided.")
    remedy = gettext_noop("Call the office whose number stands in the letter.")


class NothingSaid(Refusal):
    code = "nothing-said"
    kind = Kind.INVALID
    message = gettext_noop("Write what you have to say, or ask for a hearing.")
    remedy = gettext_noop("Fill in the field.")


class NoHearingRight(Refusal):
    code = "no-hearing-right"
    message = gettext_noop("No right to a hearing has been told in this matter, or one was asked for already.")
    remedy = gettext_noop("You can write to the office at any time.")


class AskedTooLate(Refusal):
    code = "hearing-asked-too-late"
    message = gettext_noop("A hearing could be asked for until %(date)s (行政许可法 art. 47).")
    remedy = gettext_noop("You can still write to the office: what you write is read before it decides.")


class HearingNotCallable(Refusal):
    code = "hearing-not-callable"
    message = gettext_noop("A hearing was held already, or the approval is not open.")
    remedy = gettext_noop("Reload the page to see where it stands.")


class HearingIncomplete(Refusal):
    code = "hearing-incomplete"
    kind = Kind.INVALID
    message = gettext_noop("A hearing has a day, an hour, a place and a chair.")
    remedy = gettext_noop("Fill in what is missing.")


class NoticeTooShort(Refusal):
    code = "hearing-notice-too-short"
    kind = Kind.INVALID
    message = gettext_noop("The notice goes out seven working days before: the hearing can be held from %(date)s (行政许可法 art. 48).")
    remedy = gettext_noop("Choose that day or a later one.")


class HearingTooLate(Refusal):
    code = "hearing-too-late"
    kind = Kind.INVALID
    message = gettext_noop("It was asked for, so it is held by %(date)s (行政许可法 art. 47).")
    remedy = gettext_noop("Choose that day or an earlier one.")


class ChairReviews(Refusal):
    """主持人回避."""

    code = "chair-reviews"
    kind = Kind.INVALID
    message = gettext_noop("The chair is somebody other than those who examine and decide the matter (行政许可法 art. 48).")
    remedy = gettext_noop("Name a colleague of your body who has no part in it.")


class NotTheChair(Refusal):
    code = "not-the-chair"
    kind = Kind.FORBIDDEN
    message = gettext_noop("The record is entered by whoever chaired: %(name)s.")
    remedy = gettext_noop("Ask them; or call the hearing again under another chair.")


class RecordIncomplete(Refusal):
    code = "hearing-record-incomplete"
    kind = Kind.INVALID
    message = gettext_noop("The record says what was said, and names who took part and signed it; no earlier than the day of the hearing.")
    remedy = gettext_noop("Fill in both fields.")


class HearingOpen(Refusal):
    """听证未结束."""

    code = "hearing-open"
    message = gettext_noop("A hearing was asked for or called; the decision follows its record (行政许可法 art. 48).")
    remedy = gettext_noop("Hold it first.")


class HearingMayBeAsked(Refusal):
    code = "hearing-may-be-asked"
    message = gettext_noop("A hearing may still be asked for until %(date)s (行政许可法 art. 47).")
    remedy = gettext_noop("Decide when that day has passed.")


class RecordUnnamed(Refusal):
    """应当根据听证笔录作出决定."""

    code = "hearing-record-unnamed"
    kind = Kind.INVALID
    message = gettext_noop("The decision follows the record of the hearing and names it: %(record)s (行政许可法 art. 48).")
    remedy = gettext_noop("Name the record in the note or in the reason.")


class VisitIncomplete(Refusal):
    code = "visit-incomplete"
    kind = Kind.INVALID
    message = gettext_noop("Say on which day, not later than today and not before it was accepted, and what was found.")
    remedy = gettext_noop("Fill in both.")


class NoTestRequired(Refusal):
    code = "no-test-required"
    message = gettext_noop("Nothing in this item's content requires such a test, or one is running.")
    remedy = gettext_noop("An on-site visit is recorded as such; it does not stop the clock.")


class NoTestRunning(Refusal):
    code = "no-test-running"
    message = gettext_noop("No test is running here, or its result and standard are missing.")
    remedy = gettext_noop("Name the technical standard and what was found.")


class NotTransferable(Refusal):
    """移送."""

    code = "not-transferable"
    kind = Kind.INVALID
    message = gettext_noop("It can go to another department or approval bureau of the same place, never back to one that had it before.")
    remedy = gettext_noop("Choose from the list; if nobody there is competent, ask the government of the place.")


class NoPartOpen(Refusal):
    code = "no-part-open"
    message = gettext_noop("This part is not running any more.")
    remedy = gettext_noop("Reload the page to see where it stands.")


class AwaitingTest(Refusal):
    """Of a test that law requires the result is not there."""

    code = "awaiting-test"
    message = gettext_noop("The test that its law requires is not over; the decision follows its result (行政许可法 art. 55).")
    remedy = gettext_noop("Record the result first.")
