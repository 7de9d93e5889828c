"""What the README says of the demo: trying it, its language, campaigns and digests."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Locator, expect

from tests.browser.demo import free_port
from tests.browser.reader import CAMPAIGN, THEIRS, Reader, make_a_campaign, newest_card, propose
from tests.browser.readme import ROOT

CELLS = ("8.8M", "10 358", "N/A", "#VALOR!")
NOW = "most engagement first"


def see_the_picture(reader: Reader) -> None:
    assert (ROOT / "docs" / "answer.png").stat().st_size


def open_the_demo(reader: Reader) -> None:
    """Run `make demo`, on a port that is free, and go where it sends the browser."""
    more = f"DEMO=--port {free_port()}"
    terminal = reader.make("demo", more, BROWSER="echo The browser opens %s")
    reader.open(terminal.until(r"The browser opens (\S+)")[1])
    expect(reader.page.get_by_role("banner")).to_contain_text("A stand-in for Slack")


def search(reader: Reader) -> None:
    answer = reader.type(reader.said("/find-influencer fitness"))
    expect(answer).to_contain_text(NOW)
    expect(answer).to_contain_text(re.compile(r"≈ \$\d+ a (post|video) · \w+"))


def look(reader: Reader) -> None:
    assert reader.said("…")
    reader.entry(reader.desk.messages.last, reader.said("Details"))
    expect(reader.desk.modal).to_contain_text("= average likes / followers")
    expect(reader.desk.modal).to_contain_text("Signs of bought numbers")
    reader.desk.close()


def bring_a_list(reader: Reader) -> None:
    assert all(reader.said(cell) in THEIRS for cell in CELLS)
    preview = reader.bring("our creators.csv")
    expect(preview).to_contain_text("@green.plate · Instagram · Vegan · 15,000 followers")
    reader.correct(preview, "Lo que pide", "Asking price")
    reader.press(preview, reader.said("Import"))
    expect(preview).to_contain_text("our creators.csv: 5 read")
    there = reader.desk.messages.count()
    reader.press(preview, reader.said("Find them"))
    expect(reader.desk.messages).to_have_count(there + 1)
    expect(reader.desk.messages.last).to_contain_text("@green.plate")
    reader.press(preview, reader.said("Undo import"))
    sure = reader.desk.page.get_by_role("dialog", name="Undo this import?")
    reader.press(sure, "Undo it")
    expect(preview).to_contain_text("The import of our creators.csv is undone")


def offer(reader: Reader) -> None:
    make_a_campaign(reader, "Bo")
    propose(reader, reader.type("/find-influencer fitness"))
    reader.be("Bo")
    card = newest_card(reader)
    reader.press(card, "Approve")
    expect(card).to_contain_text("Approved by @Bo")


def money(reader: Reader) -> None:
    reader.go("# general")
    expect(reader.type(reader.said("/commissions"))).to_contain_text("Jane Runs")
    expect(reader.type(reader.said("/why 1042"))).to_contain_text("10% = $5.22")


def equal_engagement_comes_out_equal(reader: Reader) -> None:
    """Import the list for good; 15K followers with 2,000 likes are as good as 80K with 2,000."""
    reader.be("Ana")
    preview = reader.bring("agency.csv")
    reader.correct(preview, "Lo que pide", "Asking price")
    reader.press(preview, "Import")
    expect(preview).to_contain_text("agency.csv: 5 read")
    reader.go("# general")
    first, second, *_ = rows(reader.type("/find-influencer source:agency niche:vegan"))
    assert {first.followers, second.followers} == {15_000, 80_000}
    assert (first.likes, first.worth) == (second.likes, second.worth)


@dataclass(frozen=True)
class Row:
    """A creator in an answer; worth in whole units."""

    name: str
    platform: str
    country: str
    likes: int | None
    followers: int
    worth: int | None
    signs: str

    @classmethod
    def of(cls, found: re.Match[str]) -> Self:
        likes, worth = (
            int(found[one].replace(",", "")) if found[one] else None for one in ("likes", "worth")
        )
        followers = round(float(found["followers"]) * {"K": 1e3, "M": 1e6, "": 1}[found["unit"]])
        return cls(found["name"], found["platform"], found["country"] or "", likes, followers,
                   worth, found["signs"] or "")  # fmt: skip


ROW = re.compile(
    r"\d+\. (?P<name>[^·\n]+?) · (?P<platform>[^·\n]+?)(?: · (?P<country>\w\w))?\n"
    r"(?:≈(?P<likes>[\d,]+) likes|likes unknown) · (?P<followers>[\d.]+)(?P<unit>[KM]?) followers"
    r"(?:\n≈ \$(?P<worth>[\d,]+) a \w+(?: · (?P<signs>[^\n]+))?)?"
)


def rows(answer: Locator) -> list[Row]:
    return [Row.of(found) for found in ROW.finditer(answer.inner_text())]


def total(answer: Locator) -> int:
    said = re.search(r": ([\d,]+)\+? (?:micro|creators|with)", answer.inner_text())
    assert said is not None, answer.inner_text()
    return int(said[1].replace(",", ""))


def each(holds: Callable[[Row], bool]) -> Callable[[list[Row]], bool]:
    return lambda found: all(holds(row) for row in found)


def named(*names: str) -> Callable[[list[Row]], bool]:
    return lambda found: {row.name for row in found} == set(names)


def rate(row: Row) -> float:
    return (row.likes or 0) / row.followers


FILTERS: dict[str, Callable[[list[Row]], bool]] = {
    "fitness": each(lambda row: row.name != "@green.plate"),
    'vegan "slow food" -sponsored': named("@green.plate"),
    "followers:20k..50k": each(lambda row: 20_000 <= row.followers <= 50_000),
    "likes:>800": each(lambda row: (row.likes or 0) > 600),
    "er:>3%": each(lambda row: rate(row) > 0.02),
    "value:<300": each(lambda row: (row.worth or 0) < 300),
    "price:<300eur": named("@green.plate"),
    "country:DE": each(lambda row: row.country == "DE"),
    "language:de": each(lambda row: row.country in ("DE", "AT", "CH")),
    "platform:instagram": each(lambda row: row.platform == "Instagram"),
    "tag:vegan": lambda found: "@luz.corre" not in {row.name for row in found},
    "owner:ana": named("@green.plate"),
    "list:Summer": named("Jane Runs", "Lift With Ed"),
    "source:agency": named("@green.plate", "@green.paid", "@luz.corre"),
    "verdict:ok": each(lambda row: "signs" not in row.signs),
}
"""A filter -> what all rows of its answer have in common. Shown are typical likes, asked averages."""

OTHERS: dict[str, Callable[[list[Row]], bool]] = {
    "tier:any": lambda found: any((row.likes or 0) > 2_500 for row in found),
    "tier:unknown": each(lambda row: row.likes is None or row.followers == 0),
    "tier:any size:nano": each(lambda row: row.followers < 10_000),
}
ORDERS: dict[str, Callable[[Row], float]] = {
    "followers": lambda row: row.followers,
    "value": lambda row: row.worth or 0,
}


def search_with_filters(reader: Reader) -> None:
    """Type each line of the table: it takes the others away, and them alone."""
    everybody = total(reader.type("/find-influencer"))
    longer = next(one for one in reader.readme.lines() if one.startswith("/find-influencer fit"))
    assert total(reader.type(reader.said(longer))) < everybody
    note_what_the_team_knows(reader)
    typed = [one for codes, _ in reader.readme.rows("write") for one in codes]
    assert set(typed) == {*FILTERS, *OTHERS, "sort:followers"}
    for query, holds in FILTERS.items():
        answer = reader.type(f"/find-influencer {reader.said(query)}")
        found = rows(answer)
        assert found, query
        assert holds(found), f"{query}: {found}"
        assert total(answer) < everybody, query
    for query, holds in OTHERS.items():
        found = rows(reader.type(f"/find-influencer {reader.said(query)}"))
        assert found, query
        assert holds(found), f"{query}: {found}"


def note_what_the_team_knows(reader: Reader) -> None:
    reader.entry(reader.type("/find-influencer @green.plate"), "Tag or note")
    reader.hands.write(reader.desk.modal.get_by_label("Tags"), "vegan")
    reader.hands.pick(reader.desk.modal.get_by_label(re.compile("^Owner")), "Ana")
    reader.press(reader.desk.modal, "Save")
    expect(reader.desk.modal).to_contain_text("tagged vegan")
    reader.desk.close()


def search_by_ranges_and_orders(reader: Reader) -> None:
    """Type each sign of a range, and each order."""
    for sign, query in {
        "..": "20k..90k", ">": ">20k", "<": "<90k", ">=": ">=20k", "<=": "<=90k",
    }.items():  # fmt: skip
        assert reader.said(sign) in query
        expect(reader.type(f"/find-influencer followers:{query}")).to_contain_text(NOW)
    orders = next(second for codes, second in reader.readme.rows("write") if "sort" in codes[0])
    for order in orders.partition(": ")[2].split(", "):
        found = rows(reader.type(f"/find-influencer sort:{order}"))
        key = ORDERS.get(order, lambda row: 0)
        assert found == sorted(found, key=key, reverse=True), order
    assert reader.said("sort:followers")


def search_for_nothing_and_in_vain(reader: Reader) -> None:
    expect(reader.type("/find-influencer")).to_contain_text("micro-influencers")
    asked = reader.type(f"/find-influencer {reader.said('help')}")
    expect(asked).to_contain_text("country:DE")
    expect(reader.type("/find-influencer followers:20k..x")).to_contain_text("“20k..x”")
    expect(reader.type("/find-influencer fitness country:IS")).to_contain_text("country:IS removed")


def decide(reader: Reader) -> None:
    """Undo the approval and reject with a reason; ask for changes of another offer."""
    answer = reader.type("/find-influencer fitness")
    propose(reader, answer, row=1)
    reader.be("Bo")
    reader.go("App Home")
    assert "**App Home**" in reader.readme.text
    expect(reader.desk.messages).to_contain_text(f"for {CAMPAIGN}")
    asked = newest_card(reader)
    approved = reader.desk.pinned(reader.desk.messages.filter(has_text="Approved by @Bo"))
    expect(approved).to_contain_text(re.compile(r"Code \w+"))
    reader.press(approved, "Undo")
    expect(approved).to_contain_text("Waiting for")
    reader.press(approved, "Reject")
    reader.hands.write(reader.desk.modal.locator("textarea"), "Too far away")
    reader.press(reader.desk.modal, "Reject")
    expect(approved).to_contain_text("Rejected by @Bo")
    expect(approved).to_contain_text("Too far away")
    reader.entry(asked, "Ask for changes")
    reader.hands.write(reader.desk.modal.locator("textarea"), "Two reels, please")
    reader.hands.press(reader.desk.modal.locator("[type=submit]"))
    expect(asked).to_contain_text("Two reels, please")


def follow_digests(reader: Reader) -> None:
    reader.go("# general")
    expect(reader.type(reader.said("/digest follow fitness"))).to_contain_text("Fitness")
    commissions = reader.type(reader.said("/digest follow commissions"))
    expect(commissions).to_contain_text("Commissions")
    expect(reader.type(reader.said("/digest preview"))).to_contain_text("this week")


def say_who_may(reader: Reader) -> None:
    reader.be("Cy")
    expect(reader.type(reader.said("/desk"))).to_contain_text("/desk grant")
    expect(reader.type("/desk rights")).to_contain_text("@Cy: admin")
    expect(reader.type("/desk commissions")).to_contain_text("Jane Runs")
