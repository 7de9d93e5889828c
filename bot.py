"""The door: the command line, and the wiring of everything behind it."""

from importlib import import_module

import click

from texts import commandline as says

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
        formatter.write_text(says.MORE_OF_EACH)


@click.group(cls=Commands, help=says.HELP, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run one of the commands above."""


if __name__ == "__main__":
    main()
