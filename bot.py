"""The door: the command line, and the wiring of everything behind it."""

from importlib import import_module

import click

COMMANDS = {
    "setup": "commandline.setup:setup",
    "demo": "commandline.serving:demo",
    "serve": "commandline.serving:serve",
    "service": "commandline.service:service",
    "claim": "commandline.claiming:claim",
    "import": "commandline.lists:import_",
    "find": "commandline.finding:find_",
    "export": "commandline.exporting:export",
    "digest": "commandline.digests:digest_",
    "doctor": "commandline.doctor:doctor",
    "audit": "commandline.storekeeping:audit_",
    "backup": "commandline.storekeeping:backup",
    "restore": "commandline.storekeeping:restore",
    "upgrade": "commandline.upgrade:upgrade",
    "migrate": "commandline.storekeeping:migrate",
}
"""Command -> where it is. A module is loaded when its command is typed, so that help is quick."""


class Commands(click.Group):
    """The commands above; their help stands in groups in the help of the whole."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module, _, name = COMMANDS.get(cmd_name, "").partition(":")
        if not module:
            return None
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        formatter.write_text("bot.py COMMAND --help says more of each.")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Influencer Desk: find micro-influencers in your own list, from Slack.

    \b
    Start   setup     set up your Slack workspace: the app, its tokens, .env
            demo      try it in a browser, with made-up creators
            serve     serve your Slack workspace
            service   have systemd serve it, from the start of the machine on
            claim     print a code that makes you admin in Slack
    Data    import    bring in a list, or take one back
            find      search, as in Slack
            export    write influencers, offers, ledger, audit trail
            digest    print a weekly digest, or post it
    Check   doctor    what is missing or wrong, and what to do
            audit     prove the audit trail
            backup    copy the store while it is in use
            restore   put a backup in the place of the store
            upgrade   fetch the newest program, or take it all back
            migrate   bring the store to the newest schema
    """


if __name__ == "__main__":
    main()
