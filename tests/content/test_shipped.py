"""The shipped content: complete, without error, with exactly the known defects of its sources, none hidden, none mended."""
from collections import Counter
from functools import cache

import pytest
from django.conf import settings

from zhengtong.foundation.catalogue.adapters import findings
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refusals import Refusal

TOO_SHORT = {
    "43TCN0001": (6, 15), "43TCN0003": (4, 10), "43TCN0004": (2, 5), "43TCN0006": (1, 3), "43TCN0007": (3, 5), "43TCN0008": (5, 11),
    "43PCN0009": (5, 30), "43PCN0011": (1, 35), "43PCN0013": (22, 35),
}
OURS = {"CSZT0001"}
"""Put together by us from published guides; no source publishes them as a bundle, so they make no claim of their own."""
FAILING = {
    ("区教科体局", "083372204"), ("区公安分局", "1151130000877869M"), ("区司法局", "00877868-5"), ("区自然资源和规划局", "00877836X"),
    ("区交通运输局", "11736"), ("区文广旅局", "0087790701"), ("区发改局", "008778175"), ("区人社局", "1151130108778239R"),
    ("区人社局", "1151130108778239R_6918"), ("区人社局", "1151130108778239R_5143"), ("区人社局", "1151130108778239R_6391"),
    ("区残联", "11511301452259996u"), ("区气象局", "45225901-3"), ("区公管办", "06032418-9"), ("区烟草专卖局", "TE5116020105116050"),
    ("区委统战部", "76726532-X"),
}


@cache
def report() -> content.Report:
    return content.check("changsha")


@cache
def contents() -> content.Contents:
    return content.contents("changsha")


def carrying(kind: str, finding: findings.Finding) -> set[str]:
    """Codes of the documents, as published, that carry a finding."""
    published = [*contents().documents, *contents().overlaid]
    return {one.code for one in published if one.kind == kind and finding.text in (one.body.get("defects") or [])}  # type: ignore[operator]


def test_has_no_errors() -> None:
    assert [(one.path, one.line, one.message % one.params) for one in report().errors] == []


def test_everything_is_there() -> None:
    found = contents()
    published = [*found.of("item"), *found.overlaid]
    guides = [one for one in published if one.path == "changsha/imported/items/guides.yaml"]
    bundles = [one for one in found.of("bundle") if one.pack == "changsha"]
    assert (len(guides), len(bundles)) == (35, 16 + len(OURS))
    assert {one.code for one in bundles if one.path.startswith("changsha/authored/")} >= OURS
    assert len([one for one in found.of("item") if one.pack == "guangan"]) == 1135
    assert len([one for one in found.of("organisation") if one.path == "guangan/imported/organisations.yaml"]) == 58
    assert len([one for one in found.of("law") if one.body["level"] != "regulation"]) == 378
    assert sum(len(one.body.get("articles") or []) for one in found.of("law") if one.body["level"] != "regulation") == 26196  # type: ignore[arg-type]


def test_every_line_of_a_bundle_is_an_item_in_the_sources_order() -> None:
    bundles = [one for one in (*contents().of("bundle"), *contents().overlaid) if one.kind == "bundle" and not one.authored]
    lines = [(bundle.code, number, line["item"]) for bundle in bundles for number, line in enumerate(bundle.body["items"], 1)]  # type: ignore[arg-type]
    assert len(lines) == 188
    assert all(item == f"{bundle}-{number:02d}" for bundle, number, item in lines)
    assert all(contents().has("item", item) for _, _, item in lines)


def test_exactly_nine_bundles_promise_less_than_their_slowest_item_needs() -> None:
    assert carrying("bundle", findings.CLAIM_TOO_SHORT) == set(TOO_SHORT)
    assert all("claim" not in one.body for one in contents().of("bundle") if one.code in OURS)
    as_published = [one for one in (*contents().documents, *contents().overlaid) if one.kind == "bundle" and not one.authored]
    for bundle in as_published:
        claim = bundle.body["claim"]["days"]  # type: ignore[index]
        slowest = max(line["promised"]["days"] for line in bundle.body["items"])  # type: ignore[attr-defined]
        assert (claim < slowest) == (bundle.code in TOO_SHORT), bundle.code
        assert TOO_SHORT.get(bundle.code, (claim, slowest)) == (claim, slowest)


def test_exactly_sixteen_department_codes_fail_and_none_is_mended() -> None:
    pairs = {}
    for one in contents().of("organisation"):
        if one.path == "guangan/imported/organisations.yaml":
            pairs[(one.body["name"], one.body["code_as_published"])] = one
    assert len(pairs) == 58
    assert {pair for pair, one in pairs.items() if not one.body["code_valid"]} == FAILING
    assert {pair for pair in pairs if not _right(str(pair[1]))} == FAILING
    assert {pairs[pair].code for pair in FAILING} == carrying("organisation", findings.DEPARTMENT_CODE_FAILS)
    assert all(one.code == one.body["code_as_published"] or one.code.startswith("511602-") for one in pairs.values())


def _right(code: str) -> bool:
    try:
        return identity.check_credit_code(code) == code
    except Refusal:
        return False


def test_site_visits_and_publicity_that_claim_to_stop_the_clock_are_named() -> None:
    assert carrying("item", findings.VISIT_AS_PAUSE) == {"432023201W00-01", "000118023000-01", "430859001W00-01"}
    assert carrying("item", findings.PUBLICITY_AS_PAUSE) == {"000788001001-01"}


def test_superseded_laws_are_named() -> None:
    assert carrying("item", findings.BASIS_SUPERSEDED) == {"000116005000-01", "000524001000-01"}


def test_items_of_bundles_name_no_department_and_say_so() -> None:
    published = [one for one in (*contents().documents, *contents().overlaid) if one.path.startswith("changsha/imported/items/43")]
    assert len(published) == 188
    assert all(not one.body.get("organisation") and findings.DEPARTMENT_NOT_NAMED.text in one.body["defects"] for one in published)  # type: ignore[operator]


def test_every_department_of_a_guide_is_an_organisation_of_the_city() -> None:
    guides = [one for one in contents().of("item") if one.path == "changsha/imported/items/guides.yaml"]
    assert all(contents().has("organisation", str(one.body["organisation"])) for one in guides)


def test_every_district_item_belongs_to_a_department_as_published() -> None:
    for one in contents().of("item"):
        if one.pack == "guangan":
            organisation = contents().get("organisation", str(one.body["organisation"]))
            assert organisation is not None
            assert organisation.body["name"] == one.body["organisation_name"]
            assert organisation.body["code_as_published"] == one.body["organisation_code_as_published"]


def test_exactly_the_known_warnings() -> None:
    """What the sources' own documents carry, and what the checks of the capabilities find anew; nothing else."""
    published = [*contents().documents, *contents().overlaid]
    known = sum(len(one.body.get("defects") or []) for one in published)  # type: ignore[arg-type]
    counted = Counter(one.code for one in report().warnings)
    assert counted.pop("known_defect") == known
    assert counted.pop("claim_too_short") == 9
    assert counted.pop("organisation-code") == 16
    assert counted.pop("law_superseded") == 4
    assert counted.pop("pause_claim") == 4
    assert counted.pop("authority_principal_silent") == 1  # Guang'an's approval bureau: the source names no former body
    assert counted == {}


def test_known_defects_in_numbers() -> None:
    texts = Counter(text for one in (*contents().documents, *contents().overlaid) for text in one.body.get("defects") or [])  # type: ignore[attr-defined]
    assert {name: texts[one.text] for name, one in vars(findings).items() if isinstance(one, findings.Finding) and texts[one.text]} == {
        "BASIC_CODE_FORM": 165, "BASIS_SUPERSEDED": 2, "BASIS_WITHOUT_ARTICLE": 6, "CLAIM_OF_MATERIALS": 1, "CLAIM_TOO_SHORT": 9,
        "DAYS_DIFFER_BETWEEN_BUNDLES": 5, "DEPARTMENT_CODES_DIFFER": 373, "DEPARTMENT_CODE_FAILS": 166, "DEPARTMENT_CODE_SHARED": 4,
        "DEPARTMENT_IN_CODE": 17, "DEPARTMENT_LISTED_TWICE": 39, "DEPARTMENT_NOT_NAMED": 188, "DOUBTED": 4, "FEE_WITHOUT_AMOUNT": 5,
        "LEAD_OF_ANOTHER_PLACE": 1, "MATERIALS_INCOMPLETE": 1, "MATERIALS_NOT_BY_ITEM": 15, "NAME_TWICE": 4, "NO_MATERIALS": 1,
        "OTHER_AS_PAUSE": 1, "PAUSE_NOT_NAMED": 1, "PLACE_IN_CODE": 1, "POWER_NOT_NAMED": 180, "PUBLICITY_AS_PAUSE": 1, "STAFF_PAPER": 1,
        "SUBJECT_UNCLEAR": 1, "UNIT_ASSUMED": 51, "VISIT_AS_PAUSE": 3, "VISIT_WITHOUT_REASON": 3,
    }
    assert set(texts) <= {one.text for one in vars(findings).values() if isinstance(one, findings.Finding)}


@pytest.mark.parametrize("city", ["national", "guangan"])
def test_other_packs_stand_alone(city: str) -> None:
    assert content.check(city).errors == ()


def test_reports_name_every_place() -> None:
    text = (settings.ZT_CONTENT / "changsha/reports/bundles.md").read_text("utf-8")
    for code, (claim, slowest) in TOO_SHORT.items():
        assert any(code in line and f"自称 {claim} 天" in line and f"承诺 {slowest} 天" in line for line in text.splitlines()), code
    text = (settings.ZT_CONTENT / "guangan/reports/departments.md").read_text("utf-8")
    for department, code in FAILING:
        assert any(department in line and line.endswith(f"| {code} |") for line in text.splitlines()), code
