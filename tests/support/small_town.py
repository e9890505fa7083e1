"""The shipped content cut down to one bundle: its items, departments, regimes and elements. Published in a second."""

import shutil
from pathlib import Path

import yaml
from django.conf import settings

from zhengtong.kernel.refs import Ref

RESTAURANT = Ref("bundle", "43TCN0003")
_NATIONAL = shutil.ignore_patterns("laws", "reports")
_CITY = shutil.ignore_patterns("imported", "reports", "examples.yaml")


def write(root: Path) -> Path:
    """A content folder without the laws and the imported guides, from what ships."""
    shipped = Path(settings.ZT_CONTENT)
    shutil.copytree(shipped / "schema", root / "schema")
    shutil.copytree(shipped / "national", root / "national", ignore=_NATIONAL)
    shutil.copytree(shipped / "changsha", root / "changsha", ignore=_CITY)
    city = root / "changsha" / "city.yaml"
    city.write_text("".join(line for line in city.read_text().splitlines(keepends=True) if not line.startswith("neighbours")))
    events = root / "national" / "life_events.yaml"
    kept = [one | {"matters": [str(RESTAURANT)]} for one in yaml.safe_load(events.read_text()) if str(RESTAURANT) in one["matters"]]
    events.write_text(yaml.safe_dump(kept, allow_unicode=True))
    return root
