"""Words of the kit: dates as people write them, refusals in both languages, fields as they are read."""

from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from zhengtong.channels.ui import dates, fields, translate
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.foundation.elements.terms import Element, ElementChoice, Type
from zhengtong.foundation.forms.terms import Field
from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Kind, Problem, Refusal
from zhengtong.kernel.words import Words

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=clock.CHINA)


def shown(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values)).strip()


def test_a_day_is_written_as_people_write_it() -> None:
    with clock.standing_at(NOON):
        with translation.override("zh-hans"):
            assert dates.day_as_written(date(2026, 1, 9)) == "1 月 9 日（周五）"
            assert dates.day_as_written(date(2027, 1, 8)) == "2027 年 1 月 8 日（周五）"
            assert dates.moment_as_written(NOON) == "1 月 5 日 12:00"
            assert dates.short_day(date(2026, 1, 9)) == "1/9 周五"
        with translation.override("en"):
            assert dates.day_as_written(date(2026, 1, 9)) == "Friday 9 January"
            assert dates.day_as_written(date(2027, 1, 8)) == "Friday 8 January 2027"
            assert dates.moment_as_written(NOON) == "5 January, 12:00"


@pytest.mark.parametrize(("term", "zh", "en"), [
    (Term(3), "3 个工作日", "3 working days"), (Term(1), "1 个工作日", "1 working day"), (Term(0), "当场办结", "On the spot"),
    (Term(30, Unit.CALENDAR_DAY), "30 个自然日", "30 calendar days"),
])  # fmt: skip
def test_a_term_has_its_unit(term: Term, zh: str, en: str) -> None:
    for lang, told in (("zh-hans", zh), ("en", en)):
        with translation.override(lang):
            assert shown("{% term t %}", t=term) == told


def test_silence_of_the_source_is_said() -> None:
    with translation.override("zh-hans"):
        assert "未公布" in shown("{% term t %}", t=None)


def test_chinese_left_standing_is_marked_on_an_english_page() -> None:
    with translation.override("en"):
        assert shown("{% say w %}", w=Words("饭店")) == '<span lang="zh-Hans">饭店</span>'
        assert shown("{% say w %}", w=Words("饭店", "restaurant")) == "restaurant"
        assert shown("{% say w %}", w="<b>店</b>") == '<span lang="zh-Hans">&lt;b&gt;店&lt;/b&gt;</span>'
    with translation.override("zh-hans"):
        assert shown("{% say w %}", w=Words("饭店", "restaurant")) == "饭店"


class Blocked(Refusal):
    code = "blocked"
    kind = Kind.CONFLICT
    message = "%(name)s answers by %(date)s."
    remedy = "Wait."


def test_a_refusal_speaks_the_readers_language() -> None:
    with translation.override("zh-hans"):
        told = translate.refusal(NotPermitted())
        assert told.status == 403
        assert not told.message.isascii()
        assert not told.remedy.isascii()
    with clock.standing_at(NOON), translation.override("en"):
        told = translate.refusal(
            Blocked(name=Words("消防", "fire service"), date=date(2026, 1, 9), problems=[Problem("x", "No %(what)s", {"what": "file"})])
        )
        assert told.message == "fire service answers by Friday 9 January."
        assert told.problems[0].text == "No file"
        assert told.status == 409


def test_a_parameter_that_is_missing_never_breaks_the_page() -> None:
    assert translate.sentence("%(a)s and %(b)s", {"a": 1}) == "%(a)s and %(b)s"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_no_has_a_status_and_a_title(kind: Kind) -> None:
    with translation.override("zh-hans"):
        told = translate.refusal(type("Some", (Refusal,), {"kind": kind})())
    assert 400 <= told.status < 600
    assert not told.title.isascii()


def test_identities_are_masked() -> None:
    assert shown("{{ t|masked }}", t="990001199001010013") == "9900**********0013"
    assert shown("{{ t|masked }}", t="张三丰") == "张**"


YES = Element("a.b", Words("是吗", "Is it"), Type.BOOLEAN)
AREA = Element("premises.area", Words("面积", "Area"), Type.NUMBER, unit=Words("平方米", "m²"), example="120")
KIND = Element("k.k", Words("哪种"), Type.CHOICE, choices=(ElementChoice("full", Words("餐馆")), ElementChoice("small", Words("小餐饮"))))
AGREED = Element("c.c", Words("我承诺"), Type.BOOLEAN, schema={"const": True})


def test_a_known_answer_is_shown_not_asked() -> None:
    known = Known("premises.area", 120.0, "licence:1", Words("营业执照"))
    with translation.override("zh-hans"):
        control = fields.control(Field(AREA, True, 120.0, known))
    assert (control.kind, control.value, control.source) == ("known", "120 平方米", "营业执照")


def test_each_type_has_its_control() -> None:
    with translation.override("zh-hans"):
        assert [fields.control(Field(one, True)).kind for one in (YES, AREA, KIND, AGREED)] == ["choice", "number", "choice", "consent"]
        chosen = fields.control(Field(KIND, True, "small"))
        assert [one.chosen for one in chosen.options] == [False, True]
        assert fields.as_read(KIND, "full") == "餐馆"
        assert fields.as_read(YES, False) == "否"


def test_a_control_escapes_what_was_typed_and_names_its_error() -> None:
    control = fields.control(Field(AREA, True, '"><script>'), ("太大",))
    page = shown("{% field c %}", c=control)
    assert "<script>" not in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="f-premises-area-help f-premises-area-error"' in page
    for name in ("f-premises-area-help", "f-premises-area-error"):
        assert f'id="{name}"' in page
