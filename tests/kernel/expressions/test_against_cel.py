"""The same answers as Google's CEL engine wherever everything is told."""
from cel_expr_python import cel
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtong.kernel.expressions import api as expressions

NAMES = {"shop": cel.Type.DYN, "n": cel.Type.DYN, "yes": cel.Type.DYN, "kind": cel.Type.DYN, "items": cel.Type.DYN}
ENGINE = cel.NewEnv(variables=NAMES)

TEXTS = st.sampled_from(["small", "full", "", "张三", "a'b\\c\n"])
VALUES = st.fixed_dictionaries({
    "shop.area": st.floats(-1e6, 1e6, allow_nan=False),
    "n": st.integers(-(2**40), 2**40),
    "yes": st.booleans(),
    "kind": TEXTS,
    "items": st.lists(TEXTS, max_size=3),
})


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def pairs(inner: st.SearchStrategy[str], signs: list[str]) -> st.SearchStrategy[str]:
    return st.tuples(inner, st.sampled_from(signs), inner).map(lambda three: f"{three[0]} {three[1]} {three[2]}")


WHOLE = st.recursive(
    st.one_of(st.just("n"), st.integers(-20, 20).map(str), st.just("size(items)"), st.just("kind.size()")),
    lambda inner: st.one_of(
        pairs(inner, ["+", "-", "*", "/", "%"]),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"-({one})"),
        inner.map(lambda one: f"- {one}"),
    ),
    max_leaves=5,
)
DECIMAL = st.recursive(
    st.one_of(st.just("shop.area"), st.sampled_from(["0.5", "2.25", "1e2", "double(n)"])),
    lambda inner: st.one_of(pairs(inner, ["+", "-", "*"]), inner.map(lambda one: f"({one}) / 4.0")),
    max_leaves=4,
)
TEXT = st.recursive(
    st.one_of(st.just("kind"), TEXTS.map(quoted)), lambda inner: pairs(inner, ["+"]).map(lambda one: f"({one})"), max_leaves=3
)
NUMBER = st.one_of(WHOLE, DECIMAL)
MEMBER = st.sampled_from(["n", "shop.area", "1", "2.0", "-3"])       # a faulty member spoils CEL's whole list; ours only itself
COMPARED = st.one_of(
    pairs(NUMBER, ["<", "<=", ">", ">=", "==", "!="]),
    pairs(TEXT, ["<", "<=", ">", ">=", "==", "!="]),
    st.tuples(TEXT, st.sampled_from(["startsWith", "endsWith", "contains"]), TEXT).map(lambda three: f"{three[0]}.{three[1]}({three[2]})"),
    TEXT.map(lambda one: f"{one} in items"),
    st.tuples(NUMBER, MEMBER, MEMBER).map(lambda three: f"{three[0]} in [{three[1]}, {three[2]}]"),
    st.tuples(NUMBER, TEXT).map(lambda two: f"{two[0]} == {two[1]}"),
    pairs(st.sampled_from(["items", '["small"]', "[]"]), ["==", "!="]),
    st.just("yes"),
    st.sampled_from(["true", "false", "kind == null"]),
)
BOOL = st.recursive(
    COMPARED,
    lambda inner: st.one_of(
        pairs(inner, ["&&", "||"]),
        pairs(inner, ["&&", "||"]).map(lambda one: f"({one})"),
        inner.map(lambda one: f"!({one})"),
        st.tuples(inner, inner, inner).map(lambda three: f"({three[0]}) ? ({three[1]}) : {three[2]}"),
    ),
    max_leaves=6,
)


@given(st.one_of(BOOL, WHOLE, DECIMAL, TEXT), VALUES)
@settings(max_examples=600, deadline=None)
def test_the_same_answer(text: str, values: dict[str, object]) -> None:
    theirs = ENGINE.compile(text, disable_check=True).eval(data=values | {"shop": {"area": values["shop.area"]}})
    ours = expressions.evaluate(expressions.parse(text), values)
    if theirs.type().name() == "ERROR":
        assert ours.faults, (text, values, str(theirs.value()))
    else:
        assert ours.known, (text, values, ours)
        assert ours.value == theirs.plain_value(), (text, values)
        assert type(ours.value) is type(theirs.plain_value())
