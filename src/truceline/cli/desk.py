"""``truceline desk``: the web desk on a ledger, and who may use it."""

from __future__ import annotations

import getpass
import os
import secrets
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from truceline.cli.ending import WRONG_CALL, complain, end, failing, until_interrupted
from truceline.cli.ledger import ledger_option, program_of
from truceline.cli.options import settings_options, vocabulary_option
from truceline.settings import Settings

if TYPE_CHECKING:
    from truceline.desk.users import Users

ROLES = ("reader", "reviewer", "admin")


@click.group(invoke_without_command=True)
@ledger_option
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Where to listen; 0 for any free one.  [default: 8461, or a free one]",
)
@click.option("--no-open", is_flag=True, help="Open no browser.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A name that others reach this machine by.")
@click.option("--https", is_flag=True, help="It is reached through a proxy with TLS: cookies travel over that alone.")
@click.option("--users", metavar="FILE", help="Who has a password.  [default: beside the ledger]")
@vocabulary_option
@settings_options
@click.pass_context
def desk(
    context: click.Context,
    /,
    place: str | None,
    host: str,
    port: int | None,
    no_open: bool,
    names: tuple[str, ...],
    https: bool,
    users: str | None,
    vocabularies: tuple[str, ...],
    **given: int | float | None,
) -> None:
    """Opens the web desk on a ledger.

    The first line of the output is the address to open, with a token that this start alone knows. Ctrl-C ends it. Where
    it listens elsewhere than on this machine's own loopback, people sign in with passwords instead.
    """
    context.obj = (place, users)
    if context.invoked_subcommand is not None:
        return
    from truceline.desk import create_app
    from truceline.desk.safety import is_loopback
    from truceline.desk.serving import bound, serve
    from truceline.ledger import default_place
    from truceline.pipeline import Reader

    alone = is_loopback(host)
    with failing():
        settings = Settings(given)
        if not alone and not len(_users(place, users)):
            end(f"--host {host}: nobody has a password yet; see truceline desk add-user", WRONG_CALL)
        program = f"{program_of(vocabularies)} desk"
        with bound(host, port) as listening:
            token = secrets.token_urlsafe(32) if alone else None
            at = listening.getsockname()[1]
            app = create_app(
                place or default_place(),
                token=token,
                owner=_name(),
                users=Path(users) if users else None,
                port=at,
                hosts=names if alone else (host, *names),
                any_number=not alone,
                secure=https,
                reader=Reader(vocabularies=vocabularies, threads=settings.threads),
                limits=settings.limits,
                allow_private=settings.allow_private,
                program=program,
            )
            address = _address(host, at, token)

            def ready() -> None:
                click.echo(address)
                if not no_open and not _opened(address):
                    complain("no browser could be opened; open the address above")

            with until_interrupted():
                serve(app, listening, ready=ready)


def _opened(address: str) -> bool:
    """Whether a browser shows an address; where there is no screen none is looked for, not even one of a terminal."""
    if sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        return False
    return webbrowser.open(address)


@desk.command("add-user")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What they may do.")
@click.pass_obj
def add_user(at: tuple[str | None, str | None], name: str, role: str) -> None:
    """Gives somebody a password, or another one.

    It is asked for, or read from standard input. A reader looks, a reviewer adds reports and decides, an admin may do
    everything.
    """
    with failing():
        if sys.stdin.isatty():
            password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        else:
            password = sys.stdin.readline().rstrip("\r\n")
        _users(*at).add(name, role, password)


@desk.command("remove-user")
@click.argument("name")
@click.pass_obj
def remove_user(at: tuple[str | None, str | None], name: str) -> None:
    """Takes somebody's password away; their sessions end at once."""
    with failing():
        _users(*at).remove(name)


@desk.command("users")
@click.pass_obj
def list_users(at: tuple[str | None, str | None]) -> None:
    """Lists who has a password, with their role."""
    with failing():
        for person in _users(*at).people():
            click.echo(f"{person.name}\t{person.role}")


def _users(place: str | None, file: str | None) -> Users:
    from truceline.desk.users import Users, users_file
    from truceline.ledger import default_place

    standard = default_place()
    return Users(Path(file) if file else users_file(place or standard, data=standard.parent))


def _address(host: str, port: int, token: str | None) -> str:
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def _name() -> str:
    """Who started the desk, for the reviews."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "desk"
