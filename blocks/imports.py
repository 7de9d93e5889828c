"""What became of a dropped list, as a message."""

from blocks.search import Message, asked
from blocks.text import actions, button, cut, escape, fallback, section
from services.importing import Report
from services.money import full_count
from services.wording import counted

LONGEST_LINE = 200
"""Characters of a rejected row's line: they may grow fivefold when they are escaped."""


def reading_message(name: str) -> Message:
    text = f"Reading {cut(name, 100)} …"
    return fallback([text]), [section(escape(text))]


def report_message(report: Report) -> Message:
    """Return the report with what can be done next."""
    lines = [
        f"{cut(report.source, 100)}: {full_count(report.read)} read",
        " · ".join(
            [
                f"{full_count(getattr(report, name))} {name}"
                for name in ("new", "updated", "unchanged", "repeated", "rejected")
            ]
        ),
        report.standing(),
    ]
    lines += [
        cut(f"line {one.line}, {one.column}: {one.reason}", LONGEST_LINE)
        for one in report.rejects[:3]
    ]
    if report.rejected > 3:
        lines.append(
            f"… and {counted(report.rejected - 3, 'more row is', 'more rows are')} rejected"
        )
    found = f'source:"{report.source}"' + ("" if report.micro else " tier:any")
    choices = [button("Find them", "run:imported", asked(found), style="primary")]
    if report.run and (report.new or report.updated):
        choices.append(
            button(
                "Undo import",
                "undo:import",
                str(report.run),
                style="danger",
                confirm={
                    "title": {"type": "plain_text", "text": "Undo this import?"},
                    "text": {
                        "type": "plain_text",
                        "text": "What only this list held is removed; the rest stays.",
                    },
                    "confirm": {"type": "plain_text", "text": "Undo it"},
                    "deny": {"type": "plain_text", "text": "Keep it"},
                },
            )
        )
    return fallback(lines), [section("\n".join(map(escape, lines))), actions(*choices)]
