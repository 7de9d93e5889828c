"""What hangs on a person, found by the person. Part of schema.py's steps."""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps after those that are there."""
    migrations()(what_hangs_on_a_person)


def what_hangs_on_a_person(db: Database) -> None:
    """Indexes for the foreign keys to a person: each that goes is looked for in all these tables,
    and without them each is read as a whole.
    """
    db.executescript(
        """
        CREATE INDEX fields_of_a_person ON fields (influencer_id);
        CREATE INDEX relations_of_a_person ON relations (influencer_id);
        CREATE INDEX tags_of_a_person ON tags (influencer_id);
        CREATE INDEX by_hand_of_a_person ON by_hand (influencer_id);
        CREATE INDEX tags_off_of_a_person ON tags_off (influencer_id);
        CREATE INDEX hidden_of_a_person ON hidden (influencer_id);
        CREATE INDEX merge_offers_of_the_other ON merge_offers (other_id);
        """
    )
