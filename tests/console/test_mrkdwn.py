"""mrkdwn on the page: the few marks that Slack knows, and nothing of what people wrote."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.mrkdwn import to_html

OURS = {"strong", "em", "s", "code", "pre", "span", "br"}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def tags(html: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    parser = Tags()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* and _soft_", "<strong>bold</strong> and <em>soft</em>"),
        ("`code`", "<code>code</code>"),
        ("`*no* _mark_ ~here~`", "<code>*no* _mark_ ~here~</code>"),
        ("```\n*no* `mark`\n```", "<pre><br>*no* `mark`<br></pre>"),
        ("`<@U0BO>`", '<code><span class="mention">@Bo</span></code>'),
        ("~gone~", "<s>gone</s>"),
        ("two\nlines", "two<br>lines"),
        ("<@U0BO> knows", '<span class="mention">@Bo</span> knows'),
        ("*<@U0BO>*", '<strong><span class="mention">@Bo</span></strong>'),
        ("in <#C0APPROVE>", 'in <span class="mention">#approvals</span>'),
        ("in <#C0APPROVE|x>", 'in <span class="mention">#approvals</span>'),
        ("<@U0NOBODY>", '<span class="mention">@U0NOBODY</span>'),
        ("a &amp; b", "a &amp; b"),
        ("<!subteam^S0MARKETING>", '<span class="mention">@marketing</span>'),
        ("<!subteam^S0NOBODY>", '<span class="mention">@S0NOBODY</span>'),
        ("<!subteam^S0MARKETING|@marketing>", '<span class="mention">@marketing</span>'),
        (
            "<https://desk.example/o/1?a=1&amp;b=2|the *offer*>",
            '<a href="https://desk.example/o/1?a=1&amp;b=2" target="_blank"'
            ' rel="noopener noreferrer">the *offer*</a>',
        ),
        (
            "<mailto:jane@b.example>",
            '<a href="mailto:jane@b.example" target="_blank"'
            ' rel="noopener noreferrer">jane@b.example</a>',
        ),
    ],
)
def test_marks_are_drawn(text: str, html: str) -> None:
    assert str(to_html(text)) == html


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("{time}", "%H:%M"),
        ("{date_num} {time_secs}", "%Y-%m-%d %H:%M:%S"),
        ("at {time}", "at %H:%M"),
    ],
)
def test_dates_are_written_in_the_zone_of_the_reader(form: str, written: str) -> None:
    there = datetime.fromtimestamp(1_764_064_800, UTC).astimezone()
    assert to_html(f"<!date^1764064800^{form}|10:00>") == f"{there:{written}}"


@pytest.mark.parametrize("date", ["999999999999999^{time}", "1764064800^{fortnight}"])
def test_a_date_that_cannot_be_written_shows_its_fallback(date: str) -> None:
    assert to_html(f"<!date^{date}|at ten>") == "at ten"


@pytest.mark.parametrize(
    "typed", ["&lt;@U0BO&gt;", "&lt;#C0APPROVE&gt;", "&lt;!date^1^{time}|x&gt;"]
)
def test_what_somebody_typed_is_no_mention_channel_or_date(typed: str) -> None:
    assert to_html(typed) == typed


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "&lt;b&gt;",
        "<!channel>",
        "<javascript:alert(1)|press>",
    ],
)
def test_markup_that_people_wrote_is_shown_and_not_run(text: str) -> None:
    assert tags(str(to_html(text))) == []


@given(st.text(alphabet=st.sampled_from("<>&;\"'*_~`@!#UC0BO|script=/ \nabc"), max_size=80))
def test_whatever_is_written_makes_no_tags_but_ours(text: str) -> None:
    for tag, attributes in tags(str(to_html(text))):
        assert tag in OURS
        assert [name for name, _ in attributes] in ([], ["class"])
