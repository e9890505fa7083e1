"""What measures over HTTP share: the web processes of a home, the processor they used, sessions as people have them."""

import http.client
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode


def web_processes(home: Path) -> Iterator[Path]:
    """Those that answer requests (Linux; elsewhere none)."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"ZT_HOME={home}\0".encode() in (process / "environ").read_bytes() and b"granian" in (process / "cmdline").read_bytes():
                yield process
        except OSError:
            continue


def spent(home: Path) -> float:
    """Seconds of processor that the web processes of this home have used."""
    total = 0.0
    for process in web_processes(home):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def session(host: str, username: str, password: str) -> str:
    """Signed in through the page, as everybody; the cookies to send."""
    line = http.client.HTTPConnection(host, timeout=30)
    line.request("GET", "/accounts/login/")
    answer = line.getresponse()
    page, cookies = answer.read().decode(), _cookies(answer)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, "no form to sign in with"
    body = urlencode({"csrfmiddlewaretoken": token[1], "login": username, "password": password})
    said = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": _sent(cookies), "Referer": f"http://{host}/accounts/login/"}
    line.request("POST", "/accounts/login/", body, said)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 302, answer.status
    return _sent({**cookies, **_cookies(answer)})


def _cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    given = [each.split(";")[0].partition("=") for each in answer.headers.get_all("Set-Cookie") or ()]
    return {name: value for name, _, value in given}


def _sent(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
