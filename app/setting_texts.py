"""What is said of the settings: those in force, and the table for the documentation."""

from app.config import Settings, descriptions


def as_text(settings: Settings) -> str:
    """Return the settings in force, one paragraph each: name, value, meaning."""
    lines = []
    for name, description in descriptions():
        lines.append(f"{description.variable} = {_written(getattr(settings, name))}")
        lines.append(f"    {description.meaning}")
    return "\n".join(lines)


def as_markdown() -> str:
    """Return the table for the documentation: name, default, meaning."""
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    for _, description in descriptions():
        default = f"`{description.default}`" if description.default else ""
        rows.append(f"| `{description.variable}` | {default} | {description.meaning} |")
    return "\n".join(rows)


def _written(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str("" if value is None else value)
