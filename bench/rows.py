"""One line of the table."""


def row(figure: str, beside: str, ratio: float | None, target: str, held: bool | None) -> dict[str, object]:
    """``held`` None: told for orientation, without a target."""
    return {
        "figure": figure,
        "beside": beside,
        "ratio": "" if ratio is None else f"{ratio:.3f}",
        "target": target,
        "held": "–" if held is None else "yes" if held else "no",
    }
