"""The command line shows everything that can be done."""

from tests.architecture.tree import product_files
from zenne.launcher.command_line import COMMANDS, overview


def test_every_management_command_is_listed_in_the_help() -> None:
    own = {
        file.path.stem.replace("_", "-")
        for file in product_files()
        if "commands" in file.folders and file.path.stem != "__init__"
    }

    assert own
    assert own <= COMMANDS.keys()
    assert not [name for name in own if f"  {name} " not in overview()]


def test_every_command_has_one_line_of_help() -> None:
    assert not [name for name, command in COMMANDS.items() if not command.help or "\n" in command.help]
