"""Writes docs/settings.md from the settings themselves: python -m docs.settings."""

from pathlib import Path

from pydantic import SecretStr

from services.settings import Settings

PAGE = Path(__file__).with_name("settings.md")
HEAD = """# Settings

Read once, at the start, from the environment or the file `.env` beside the program. A setting that
can't be used is named at the start, with what to write instead. What a team changes in Slack (day
and hour of digests, shortlists, campaigns) is kept in the store, not here.

A changed `MICRO_` or `RATE_` setting counts for everybody in your list: `serve`, `find`, `import`,
`export` and `digest` score all creators anew first, and say so (some 10 seconds for 100,000). Where
two programs use one store with different settings, the later wins: restart a running desk.

| setting | default | what |
| --- | --- | --- |
"""


def page() -> str:
    """Return the page: a row for each setting, in the order of .env.example."""
    rows = []
    for name, field in Settings.model_fields.items():
        plain = "" if isinstance(field.default, SecretStr) else str(field.default)
        default = f"`{plain}`" if plain else "empty"
        rows.append(f"| `{name.upper()}` | {default} | {field.description} |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
