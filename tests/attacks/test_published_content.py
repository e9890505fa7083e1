"""Content that is wrong: every fault is told with file, line and remedy, and nothing of it is published."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from django.conf import settings

from tests.attacks.conftest import TUESDAY
from zhengtong.channels.ui import translate
from zhengtong.kernel.actors import system
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.models import Version
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.ledger.models import Entry

pytestmark = pytest.mark.django_db
Faults = Sequence[tuple[str, str, str, str]]
Spoil = Callable[[Faults], Path]
BUNDLE, FOOD, SMALL, SIGN = "43TCN0003.yaml", "43TCN0003-02.yaml", "43TCN0003-03.yaml", "43TCN0003-06.yaml"
WHEN = "when: 'licence.business_held && fire.public_gathering && fire.route == \"{}\"'"
SIGNBOARD, SMALL_WHEN = (
    "when: 'licence.business_held && signboard.wanted'",
    "when: 'licence.business_held && food.business_kind == \"small\"'",
)

# file, what stands there, what is put in its place, by what the fault is known: the words that tell it, or the line it is told at
FAULTS = {
    "conditions": [
        (BUNDLE, "when: 'licence.business_held'\n    after", "when: 'licence.business_held &&'\n    after", "licence.business_held &&'"),
        (BUNDLE, 'food.business_kind == "full"', 'food.business_kind == "ful"', "ful"),
        (BUNDLE, SMALL_WHEN, "when: 'licence.business_held > 3'", "> 3"),
        (BUNDLE, WHEN.format("commitment"), "when: 'premises.area'", "premises.area"),
        (BUNDLE, WHEN.format("inspection"), 'when: \'__import__("os").system("x")\'', "__import__"),
        (BUNDLE, SIGNBOARD, "when: 'licence.busines_held'", "licence.busines_held"),
    ],
    "a condition too deep": [(BUNDLE, SIGNBOARD, "when: '" + "(" * 150 + "signboard.wanted" + ")" * 150 + "'", "((((")],
    "a condition too long": [(BUNDLE, SMALL_WHEN, "when: '" + " && ".join(["signboard.wanted"] * 2000) + "'", "items/2/when")],
    "references": [
        (SIGN, '"signboard.lit", section', '"signboard.light", section', "signboard.light"),
        (SIGN, 'licence_type: "signboard_record"', 'licence_type: "signbord_record"', "signbord_record"),
        (SIGN, "regime: other", "regime: no_service", "no_service"),
        (SIGN, 'organisation: "11990100000000051T"', 'organisation: "11990100000000052T"', "11990100000000052T"),
        (BUNDLE, '- item: "43TCN0003-05"', '- item: "43TCN0003-99"', "43TCN0003-99"),
        (BUNDLE, '- element: "food.business_kind"', '- element: "food.busines_kind"', "food.busines_kind"),
    ],
    "items that wait for each other": [(BUNDLE, "after: []", 'after: ["43TCN0003-02"]', "→")],
    "shapes": [
        (SIGN, "days: 1", "days: -1", "-1"),
        (FOOD, "online: true", "onlin: true", "onlin"),
        (SMALL, "online: true", "online: [true", "43TCN0003-03"),
    ],
}


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """The shipped restaurant in a content folder of its own, spoilt in these places."""
    shipped, root = Path(settings.ZT_CONTENT), tmp_path / "content"
    town = root / "changsha"
    town.mkdir(parents=True)
    (root / "schema").symlink_to(shipped / "schema")
    shutil.copytree(shipped / "national", root / "national", ignore=shutil.ignore_patterns("laws"))
    shutil.copytree(shipped / "changsha/authored", town / "authored")
    for one in ("organisations.yaml", "city.yaml"):
        shutil.copy(shipped / "changsha" / one, town)
    city = town / "city.yaml"
    city.write_text(
        "".join(line for line in city.read_text("utf-8").splitlines(keepends=True) if not line.startswith("neighbours")), "utf-8"
    )

    def change(faults: Faults) -> Path:
        for file, old, new, _ in faults:
            found = next((town / "authored").rglob(file))
            written = found.read_text("utf-8")
            assert old in written, (file, old)
            found.write_text(written.replace(old, new, 1), "utf-8")
        return root

    return change


@pytest.mark.parametrize("sort", FAULTS)
def test_every_fault_is_told_where_it_is_with_a_remedy(sort: str, spoil: Spoil) -> None:
    root = spoil(FAULTS[sort])
    errors = content.check("changsha", root=root).errors
    for file, _, _, known_by in FAULTS[sort]:
        assert any(Path(one.path).name == file and known_by in evidence(one, root) for one in errors), (known_by, told(errors))
    for one in errors:
        assert one.line > 0
        for said in (translate.sentence(one.message, one.params), translate.sentence(one.remedy, one.params)):
            assert any("\u4e00" <= sign <= "\u9fff" for sign in said), f"{one.code}: not in Chinese: {said!r}"
            assert "%(" not in said


def evidence(defect: content.Defect, root: Path) -> str:
    line = (root / defect.path).read_text("utf-8").splitlines()[defect.line - 1]
    return f"{translate.sentence(defect.message, defect.params)} {line} {defect.path}"


def told(errors: Iterable[content.Defect]) -> list[tuple[str, int, str]]:
    return [(one.path, one.line, translate.sentence(one.message, one.params)) for one in errors]


def test_nothing_of_what_is_wrong_is_published(spoil: Spoil) -> None:
    root = spoil(FAULTS["items that wait for each other"])
    before = (Version.objects.count(), Entry.objects.count())
    with pytest.raises(content.ContentHasErrors) as refused:
        content.publish("changsha", by=system("test"), at=TUESDAY, root=root)
    assert refused.value.problems
    assert (Version.objects.count(), Entry.objects.count()) == before


EXPRESSIONS = [
    "", " ", "&&", "a.b &&", "a.b == ", "((a.b)", "a.b)", "a..b", "a.b.", ".a", "a.b = 1", "a.b === 1", "'", '"', "a.b == 'x", "1 2", "a.b ? 1", "[1,",  # noqa: E501
    "a.b && a.b" + " && a.b" * 5000, "!" * 5000 + "a.b", "(" * 5000, "a.b == 1" + "0" * 5000, "a.b / 0", "\x00", "a.b == \"\ud800\"", "甲.乙 && ", "//",  # noqa: E501
    "__import__('os')", "a.b.__class__", "a.b; a.b", "{}", "lambda: 1", "a.b in [[[[1]]]]",
]  # fmt: skip


@pytest.mark.parametrize("written", EXPRESSIONS, ids=range(len(EXPRESSIONS)))
def test_a_malformed_condition_is_refused_with_its_place(written: str) -> None:
    with pytest.raises(expressions.ExpressionError) as refused:
        expressions.check(expressions.parse(written), {"a.b": expressions.ValueType.BOOL})
    assert 0 <= refused.value.position <= len(written)
    said = translate.refusal(refused.value)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said.message), said.message
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said.remedy), said.remedy
