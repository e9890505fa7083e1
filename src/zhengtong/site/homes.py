"""Where this installation keeps things: data folder, keys, database, shipped content. Plain values from the environment; no Django."""
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CONTENT = Path(os.environ.get("ZT_CONTENT", ROOT / "content"))


def default_city(content: Path) -> str:
    """The city that is served when nobody names one: the folder whose city.yaml is marked ``default: true``, else the first."""
    cities = sorted(content.glob("*/city.yaml"))
    marked = [one for one in cities if re.search(r"(?m)^default:\s*true\b", one.read_text("utf-8", "replace"))]
    return next((one.parent.name for one in marked or cities), "city")


CITY = os.environ.get("CITY") or os.environ.get("ZT_CITY") or default_city(CONTENT)
HOME = Path(os.environ.get("ZT_HOME", ROOT / "var")) / CITY
KEYS = Path(os.environ.get("ZT_SECRET_KEYS", HOME / "keys"))
FILES = HOME / "files"
PUBLIC = HOME / "public"              # what anybody may read: ledger leaves, signed heads, public keys
PORT = int(os.environ.get("ZT_PORT", "8000"))
PUBLIC_URL = os.environ.get("ZT_PUBLIC_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
DATABASE_URL = os.environ.get("ZT_DATABASE_URL", "")
EMBEDDED = not DATABASE_URL
