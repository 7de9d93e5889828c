"""Of a JSON document the list of creators is read, whatever is wrapped around it."""

import json
from typing import Any

import pytest

from tests.reading.conftest import Open, creators, handles

ANA, BO = {"handle": "ana", "followers": 5}, {"handle": "bo", "followers": 6}
BOTH = [ANA, BO]
BRANDS = [{"name": "Nike"}, {"name": "Puma"}, {"name": "Asics"}]

WRAPPERS: dict[str, Any] = {
    "wrapper with a name": {"name": "My list", "influencers": BOTH},
    "wrapper with a handle": {"username": "me", "data": BOTH},
    "wrapper with a name and a platform's name": {
        "name": "x",
        "data": {"x": 1},
        "influencers": BOTH,
    },
    "longer list of others": {"brands": BRANDS, "creators": BOTH},
    "more about the list": {"meta": {"x": 1}, "data": BOTH},
    "somebody who is no part of it": {"exported_by": {"name": "Cy"}, "data": BOTH},
    "list around the wrapper": [{"page": 1, "influencers": BOTH}],
    "JSON:API": {
        "data": [
            {"type": "creators", "id": str(at), "attributes": one} for at, one in enumerate(BOTH)
        ]
    },
}

ALONE: dict[str, Any] = {
    "list of one after a remark": {"meta": {"total": 1}, "data": [ANA]},
    "list of one after a platform's name": {"meta": {"x": 1}, "data": [ANA]},
    "object after a remark": {"meta": {"x": 1}, "data": ANA},
    "object in a wrapper with a title": {"title": "Report", "data": ANA},
    "creator with posts": ANA | {"latest": [{"url": "https://instagram.com/p/1"}] * 2},
    "creator with brands": {"handle": "ana", "brands": BRANDS},
    "creator with a manager": ANA | {"manager": BO},
}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("shape", WRAPPERS)
def test_list_of_creators_is_found_in_its_wrapper(
    opened: Open, shape: str, indent: int | None
) -> None:
    content = json.dumps(WRAPPERS[shape], indent=indent)
    assert handles(opened(content, name="a.json")) == ["ana", "bo"]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("shape", ALONE)
def test_creator_alone_is_found(opened: Open, shape: str, indent: int | None) -> None:
    content = json.dumps(ALONE[shape], indent=indent)
    accounts = [one.accounts for one in creators(opened(content, name="a.json"))]
    assert [[(one.platform, one.handle) for one in these] for these in accounts] == [
        [("unknown", "ana")]
    ]


def test_account_within_a_named_creator_is_the_creators_own(opened: Open) -> None:
    content = json.dumps({"name": "Ana", "instagram": {"handle": "ana"}})
    one = creators(opened(content, name="a.json"))[0]
    assert (one.name, one.accounts[0].platform, one.accounts[0].handle) == (
        "Ana",
        "instagram",
        "ana",
    )


def test_list_whose_columns_nobody_knows_is_read_before_somebody_beside_it(opened: Open) -> None:
    content = json.dumps({"campaign": {"name": "Spring"}, "rows": [{"who": "ana"}, {"who": "bo"}]})
    assert handles(opened(content, name="a.json", mapping={"who": "handle"})) == ["ana", "bo"]


def test_lists_that_are_not_read_are_said(opened: Open) -> None:
    content = json.dumps({"brands": BRANDS, "creators": BOTH, "meta": [{"page": 1}]})
    assert opened(content, name="a.json").notes() == (
        "Of this document “creators” is read; not read: “brands” (3 records). To import another,"
        " save it as a file of its own.",
    )


def test_wrapper_of_one_list_says_nothing_of_lists(opened: Open) -> None:
    content = json.dumps({"username": "me", "data": BOTH})
    assert opened(content, name="a.json").notes() == ()


def test_one_broken_byte_does_not_spoil_a_document(opened: Open) -> None:
    content = '[{"handle": "ana", "name": "Ñuñez é í"}, {"handle": "bo"}]'.encode()
    broken = content.replace(b'"bo"', b'"bo\xff"')
    assert handles(opened(broken, name="a.json")) == ["ana", "bo�"]
