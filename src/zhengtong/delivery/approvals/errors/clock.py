"""期限 refusals: why a clock was not stopped, started or lengthened, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class PauseNotListed(Refusal):
    """特别程序以外."""

    code = "pause-not-listed"
    kind = Kind.INVALID
    message = gettext_noop("This does not stop the clock. Under %(regime)s only these do: %(allowed)s.")
    remedy = gettext_noop("The clock runs on. If it cannot be decided in time, the head of the authority may extend the term.")


class VerificationRuns(PauseNotListed):
    """现场核查."""

    code = "verification-runs"
    message = gettext_noop("On-site verification does not stop the clock: it is part of examining (行政许可法 arts. 34, 45).")
    remedy = gettext_noop("Verify within the term. If that is not enough, the head of the authority may extend it.")


class PublicityRuns(PauseNotListed):
    """公示."""

    code = "publicity-runs"
    message = gettext_noop("Publicity does not stop the clock: it is not among what article 45 of 行政许可法 excludes.")
    remedy = gettext_noop("Publish within the term. If that is not enough, the head of the authority may extend it.")


class CommitmentRuns(PauseNotListed):
    """告知承诺."""

    code = "commitment-runs"
    message = gettext_noop("The applicant committed: nothing is tested before the decision, so this does not stop the clock (%(article)s).")
    remedy = gettext_noop("Decide on the papers; what was promised is checked afterwards.")


class AppointTesters(PauseNotListed):
    """指派检验人员."""

    code = "testers-first"
    message = gettext_noop("A test stops the clock only with two testers appointed to it, where its law requires one (行政许可法 art. 55).")
    remedy = gettext_noop("Appoint the testers: the clock stops with that. Which article requires the test stands in the item's document.")


class DaysMissing(Refusal):
    """所需时间."""

    code = "pause-days-missing"
    kind = Kind.INVALID
    message = gettext_noop("How long it takes is missing; the applicant must be told it in writing (%(article)s).")
    remedy = gettext_noop("Write the working days that it is expected to take.")


class ArticleMissing(Refusal):
    """依法需要."""

    code = "pause-article-missing"
    kind = Kind.INVALID
    message = gettext_noop("Only a procedure that law requires stops the clock (行政许可法 art. 45); its article is missing.")
    remedy = gettext_noop("Name the law and the article that require it. The applicant will read them.")


class EvidenceMissing(Refusal):
    code = "evidence-missing"
    kind = Kind.INVALID
    message = gettext_noop("A clock is stopped and started again only on a document: the commission, the order, the report.")
    remedy = gettext_noop("Give its number, or attach it.")


class ReasonMissing(Refusal):
    code = "clock-reason-missing"
    kind = Kind.INVALID
    message = gettext_noop("The reason is missing; the applicant must be told it (行政许可法 arts. 42, 45).")
    remedy = gettext_noop("Write it in words the applicant understands.")


class AlreadyPaused(Refusal):
    code = "already-paused"
    message = gettext_noop("The clock of %(number)s already stands still, since %(since)s.")
    remedy = gettext_noop("Start it again before another procedure stops it.")


class NotPaused(Refusal):
    code = "not-paused"
    message = gettext_noop("The clock of %(number)s is running.")
    remedy = gettext_noop("Reload the page to see where it stands.")


class ResumedOutside(Refusal):
    """恢复日期不对."""

    code = "resumed-outside"
    kind = Kind.INVALID
    message = gettext_noop("The procedure ended between %(since)s, when the clock was stopped, and today.")
    remedy = gettext_noop("Give the day of the report or the decision that ended it.")


class WrongOffice(Refusal):
    code = "wrong-office"
    kind = Kind.FORBIDDEN
    message = gettext_noop("This extension is for another office: %(office)s.")
    remedy = gettext_noop("Ask: %(who)s.")


class TermOver(Refusal):
    code = "term-over"
    message = gettext_noop("The term by law ended on %(due)s; what is over cannot be extended.")
    remedy = gettext_noop("Decide now. The delay is recorded.")


class ExtendedAlready(Refusal):
    code = "extended-already"
    message = gettext_noop("The term of %(number)s was extended before. The law allows it once.")
    remedy = gettext_noop("Decide by %(due)s.")


class NotExtendable(Refusal):
    code = "not-extendable"
    message = gettext_noop("The law under which %(number)s is handled knows no extension of its term.")
    remedy = gettext_noop("Decide within the term.")


class TooLongAnExtension(Refusal):
    code = "too-long-an-extension"
    kind = Kind.INVALID
    message = gettext_noop("The term may be lengthened by one to %(most)s days, not by %(days)s.")
    remedy = gettext_noop("Write a number within that.")


class NoJointTerm(Refusal):
    code = "no-joint-term"
    message = gettext_noop("%(case)s has no joint term: its parts are not answered together (行政许可法 arts. 26, 42).")
    remedy = gettext_noop("Each part has its own term; the head of its authority may extend it.")


class ClockSetBack(Refusal):
    """时钟倒拨."""

    code = "clock-set-back"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("This machine says it is %(today)s, but something was recorded on %(last)s already.")
    remedy = gettext_noop("Nothing was written. Ask the operator to set the clock of the machine, then try again.")
