"""Cut the text of a condition into tokens, each with its place. One regular expression without backtracking into what it has read."""
import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhengtong.kernel.expressions.errors import Unreadable

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    | (?P<number>0x[0-9a-fA-F]+ | (?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<string>"(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?P<sign>&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()\[\]])
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "'": "'", "?": "?", "`": "`"}


@dataclass(frozen=True, slots=True)
class Token:
    kind: str                        # number · name · string · sign · end
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """Raises Unreadable at the first character that belongs to nothing. Ends with one token of kind ``end``."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise Unreadable(at, found=text[at])
        if found.lastgroup != "space":
            yield Token(str(found.lastgroup), found[0], at)
        at = found.end()
    yield Token("end", "", at)


def string(token: Token) -> str:
    """The text between the quotes. Raises Unreadable for an escape that CEL does not know."""

    def put(found: re.Match[str]) -> str:
        if found[1]:
            code = int(found[1], 16)
            if 0xD800 <= code < 0xE000:
                raise Unreadable(token.start + 1 + found.start(), found=found[0])
            return chr(code)
        if found[2] not in _ESCAPED:
            raise Unreadable(token.start + 1 + found.start(), found=found[0])
        return _ESCAPED[found[2]]

    return _ESCAPE.sub(put, token.text[1:-1])
