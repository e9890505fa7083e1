"""一个城市是一个文件夹: no line of the program knows a city, its province or its division code; what the shipped cities are is content."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pypinyin import lazy_pinyin

from zhengtong.site import homes

SOURCE = homes.ROOT / "src"
TEXTS = {".py", ".html", ".po", ".js", ".css", ".svg", ".txt", ".typ", ".yaml", ".json"}
RECORDED = {"channels/gateway/examples.json"}
"""What a walk through the default city recorded, shown as examples of the interface; nothing reads it to decide anything."""
PROVINCES = {"43": ("湖南", "hunan"), "51": ("四川", "sichuan")}
"""First two digits of a division code (GB/T 2260) → the province's name. A further city adds its province here."""
KINDS_OF_PLACE = ("自治州", "地区", "省", "市", "区", "县", "盟", "旗")


def cities() -> dict[str, dict[str, object]]:
    return {path.parent.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(homes.CONTENT.glob("*/city.yaml"))}


def names(folder: str, city: dict[str, object]) -> set[str]:
    """Every way of writing the place: the folder, the name in parts, in pinyin and in English, its province."""
    name, division = city["name"], str(city["division"])
    assert isinstance(name, dict)
    places = {part for part in re.split("|".join(KINDS_OF_PLACE), name["zh"]) if part}
    pinyin = {"".join(lazy_pinyin(one)) for one in places}
    english = {word.strip("',.").replace("'", "") for word in re.findall(r"[\w']+", name["en"])} - {"District", "City", "County"}
    return {one.lower() for one in {folder, *places, *pinyin, *english, *PROVINCES[division[:2]]}}


def codes(city: dict[str, object]) -> set[str]:
    """Its division code, and the prefixes by which it is known: the county's six digits, the city's four."""
    division = str(city["division"])
    return {division, division[:6], division[:4], division[:2] + "0000"}


def texts() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*")):
        shown = path.relative_to(SOURCE / "zhengtong").as_posix() if path.is_relative_to(SOURCE / "zhengtong") else path.name
        if path.is_file() and path.suffix in TEXTS and shown not in RECORDED and ".egg-info" not in str(path):
            yield shown, path.read_text("utf-8")


def found_in(text: str, folder: str, city: dict[str, object]) -> list[str]:
    """What a text says of a place. An apostrophe hides nothing; a colour (#430100) is no code."""
    plain = text.lower().replace("'", "").replace("’", "")
    said = [one for one in names(folder, city) if one in plain]
    return said + [one for one in codes(city) if re.search(rf"(?<![0-9a-z#]){one}(?![0-9a-z])|(?<![0-9a-z#]){one[:6]}\d{{6}}(?!\d)", plain)]


@pytest.mark.parametrize("folder", sorted(cities()))
def test_no_line_of_the_program_knows_a_city(folder: str) -> None:
    city = cities()[folder]
    known = {shown: said for shown, text in texts() if (said := found_in(text, folder, city))}
    assert known == {}


def test_no_file_of_the_program_is_named_after_a_city() -> None:
    every = {one for folder, city in cities().items() for one in names(folder, city)}
    paths = [path.relative_to(SOURCE).as_posix().lower() for path in SOURCE.rglob("*") if ".egg-info" not in str(path)]
    assert [path for path in paths if any(one in path for one in every)] == []


@pytest.mark.parametrize(
    "line",
    ["# as in Changsha", "SOURCE = '湖南政务服务网'", "guangan_list", "Guang'an District", "PREFIX = 4301", "'511602000000'", "长沙市"],
)
def test_a_place_is_recognised_however_it_is_written(line: str) -> None:
    assert any(found_in(line, folder, city) for folder, city in cities().items())


def test_the_city_served_by_default_is_the_one_its_content_marks(tmp_path: Path) -> None:
    marked = [folder for folder, city in cities().items() if city.get("default")]
    assert marked == [homes.default_city(homes.CONTENT)]
    for folder, text in (("aa", "code: aa\n"), ("bb", "code: bb\ndefault: true   # this one\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "city.yaml").write_text(text, "utf-8")
    assert homes.default_city(tmp_path) == "bb"
    (tmp_path / "bb" / "city.yaml").write_text("code: bb\n", "utf-8")
    assert homes.default_city(tmp_path) == "aa"
    assert homes.default_city(tmp_path / "nothing") == "city"
