"""办退休: a worker at a desk applies once; the pension, medical insurance and the housing fund follow each other."""

from collections.abc import Callable

from tests.journeys import people
from tests.support.visitor import DESKTOP, Visitor

BUNDLE, WORKER, NAME = "43PCN0013", "qianguoqiang", "钱国强"
STATE_FIRM = {
    "retire.employee_scheme": "true",
    "retire.route": "at_age",
    "retire.deemed_years": "true",
    "retire.employee_medical": "true",
    "retire.medical_deemed": "false",
    "retire.fund": "withdraw",
    "retire.only_child": "false",
}
REVIEWERS = ("human", "healthcare", "housing")


def test_a_worker_retires_with_everything_that_belongs_to_it(visit: Callable[..., Visitor]) -> None:
    worker, clerk = visit(DESKTOP), visit()
    people.ask(worker, "我要退休了", BUNDLE)
    assert people.answer_questions(worker, STATE_FIRM, bundle=BUNDLE) == list(STATE_FIRM)
    worker.look()
    assert "您不需要办的" in worker.text()  # early retirement after special work, with the reason
    people.begin(worker, WORKER, NAME)
    assert {"person.name", "person.id_number", "person.birth_date", "person.sex"} & set(people.open_questions(worker)) == set()
    people.fill_in(worker, {"insurance.deemed_from": "1988-07-01", "insurance.deemed_until": "1993-12-31"})
    people.hand_in_papers(worker)
    people.press(worker, '.savebar a[href$="/review/"]')
    worker.look()
    assert "1966 年 3 月 12 日" in worker.text()  # known from the register, shown, not asked
    case = people.submit(worker)

    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    decided = people.decide_all(visit, case, look=False, reviewers=REVIEWERS)
    assert decided == {"human": 4, "healthcare": 1, "housing": 1}

    worker.go(f"/cases/{case}/")
    worker.look()
    assert worker.page.locator(".now.done").count() == 1, worker.text()[:800]
    titles = " ".join(worker.main().locator("a.licence").all_inner_texts())
    assert all(word in titles for word in ("退休资格确认书", "职工医保退休人员参保凭证"))


def test_whoever_is_not_at_the_age_is_told_whom_to_ask_and_no_age_is_computed(visit: Callable[..., Visitor]) -> None:
    worker = visit(DESKTOP)
    people.ask(worker, "退休", BUNDLE)
    asked = people.answer_questions(worker, {**STATE_FIRM, "retire.route": "not_yet"}, bundle=BUNDLE)
    assert asked == ["retire.employee_scheme", "retire.route"]
    worker.look()
    assert "12333" in worker.text()
    assert worker.main().locator('a[href*="/begin/"]').count() == 0
