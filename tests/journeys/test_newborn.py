"""给新生儿上户口: a mother with a phone, one form, four departments one behind the other, and five papers for the child."""

from collections.abc import Callable

from tests.journeys import people
from tests.support.visitor import PHONE, Visitor

BUNDLE, MOTHER, NAME = "43PCN0009", "hejingyi", "何静怡"
JUST_BORN = {
    "birth.hunan_hospital": "true",
    "birth.under_six_months": "true",
    "family.married": "true",
    "birth.household_with": "mother",
    "birth.certificate_held": "false",
    "birth.vaccination_book_held": "false",
    "birth.insurance_wanted": "true",
    "birth.card_wanted": "true",
    "birth.costs": "settled",
    "birth.guidance_wanted": "false",
}
REVIEWERS = ("health", "public", "human", "healthcare")
CHILD = people.examples()["child.name"]


def test_a_mother_files_everything_for_her_child_on_the_phone(visit: Callable[..., Visitor]) -> None:
    mother, clerk = visit(PHONE), visit()
    people.ask(mother, "给新生儿上户口", BUNDLE)
    asked = people.answer_questions(mother, JUST_BORN, bundle=BUNDLE)
    assert asked == list(JUST_BORN)
    mother.look()
    assert "25 个工作日" in mother.text()  # 5 + 10 + 10, not the 5 that the source claims for all
    people.begin(mother, MOTHER, NAME)
    assert {"family.other_name", "household.head_name", "household.address"} & set(people.open_questions(mother)) == set()
    people.fill_in(mother)
    papers = people.hand_in_papers(mother)
    assert len(papers) == 2  # those of the hospital: register and marriage certificate are held
    people.press(mother, '.savebar a[href$="/review/"]')
    mother.look()
    case = people.submit(mother)

    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    decided = people.decide_all(visit, case, look=False, reviewers=REVIEWERS)
    assert decided == {"health": 2, "public": 1, "human": 1, "healthcare": 1}

    mother.go(f"/cases/{case}/")
    mother.look()
    assert mother.page.locator(".now.done").count() == 1, mother.text()[:800]
    licences = [one.get_attribute("href") or "" for one in mother.main().locator("a.licence").all()]
    assert len(licences) == 5
    titles = " ".join(mother.main().locator("a.licence").all_inner_texts())
    assert all(word in titles for word in ("出生医学证明", "预防接种证", "孩子的登记页", "社会保障卡", "参保凭证"))
    mother.go(licences[0])
    mother.look()
    assert CHILD in mother.text()
    stranger = visit(PHONE)
    stranger.go(f"/verify/{licences[0].removeprefix('/licences/').rstrip('/')}/")
    stranger.look()
    assert CHILD not in stranger.text()  # everything about a child is sensitive (个人信息保护法 art. 28)


def test_whoever_the_joint_way_is_not_open_to_is_led_to_the_single_item(visit: Callable[..., Visitor]) -> None:
    """非婚生子女享有同等权利 (民法典 art. 1071): no dead end, and a word that says so."""
    mother = visit(PHONE)
    people.ask(mother, "新生儿上户", BUNDLE)
    answers = {**JUST_BORN, "family.married": "false"}
    assert people.answer_questions(mother, answers, bundle=BUNDLE) == ["birth.hunan_hospital", "birth.under_six_months", "family.married"]
    mother.look()
    assert "民法典第一千零七十一条" in mother.text()
    assert mother.main().locator('a[href="/items/000709105001-03/"]').count() >= 1
    assert mother.main().locator('a[href*="/begin/"]').count() == 0
