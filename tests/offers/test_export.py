"""Offers leave the desk as a table."""

from services.exports import rows_of
from services.offers import Offer
from storage.engine import Store


def test_an_export_of_offers_has_who_what_and_where_it_stands(store: Store, offer: Offer) -> None:
    headings, rows = rows_of(store, "offers", 1)
    (row,) = rows
    found = dict(zip(headings, row, strict=True))
    assert (found["campaign"], found["handle"], found["state"], found["gift"]) == (
        "Summer Shakers",
        "fit.0",
        "waiting",
        "Shaker set",
    )
