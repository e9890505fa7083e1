"""The desk's page of import reports: every pack, every defect with its place and remedy, by severity, for operators only."""

import re
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.channels.workbench.conftest import type_desk
from zhengtong.channels.workbench import imports
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Defect, ImportReport, Severity

pytestmark = pytest.mark.django_db


def test_every_pack_and_format_is_listed_with_its_counts(desk: type_desk) -> None:
    page = desk("operator").get("/desk/content/").content.decode()
    for pack in ("changsha", "guangan", "national"):
        for one in content.reports_of(pack):
            assert f'href="/desk/content/{pack}/{one.name}/"' in page
            assert one.file in page
    assert 'href="/desk/content/"' in desk("operator").get("/desk/jobs/").content.decode(), "the way there"


def test_every_defect_of_an_import_is_there_with_place_and_remedy(desk: type_desk) -> None:
    (guides,) = (one for one in content.reports_of("changsha") if one.name == "guides")
    page = desk("operator").get("/desk/content/changsha/guides/").content.decode()
    assert len(guides.defects) > 50
    for one in guides.defects:
        assert re.search(rf'<td class="figures">{one.line}</td>', page)
    assert page.count("怎么办：") == len({one.code for one in guides.defects})
    english = desk("operator").get("/desk/content/changsha/guides/", headers={"accept-language": "en"}).content.decode()
    assert guides.defects[0].message in english.replace("&#x27;", "'")


def test_defects_are_filtered_by_severity_and_none_is_out_of_reach(desk: type_desk) -> None:
    operator = desk("operator")
    (catalogue,) = (one for one in content.reports_of("guangan") if one.name == "district_catalogue")
    assert "没有发现缺陷" in operator.get("/desk/content/guangan/district_catalogue/?severity=error").content.decode()
    short = operator.get("/desk/content/guangan/district_catalogue/?severity=warning").content.decode()
    long = operator.get("/desk/content/guangan/district_catalogue/?severity=warning&all=1").content.decode()
    assert "?all=1&amp;severity=warning" in short
    assert long.count("<tr>") == len(catalogue.defects) + len({one.code for one in catalogue.defects})


def test_only_operators_read_them_and_nothing_else_is_reached(desk: type_desk) -> None:
    assert desk("window").get("/desk/content/").status_code == 403
    assert desk("window").get("/desk/content/changsha/guides/").status_code == 403
    operator = desk("operator")
    for path in ("changsha/none", "schema/item", "nowhere/guides", "../changsha/guides"):
        assert operator.get(f"/desk/content/{path}/").status_code == 404


def test_a_broken_report_is_passed_over(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "town/reports").mkdir(parents=True)
    settings.ZT_CONTENT = tmp_path
    broken = {"a": "{", "b": '{"format":"b"}\n{"line":1}\n', "c": "", "d": "[]\n", "e": '{"odd":1}\n'}
    for name, text in {**broken, "f": '{"format":"f"}\n'}.items():
        (tmp_path / f"town/reports/{name}.jsonl").write_text(text)
    assert [one.name for one in content.reports_of("town")] == ["f"]


def test_hostile_words_of_a_source_stay_words() -> None:
    hostile = ("item:<i>", "<s>", "<u>", "<a>", "<img>")
    defect = Defect("x.csv", 2, "word_unknown", Severity.ERROR, "100%% %(what)s", {"what": "<b>"}, "", *hostile)
    page = imports.page_to_send(ImportReport("", "", "<x>.csv", "", 0, (defect, defect)), "en")
    assert not re.search(r"<(b|i|s|u|a|img|x)>", page)
    assert "&lt;img&gt;" in page
