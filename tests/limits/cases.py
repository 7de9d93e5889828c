"""How each drawing of blocks/ is drawn with given contents: one line for one of them."""

from collections.abc import Callable
from typing import Any

from blocks import (
    administration,
    campaigns,
    clients,
    columns,
    commissions,
    creator_forms,
    creators,
    digests,
    first_steps,
    following,
    help,
    home,
    imports,
    influencer,
    modals,
    newer,
    offer_answers,
    offer_forms,
    offers,
    order_stories,
    rights,
    rows,
    search,
    shortlists,
    telling,
    text,
)
from blocks import details as creator_details
from handlers import replies, words
from services import noting
from services.adding import Added
from services.errors import QueryError
from services.follows import Followed, Following, Rhythm
from services.found import Answer
from services.joining import Done, Merged, Pair, Preview
from services.niche_digest import MOST
from services.offer_states import Move, State
from services.offers import AlreadyMoved, NotYours, OverBudget, Refused, TermsChanged
from services.people import Person, Several, Unknown
from services.removing import Held
from services.rights import NoRight
from services.undoing import Undone
from storage.details import PersonAccount
from tests.limits.contents import NOW, ZONE, Contents
from tests.limits.objects import (
    BOUNDED,
    a_list,
    answer,
    app_home,
    campaign,
    changed,
    details,
    drop,
    earned,
    few_columns,
    found,
    given,
    grants,
    imported,
    list_actions,
    lists,
    look,
    made,
    moves,
    niches,
    nobody,
    offer,
    paid,
    people,
    rejected,
    report,
    seat,
    standing,
    story,
)
from texts.clients import stays_booked
from texts.queries import CHOICES, FORM

Drawn = dict[Callable[..., Any], list[Callable[[Contents], Any]]]
CASES: Drawn = {
    replies.said: [lambda c: replies.said(f"{c.text} is gone.")],
    administration.help_message: [
        lambda c: administration.help_message(seat(c), list(words.WORDS)),
        lambda c: administration.help_message(seat(c), []),
    ],
    administration.bring_message: [lambda c: administration.bring_message()],
    administration.rights_message: [
        lambda c: administration.rights_message(grants(c), {1: seat(c).client.name}, several=True)
    ],
    administration.granted_message: [
        lambda c: administration.granted_message(given(c), {1: c.text[:75]}, "Acme"),
        lambda c: administration.granted_message(given(c), {}, ""),
    ],
    clients.clients_message: [lambda c: clients.clients_message(seat(c))],
    clients.made_message: [lambda c: clients.made_message(made(c))],
    clients.removal_message: [
        lambda c: clients.removal_message(c.of(Held, name=seat(c).client.name, why_not="")),
        lambda c: clients.removal_message(c.of(Held, why_not=stays_booked(seat(c).client.name))),
    ],
    clients.chooser: [lambda c: ("home", [clients.chooser(seat(c))])],
    newer.bar_chart: [
        lambda c: ("message", newer.bar_chart(c.text, c.text, [(c.text, 5), (c.text, 7)], "EUR"))
    ],
    newer.card: [
        lambda c: ("message", [newer.carousel([newer.card(c.text, c.text, [c.text, c.text])])])
    ],
    newer.carousel: [
        lambda c: ("message", [newer.carousel([newer.card(c.text, c.text, [c.text])] * 12)])
    ],
    newer.data_table: [
        lambda c: ("message", [newer.data_table(c.text or "-", ("a", "b"), [(c.text, c.text)])])
    ],
    newer.older: [
        lambda c: (
            "message",
            newer.older([newer.data_table("-", ("a", "b"), [(c.text, "5")] * 20)]),
        )
    ],
    first_steps.welcome_message: [lambda c: first_steps.welcome_message()],
    first_steps.channel_modal: [lambda c: first_steps.channel_modal()],
    campaigns.list_message: [
        lambda c, may=may: campaigns.list_message([campaign(c)] * c.many, may_edit=may)
        for may in (True, False)
    ],
    campaigns.show_message: [
        lambda c: campaigns.show_message(campaign(c), [offer(c)] * c.many, may_edit=True),
        lambda c: campaigns.show_message(
            campaign(c), [offer(c, State.APPROVED)] * c.many, may_edit=False
        ),
    ],
    campaigns.created_modal: [lambda c: campaigns.created_modal(campaign(c))],
    campaigns.new_modal: [
        lambda c: campaigns.new_modal("C0FIT", "U0ANA", "USD", NOW.date(), may_approve=True)
    ],
    offer_forms.add_modal: [
        lambda c: offer_forms.add_modal(c.text, [campaign(c)] * max(1, c.many), 1),
    ],
    offer_forms.revise_modal: [lambda c: offer_forms.revise_modal(offer(c), c.text)],
    offer_forms.reason_modal: [
        lambda c, step=step: offer_forms.reason_modal(offer(c), step, c.text)
        for step in (Move.REJECT, Move.ASK_CHANGES)
    ],
    commissions.report_message: [
        lambda c: commissions.report_message(report(c), "U0ANA"),
        lambda c: commissions.report_message(report(c), "U0DEE", payer=True),
        lambda c: commissions.report_message(report(c), "U0DEE", news=paid(c)),
        lambda c: commissions.report_message(report(c), "U0DEE", news=paid(c, again=True)),
    ],
    commissions.not_yours_message: [
        lambda c: commissions.not_yours_message(f"{c.text} is not yours.", people(c)),
    ],
    creators.text_for_creator: [lambda c: creators.text_for_creator(offer(c))],
    digests.message: [
        lambda c: digests.message(niches(c), ZONE),
        lambda c: digests.message(earned(c), ZONE),
    ],
    digests.preview_message: [
        lambda c: digests.preview_message(niches(c), ZONE, "x", "commissions", may_edit=True),
        lambda c: digests.preview_message(earned(c), ZONE, "x", None, may_edit=False),
    ],
    following.status_message: [
        lambda c: following.status_message(
            c.of(Following, rhythm=Rhythm(), niches=((1, c.text),) * min(c.many, MOST)),
            ZONE,
            may_edit=bool(c.many),
            may_set=bool(c.many),
        )
    ],
    following.followed_message: [
        lambda c: following.followed_message(c.of(Followed), ZONE),
        lambda c: following.followed_message(c.of(Followed), ZONE, channel="C0FITNESS"),
    ],
    following.settings_modal: [lambda c: following.settings_modal(Rhythm(), ZONE)],
    help.by_examples: [
        lambda c: help.by_examples("Help", [("/why 1042", c.text)] * min(c.many, 10), hint=c.text)
    ],
    home.closed_view: [
        lambda c: home.closed_view(rights.refused_message(NoRight(f"{c.text} no.", people(c))))
    ],
    rights.refused_message: [lambda c: rights.refused_message(NoRight(f"{c.text} no.", people(c)))],
    home.home_view: [
        lambda c: home.home_view(
            app_home(c), now=NOW, zone=ZONE, seat=seat(c), may=lambda _: offers.EVERYBODY
        )
    ],
    columns.columns_modal: [lambda c: columns.columns_modal(drop(c), look(c), 0)],
    columns.forms: [lambda c: ("list", [text.actions(*list_actions(drop(c), look(c)))])],
    columns.name_modal: [lambda c: columns.name_modal(drop(c))],
    columns.what_it_is: [lambda c: ("list", [text.actions(*columns.what_it_is(drop(c), look(c)))])],
    imports.preview: [
        lambda c, kind=kind: telling.message(
            imports.preview(
                look(c, kind), drop(c), clients=[(number, c.text) for number in range(c.many)]
            )
        )
        for kind in ("influencers", "posts", "sales")
    ],
    columns.shown_columns: [
        lambda c: telling.message(imports.preview(few_columns(look(c)), drop(c), trouble=c.text))
    ],
    imports.progress_message: [
        lambda c, stage=stage: imports.progress_message(c.text, stage, 0.5, c.many)
        for stage in ("reading", "merging", "undoing")
    ],
    imports.rejects_message: [
        lambda c: imports.rejects_message(c.text, [c.text] * min(c.many, 3), c.text)
    ],
    imports.undo_for_all: [lambda c: imports.undo_for_all(drop(c), people(c) or ("U0BO",))],
    imports.undone: [lambda c: telling.message(imports.undone(c.of(Undone), c.text))],
    imports.undone_for: [
        lambda c, by=by: telling.message(imports.undone_for(c.text, by, "U0ANA"))
        for by in ("U0ANA", "U0BO", "command line")
    ],
    imports.report: [
        lambda c: telling.message(
            imports.report(imported(c), 1, pairs=[(c.text, c.text)] * min(c.many, 3))
        )
    ],
    modals.modal: [lambda c: modals.modal(c.text, [], submit=c.text, metadata=c.text)],
    modals.message_modal: [lambda c: modals.message_modal(c.text, c.text)],
    modals.edit_modal: [
        lambda c: modals.edit_modal(
            c.text,
            c.text,
            {"niche": [(c.text, "niche:x")] * min(c.many, 20), **CHOICES},
            {**dict.fromkeys(FORM, ""), "country": c.text},
        )
    ],
    modals.likes_modal: [lambda c: modals.likes_modal()],
    shortlists.creator_modal: [
        lambda c: shortlists.creator_modal(c.text, 1, [(one, bool(c.many)) for one in lists(c)])
    ],
    shortlists.changed_modal: [lambda c: shortlists.changed_modal(changed(c))],
    shortlists.lists_message: [
        lambda c: shortlists.lists_message([(one, c.many) for one in lists(c)]),
        lambda c: shortlists.lists_message([(one, c.many) for one in lists(c)], may_edit=False),
    ],
    shortlists.edit_modal: [lambda c: shortlists.edit_modal(a_list(c), c.many)],
    creator_details.details_modal: [
        lambda c: creator_details.details_modal(details(c), "USD", c.text),
    ],
    creator_details.details_message: [
        lambda c: creator_details.details_message(details(c), "USD"),
    ],
    creator_details.hide_button: [
        lambda c: ("hide", [text.actions(creator_details.hide_button(details(c)))]),
    ],
    creator_forms.note_modal: [
        lambda c: creator_forms.note_modal(
            c.text, standing(c), c.of(noting.Offered), "USD", metadata="1"
        ),
    ],
    creator_forms.add_modal: [lambda c: creator_forms.add_modal(c.text)],
    creator_forms.similar_modal: [
        lambda c: creator_forms.similar_modal([c.of(Person)] * c.many, c.text, c.text),
    ],
    influencer.help_message: [lambda c: influencer.help_message()],
    influencer.which_message: [
        lambda c: influencer.which_message(
            Unknown(f"{c.text} is nobody.", (c.of(Person),) * c.many)
        ),
        lambda c: influencer.which_message(
            Several(f"{c.text} is many.", (c.of(Person),) * c.many), c.text
        ),
    ],
    influencer.added_modal: [lambda c: influencer.added_modal(c.of(Added))],
    influencer.there_modal: [lambda c: influencer.there_modal(c.text, 1)],
    influencer.hidden_message: [
        lambda c: influencer.hidden_message(c.text, 1, news=bool(c.many)),
    ],
    influencer.merge_message: [lambda c: influencer.merge_message(c.of(Preview))],
    influencer.merged_message: [lambda c: influencer.merged_message(c.of(Merged))],
    influencer.pairs_message: [
        lambda c: influencer.pairs_message([c.of(Pair)] * c.many, [c.of(Done)] * min(c.many, 10))
    ],
    influencer.forget_message: [
        lambda c: influencer.forget_message(c.of(Person), [c.of(PersonAccount)] * c.many)
    ],
    influencer.noted_modal: [lambda c: influencer.noted_modal([c.text] * c.many)],
    rows.creator_menu: [
        lambda c: ("menu", [text.section("x", rows.creator_menu(found(c)))]),
    ],
    offers.card: [
        lambda c, state=state: offers.card(offer(c, state), now=NOW, zone=ZONE) for state in State
    ],
    offer_answers.refusal: [
        rejected(kind) for kind in (AlreadyMoved, TermsChanged, NotYours, OverBudget, Refused)
    ],
    offer_answers.asked_message: [lambda c: offer_answers.asked_message(people(c) or ("U0BO",))],
    offer_answers.asks_message: [
        lambda c: offer_answers.asks_message(
            offer(c), "U0ANA", now=NOW, zone=ZONE, may=offers.EVERYBODY
        )
    ],
    offer_answers.decision_message: [
        lambda c, step=step: offer_answers.decision_message(
            offer(c), step, "U0BO", c.text, may=offers.EVERYBODY
        )
        for step in (Move.REJECT, Move.ASK_CHANGES, Move.UNDO)
    ],
    offer_answers.drafted_modal: [
        lambda c, state=state: offer_answers.drafted_modal(offer(c, state))
        for state in (State.DRAFT, State.WAITING)
    ],
    offer_answers.refused_modal: [
        lambda c: offer_answers.refused_modal(
            NotYours(offer(c), c.text), "U0ANA", now=NOW, zone=ZONE
        )
    ],
    offers.details_modal: [
        lambda c: offers.details_modal(
            offer(c), moves(c), now=NOW, zone=ZONE, may=offers.EVERYBODY
        ),
    ],
    order_stories.stories_message: [
        lambda c: order_stories.stories_message([story(c)] * max(1, min(c.many, BOUNDED)), ZONE),
    ],
    order_stories.help_message: [lambda c: order_stories.help_message()],
    rows.card_of: [
        lambda c: (
            "message",
            [newer.carousel([rows.card_of(found(c), 1, "USD")])],
        ),
        lambda c: (
            "message",
            newer.older([newer.carousel([rows.card_of(found(c), 1, "USD")])]),
        ),
    ],
    rows.row: [lambda c: ("row", [rows.row(found(c), 1, "USD").block])],
    rows.near_row: [lambda c: ("row", [rows.near_row(found(c)).block])],
    search.answer_message: [
        lambda c: search.answer_message(answer(c)),
        lambda c: search.answer_message(nobody(c)),
        lambda c: search.answer_message(answer(c), "U0ANA"),
        lambda c: search.answer_message(c.of(Answer, store_is_empty=True)),
    ],
    search.misses_message: [lambda c: search.misses_message(answer(c))],
    search.help_message: [
        lambda c: search.help_message(),
        lambda c: search.help_message(empty=True),
        lambda c: search.help_message(empty=True, may_edit=False),
    ],
    search.error_message: [
        lambda c: search.error_message(QueryError(c.text, c.text[:900], 0, 900, c.text[:900])),
    ],
}
