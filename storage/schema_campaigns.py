"""The tables of campaigns, offers, what goes out, sales and the ledger. Part of schema.py's steps.

Money is in minor units beside its currency, rates in basis points, instants ISO text in UTC.
"""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps after those that are there."""
    migrations()(campaigns)
    migrations()(outbox)
    migrations()(sales)
    migrations()(digests)


def campaigns(db: Database) -> None:
    """Campaigns with their approvers; offers with each version of their terms and each move."""
    db.executescript(
        """
        CREATE TABLE campaigns (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            name TEXT NOT NULL,
            folded TEXT NOT NULL,
            niche TEXT NOT NULL,
            brief TEXT NOT NULL,
            starts_on TEXT NOT NULL,
            ends_on TEXT NOT NULL,
            currency TEXT NOT NULL,
            budget_minor INTEGER NOT NULL CHECK (budget_minor >= 0),
            gift TEXT NOT NULL,
            gift_value_minor INTEGER NOT NULL CHECK (gift_value_minor >= 0),
            commission_bp INTEGER NOT NULL CHECK (commission_bp BETWEEN 0 AND 10000),
            window_days INTEGER NOT NULL CHECK (window_days >= 0),
            holding_days INTEGER NOT NULL CHECK (holding_days >= 0),
            channel TEXT NOT NULL,
            version INTEGER NOT NULL DEFAULT 1,
            created_by TEXT NOT NULL,
            created_at TEXT NOT NULL,
            UNIQUE (client_id, folded)
        ) STRICT;
        CREATE TABLE campaign_approvers (
            campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
            person TEXT NOT NULL,
            PRIMARY KEY (campaign_id, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX campaigns_of_an_approver ON campaign_approvers (person, campaign_id);

        CREATE TABLE offers (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            account_id INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'waiting', 'changes_asked', 'approved',
                'rejected', 'expired', 'withdrawn')),
            version INTEGER NOT NULL,
            terms_version INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            currency TEXT NOT NULL,
            gift TEXT NOT NULL,
            gift_value_minor INTEGER NOT NULL CHECK (gift_value_minor >= 0),
            fee_minor INTEGER NOT NULL CHECK (fee_minor >= 0),
            commission_bp INTEGER NOT NULL CHECK (commission_bp BETWEEN 0 AND 10000),
            commission_cap_minor INTEGER CHECK (commission_cap_minor >= 0),
            window_days INTEGER NOT NULL,
            holding_days INTEGER NOT NULL,
            deliverable TEXT NOT NULL,
            due_on TEXT NOT NULL,
            committed_minor INTEGER NOT NULL CHECK (committed_minor >= 0),
            worth_minor INTEGER,
            worth_format TEXT NOT NULL,
            why TEXT NOT NULL,
            proposed_by TEXT NOT NULL,
            proposed_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            decided_by TEXT,
            decided_at TEXT,
            reason TEXT,
            card_channel TEXT,
            card_ts TEXT,
            card_version INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE UNIQUE INDEX offers_one_at_a_time ON offers (campaign_id, influencer_id)
            WHERE state IN ('draft', 'waiting', 'changes_asked', 'approved');
        CREATE INDEX offers_of_a_campaign ON offers (campaign_id, state, id, committed_minor);
        CREATE INDEX offers_that_expire ON offers (expires_at, id)
            WHERE state IN ('waiting', 'changes_asked');
        CREATE INDEX offers_of_a_person ON offers (influencer_id, state);
        CREATE INDEX offers_of_a_proposer ON offers (proposed_by, state, id);

        CREATE TABLE offer_terms (
            offer_id INTEGER NOT NULL REFERENCES offers (id),
            terms_version INTEGER NOT NULL,
            terms TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            PRIMARY KEY (offer_id, terms_version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE offer_moves (
            offer_id INTEGER NOT NULL REFERENCES offers (id),
            version INTEGER NOT NULL,
            move TEXT NOT NULL,
            from_state TEXT NOT NULL,
            to_state TEXT NOT NULL,
            person TEXT NOT NULL,
            at TEXT NOT NULL,
            reason TEXT,
            PRIMARY KEY (offer_id, version)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX offer_moves_by_time ON offer_moves (at, offer_id);

        CREATE TABLE codes (
            code TEXT PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            offer_id INTEGER NOT NULL REFERENCES offers (id),
            starts_at TEXT NOT NULL,
            ends_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX codes_of_an_offer ON codes (offer_id);
        """
    )


def outbox(db: Database) -> None:
    """What goes out, written with its cause; a worker delivers it."""
    db.executescript(
        """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            cause TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            target TEXT NOT NULL,
            payload TEXT NOT NULL,
            in_order INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'cancelled',
                'failed')),
            not_before TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            owner TEXT,
            lease_until TEXT,
            trouble TEXT,
            created_at TEXT NOT NULL,
            sent_at TEXT,
            sent_channel TEXT,
            sent_ts TEXT
        ) STRICT;
        CREATE INDEX outbox_next ON outbox (not_before, id) WHERE state IN ('waiting', 'sending');
        CREATE INDEX outbox_in_order ON outbox (kind, target, id)
            WHERE in_order = 1 AND state IN ('waiting', 'sending');
        """
    )


def sales(db: Database) -> None:
    """Sales and refunds as they came; the ledger in double entry, append-only.

    counted_minor: what an event adds to the net sales of its offer; what a refund takes, negative.
    cap_minor: the limit of the offer's commission when the posting was made, or NULL.
    """
    db.executescript(
        """
        CREATE TABLE sales (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            shop TEXT NOT NULL,
            event_id TEXT NOT NULL,
            order_id TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund')),
            code TEXT NOT NULL,
            occurred_at TEXT NOT NULL,
            currency TEXT NOT NULL,
            net_minor INTEGER NOT NULL CHECK (net_minor > 0),
            received_at TEXT NOT NULL,
            run_id INTEGER,
            offer_id INTEGER REFERENCES offers (id),
            outcome TEXT NOT NULL,
            counted_minor INTEGER NOT NULL DEFAULT 0,
            UNIQUE (shop, event_id)
        ) STRICT;
        CREATE UNIQUE INDEX sales_of_an_order ON sales (shop, order_id) WHERE kind = 'sale';
        CREATE INDEX sales_by_order ON sales (order_id, id);
        CREATE INDEX sales_by_time ON sales (occurred_at, id);
        CREATE INDEX sales_of_an_offer ON sales (offer_id, occurred_at, id);

        CREATE TABLE postings (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            kind TEXT NOT NULL CHECK (kind IN ('commission', 'reversal', 'payment')),
            cause TEXT NOT NULL UNIQUE,
            sale_id INTEGER REFERENCES sales (id),
            offer_id INTEGER REFERENCES offers (id),
            campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            happened_at TEXT NOT NULL,
            available_at TEXT NOT NULL,
            posted_at TEXT NOT NULL,
            posted_by TEXT NOT NULL,
            base_minor INTEGER NOT NULL,
            rate_bp INTEGER NOT NULL,
            cap_minor INTEGER
        ) STRICT;
        CREATE INDEX postings_of_a_person ON postings (influencer_id, happened_at, id);
        CREATE INDEX postings_of_a_campaign ON postings (campaign_id, happened_at, id);
        CREATE INDEX postings_of_an_offer ON postings (offer_id, id);
        CREATE INDEX postings_of_a_sale ON postings (sale_id, id);
        CREATE INDEX postings_by_time ON postings (happened_at, id);

        CREATE TABLE entries (
            posting_id INTEGER NOT NULL REFERENCES postings (id),
            account TEXT NOT NULL CHECK (account IN ('commission_expense', 'owed_to_creators',
                'cash')),
            currency TEXT NOT NULL,
            amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
            PRIMARY KEY (posting_id, account, currency)
        ) STRICT, WITHOUT ROWID;
        """
    )


def digests(db: Database) -> None:
    """Who follows what, what was claimed, and how niches stood week by week.

    first_week: the first ISO week that a follow is to be reported. matches: how many there were;
    niche_places keeps the first of them.
    """
    db.executescript(
        """
        CREATE TABLE preferences (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL,
            changed_by TEXT NOT NULL,
            changed_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE digest_follows (
            client_id INTEGER NOT NULL REFERENCES clients (id),
            kind TEXT NOT NULL CHECK (kind IN ('niches', 'commissions')),
            channel TEXT NOT NULL,
            niche_id INTEGER NOT NULL,
            first_week TEXT NOT NULL,
            followed_by TEXT NOT NULL,
            followed_at TEXT NOT NULL,
            PRIMARY KEY (kind, channel, niche_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE claims (
            kind TEXT NOT NULL,
            target TEXT NOT NULL,
            period TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('claimed', 'done')),
            owner TEXT NOT NULL,
            lease_until TEXT NOT NULL,
            claimed_at TEXT NOT NULL,
            done_at TEXT,
            PRIMARY KEY (kind, target, period)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE niche_weeks (
            niche_id INTEGER NOT NULL,
            week TEXT NOT NULL,
            matches INTEGER NOT NULL,
            taken_at TEXT NOT NULL,
            PRIMARY KEY (niche_id, week)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE niche_places (
            niche_id INTEGER NOT NULL,
            week TEXT NOT NULL,
            place INTEGER NOT NULL,
            account_id INTEGER NOT NULL,
            typical_likes INTEGER,
            PRIMARY KEY (niche_id, week, place)
        ) STRICT, WITHOUT ROWID;
        """
    )
