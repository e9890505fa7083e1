# ruff: noqa: E501 - documents, one a line
"""A small city written to disk: what tests publish and change."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

WINDOW = "12990100000000027"
MARKET, FIRE = "11990100000000035", "11990100000000043"
HERE, THERE = "990100000000", "990200000000"


def item(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "division": HERE, "power": "permit", **more}


ELEMENTS = [
    {"code": "licence.business_held", "title": "有营业执照吗", "type": "boolean", "schema": {"type": "boolean"}},
    {"code": "premises.area", "title": "面积", "type": "number", "schema": {"type": "number"}},
    {
        "code": "fire.route",
        "title": "走哪条路",
        "type": "choice",
        "choices": [{"value": "a", "title": "甲"}, {"value": "b", "title": "乙"}],
    },
    {"code": "person.name", "title": "姓名", "type": "text"},
    {"code": "person.phone", "title": "电话", "type": "text"},
    {"code": "firm.name", "title": "名称", "type": "text"},
    {"code": "firm.credit_code", "title": "代码", "type": "text"},
    {"code": "matter.statement", "title": "要办的事", "type": "long_text"},
    {"code": "commitment.accepted", "title": "承诺", "type": "boolean"},
]
ITEMS = [
    item(
        "I-1", "食品经营许可证新办", organisation=MARKET, regime="permit", subjects=["firm"], filing="online",
        promised={"days": 10}, legal={"days": 20, "reference": "行政许可法 第四十二条"}, basis=["行政许可法 第三十二条", "某办法 第一条"],
        asks=[{"element": "premises.area"}], materials=[{"code": "plan", "name": "平面图"}],
        outcome={"name": "食品经营许可证", "licence_type": "food_permit", "values": {"area": "premises.area"}},
    ),
    item(
        "I-2", "消防安全检查", organisation_name="消防", regime="permit", subjects=["person", "firm"], filing="online", promised={"days": 3},
        materials=[{"code": "food-permit", "name": "食品许可", "licence": "food_permit"}],
    ),
    item("I-3", "居民身份证办理", organisation_name="不知道的部门", subjects=["person"], materials=None),
    *(item(f"L-{number:02}", f"第{number}号清单事项", organisation=FIRE) for number in range(1, 24)),
]  # fmt: skip
BUNDLE = {
    "code": "B-1", "name": {"zh": "开办餐饮店一件事", "en": "Open a restaurant"}, "division": HERE, "filing": "online",
    "claim": {"days": 13}, "life_event": "open_shop",
    "items": [{"item": "I-1", "name": "食品许可", "when": "licence.business_held"}, {"item": "I-2", "name": "消防", "when": "premises.area > 50"}],
    "questions": [
        {"element": "licence.business_held", "why": "先有执照", "answered_by_licence": "business_licence"},
        {"element": "premises.area", "why": "看面积", "when": "licence.business_held"},
    ],
}  # fmt: skip
NATIONAL: dict[str, Any] = {
    "elements/all.yaml": ELEMENTS,
    "regimes/all.yaml": [
        {"code": "permit", "name": "许可", "parameters": [
            {"name": "decision.days", "value": 20, "since": "2004-07-01", "reference": "行政许可法 第四十二条"},
            {"name": "decision.days", "value": 15, "since": "2026-10-01", "reference": "行政许可法 第四十二条"},
        ]}
    ],
    "licence_types/all.yaml": [
        {"code": "11990000000005012Q001", "short": "food_permit", "name": "食品经营许可证", "fields": [{"code": "area", "title": "面积"}]},
        {"code": "11990000000005012Q002", "short": "business_licence", "name": "营业执照", "fields": [{"code": "name", "title": "名称"}]},
    ],
    "life_events.yaml": [{"code": "open_shop", "name": "开店", "icon": "store", "subject": "firm", "matters": ["bundle:B-1", "item:I-1", "item:X"]}],
    "synonyms.yaml": {"groups": [["餐饮店", "饭店", "餐馆", "开饭店"], ["居民身份证", "身份证"]]},
    "calendar.csv": "date,name,is_off_day,source_urls\n2026-10-01,国庆节,true,x\n2026-10-10,国庆节,false,x\n",
    "laws/index.csv": "law_id,law_name,doc_type,level,issuing_body,publish_date,effective_date,version_date,status,law_department\n"
    "l1,中华人民共和国行政许可法,法律,法律,,,,2019-04-23,现行有效,\nl0,中华人民共和国行政许可法,法律,法律,,,,2003-08-27,历史版本,\n"
    "l2,中华人民共和国旧法,法律,法律,,,,1990-01-01,已废止,\nl3,某办法,部门规章,,,,,2020-01-01,现行有效,\n",
    "laws/articles.jsonl": "".join(
        json.dumps({"law_id": law, "article_no": no, "article_no_arabic": number, "article_text": text}) + "\n"
        for law, no, number, text in [
            ("l1", "第三十二条", 32, "行政机关对申请人提出的行政许可申请，应当……"), ("l1", "第四十二条", 42, "二十日内"),
            ("l0", "第三十二条", 32, "旧文"), ("l2", "第一条", 1, "旧法"),
        ]
    ),
}  # fmt: skip
CITY: dict[str, Any] = {
    "city.yaml": {
        "code": "town", "name": {"zh": "镇", "en": "Town"}, "division": HERE, "lead_window": WINDOW, "uses": ["national"], "neighbours": ["next"],
        "frequent": [{"label": {"zh": "开店", "en": "Open a shop"}, "query": "开饭店"}],
    },
    "organisations.yaml": [
        {"code": WINDOW, "name": "综合窗口", "short": "综窗", "kind": "window", "division": HERE, "synthetic_code": True},
        {"code": MARKET, "name": "市场监督管理局", "short": "市场监管", "kind": "department", "division": HERE, "synthetic_code": True},
        {"code": FIRE, "name": "消防救援支队", "short": "消防救援", "kind": "department", "division": HERE, "synthetic_code": True, "also": ["消防"]},
    ],
    "items/all.yaml": ITEMS,
    "bundles/all.yaml": [BUNDLE],
}  # fmt: skip
NEIGHBOUR: dict[str, Any] = {
    "city.yaml": {"code": "next", "name": "邻镇", "division": THERE, "uses": ["national"]},
    "items/all.yaml": [{**item("N-1", "餐饮店备案"), "division": THERE}],
}


def write(root: Path, packs: Mapping[str, Mapping[str, Any]] | None = None) -> Path:
    """The packs below a content folder, with the real schemas."""
    shutil.copytree(Path(settings.ZT_CONTENT) / "schema", root / "schema", dirs_exist_ok=True)
    for pack, files in (packs or {"national": NATIONAL, "town": CITY, "next": NEIGHBOUR}).items():
        for name, content in files.items():
            path = root / pack / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return root


def rewrite(root: Path, name: str, content: Mapping[str, Any] | Sequence[Any]) -> None:
    (root / "town" / name).write_text(json.dumps(content, ensure_ascii=False), "utf-8")
