"""决定 refusals: what stopped an officer, and what to do."""

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class TooEarly(Refusal):
    code = "too-early"
    message = gettext_noop("A decision cannot be dated before the approval was opened (%(opened)s).")
    remedy = gettext_noop("The clock of this machine is behind: have it set right, then decide again.")


class ConditionUnfounded(Refusal):
    code = "condition-unfounded"
    kind = Kind.INVALID
    message = gettext_noop("Each condition laid down with an approval needs its words and the article that allows it.")
    remedy = gettext_noop("Add the article, or leave the condition out. A refusal carries no conditions.")


class ArticleSuperseded(Refusal):
    code = "article-superseded"
    kind = Kind.INVALID
    message = gettext_noop("“%(article)s” names a text that is no longer in force.")
    remedy = gettext_noop("Cite the text in force, or leave the condition out.")


class ArticleNotHeld(Refusal):
    """法律依据."""

    code = "article-not-held"
    kind = Kind.INVALID
    message = gettext_noop("“%(article)s” names no article that is held here, nor one of this item's own basis.")
    remedy = gettext_noop("Choose one from the item's legal basis, or write the law and the article, as in 行政许可法 第三十八条.")


class NothingDecided(Refusal):
    """附条件."""

    code = "nothing-decided"
    kind = Kind.INVALID
    message = gettext_noop("Nothing is granted here by an administrative decision, so no condition can be laid down with it.")
    remedy = gettext_noop("Leave the conditions out; what has to be said stands in the note.")


class CommitmentSuffices(Refusal):
    """告知承诺."""

    code = "commitment-suffices"
    kind = Kind.INVALID
    message = gettext_noop(
        "The applicant committed: with complete papers in due form it must be approved, and what was promised is checked afterwards "
        "(%(article)s). It is not refused on substance."
    )
    remedy = gettext_noop("Approve it and check afterwards; or tick which papers are lacking or not in due form.")


class UnknownCondition(Refusal):
    code = "unknown-condition"
    kind = Kind.INVALID
    message = gettext_noop("This item has no such condition to refuse on: %(codes)s.")
    remedy = gettext_noop("Choose from the conditions shown with the decision.")


class ConditionMet(Refusal):
    code = "condition-met"
    kind = Kind.INVALID
    message = gettext_noop("A refusal cannot rest on what is met: %(conditions)s.")
    remedy = gettext_noop("Take it off the refusal; look at the source of the value if you think it is wrong.")


class AllMet(Refusal):
    code = "all-conditions-met"
    kind = Kind.INVALID
    message = gettext_noop("Every condition of this item that can be worked out is met; who meets them is approved (行政许可法 art. 38).")
    remedy = gettext_noop("Approve it, or say in the note for the file on what other ground it is refused.")


class BenchmarkUnweighed(Refusal):
    code = "benchmark-unweighed"
    kind = Kind.INVALID
    message = gettext_noop("This power has a published benchmark of discretion: choose the step that applies.")
    remedy = gettext_noop("Choose a step; where the decision departs from it, say why.")


class DepartureUnjustified(Refusal):
    code = "departure-unjustified"
    kind = Kind.INVALID
    message = gettext_noop("The decision departs from the step of the benchmark, and nothing says why.")
    remedy = gettext_noop("Say why this matter is different, or decide as the step has it.")


class PaperLacking(Refusal):
    code = "paper-lacking"
    message = gettext_noop("A paper that was to follow is still missing: %(papers)s.")
    remedy = gettext_noop("Wait for it until the day promised. Nothing is refused for this reason alone.")


class NotAutomatable(Refusal):
    code = "not-automatable"
    message = gettext_noop("This item cannot be approved automatically: not all that decides it is a condition over registers and answers.")
    remedy = gettext_noop("The document of the item says what may be automatic; it is changed there, and assessed anew.")


class AssessmentIncomplete(Refusal):
    code = "assessment-incomplete"
    kind = Kind.INVALID
    message = gettext_noop("The impact assessment must say all four, each in at least %(least)s characters (个人信息保护法 art. 56).")
    remedy = gettext_noop("Complete it; nothing is switched on before.")


class VersionChanged(Refusal):
    code = "version-changed"
    message = gettext_noop("The item was published anew while you were writing; what you assessed is not what stands now.")
    remedy = gettext_noop("Read the conditions again, then switch it on.")


class NotHead(Refusal):
    code = "not-head"
    kind = Kind.FORBIDDEN
    message = gettext_noop("Only the head of the authority whose item it is switches automatic approval on or off.")
    remedy = gettext_noop("Ask the head of the authority.")


class PersonNotNeeded(Refusal):
    code = "person-not-needed"
    message = gettext_noop("A person has decided this part, or it is over.")
    remedy = gettext_noop("The decision names who made it, and how to object.")


class NothingToExplain(Refusal):
    code = "nothing-to-explain"
    message = gettext_noop("Nobody asked for a person here, or somebody has answered already.")
    remedy = gettext_noop("Reload the page to see where it stands.")


class CheckNotFound(Refusal):
    code = "check-not-found"
    kind = Kind.NOT_FOUND
    message = gettext_noop("There is no such check in your hands.")
    remedy = gettext_noop("Look for it on the list of checks.")


class TwoOfficers(Refusal):
    code = "two-officers"
    kind = Kind.INVALID
    message = gettext_noop("On the spot it is checked by two officers at least, both named (行政许可法 art. 34).")
    remedy = gettext_noop("Write both names, and what was found.")


class NotOfTheOffice(Refusal):
    """核查人员."""

    code = "not-of-the-office"
    kind = Kind.INVALID
    message = gettext_noop("It is checked by officers in post at the office that answers for it.")
    remedy = gettext_noop("Choose them from the list; whoever is missing there is entered by the office's personnel administrator.")


class CheckOver(Refusal):
    code = "check-over"
    message = gettext_noop("This check stands otherwise now (%(state)s).")
    remedy = gettext_noop("Reload the page to see where it stands.")


class TermNotOver(Refusal):
    code = "correction-term-not-over"
    message = gettext_noop("The term to correct runs until %(until)s; it belongs to the holder.")
    remedy = gettext_noop("Check again when it is over, or record earlier that it was corrected.")


class CorrectionTermMissing(Refusal):
    code = "correction-term-missing"
    kind = Kind.INVALID
    message = gettext_noop("An order to put something right names the day until when; it must still lie ahead.")
    remedy = gettext_noop("Set the last day.")
