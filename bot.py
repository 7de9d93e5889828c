"""The door: the command line, and the wiring of everything behind it."""

import click

from commandline.finding import find_
from commandline.lists import import_
from commandline.operating import audit_, backup, doctor, export, migrate, restore
from commandline.serving import demo, serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Influencer Desk: find micro-influencers in your own list, from Slack.

    \b
    Start   demo      try it in a browser, with made-up creators
            serve     serve your Slack workspace
    Data    import    bring in a list, or take one back
            find      search, as in Slack
            export    write influencers, imports or the audit trail
    Check   doctor    what is missing or wrong, and what to do
            audit     prove the audit trail
            backup, restore, migrate
    """


for command in (serve, demo, import_, find_, export, backup, restore, migrate, audit_, doctor):
    main.add_command(command)

if __name__ == "__main__":
    main()
