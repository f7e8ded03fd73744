"""``truceline desk``: the web desk on a ledger."""

from __future__ import annotations

import getpass
import secrets

import click

from truceline import __version__
from truceline.cli.ending import complain, end, failing, until_interrupted
from truceline.cli.ledger import ledger_option


@click.command()
@ledger_option
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Where to listen; 0 for any free one.  [default: 8461, or a free one]",
)
@click.option("--no-open", is_flag=True, help="Open no browser.")
def desk(place: str | None, host: str, port: int | None, no_open: bool) -> None:
    """Opens the web desk on a ledger.

    The first line of the output is the address to open, with a token that this start alone knows. Ctrl-C ends it.
    """
    from truceline.desk import create_app
    from truceline.desk.safety import is_loopback
    from truceline.desk.serving import bound, serve
    from truceline.ledger import default_place

    if not is_loopback(host):
        end(f"--host {host}: only addresses of this machine's own loopback", 2)
    with failing(), bound(host, port) as listening:
        token = secrets.token_urlsafe(32)
        at = listening.getsockname()[1]
        app = create_app(
            place or default_place(), token=token, owner=_name(), port=at, program=f"truceline {__version__} desk"
        )
        shown = f"[{host.strip('[]')}]" if ":" in host else host
        address = f"http://{shown}:{at}/?token={token}"

        def ready() -> None:
            click.echo(address)
            if not no_open and click.launch(address) != 0:
                complain("no browser could be opened; open the address above")

        with until_interrupted():
            serve(app, listening, ready=ready)


def _name() -> str:
    """Who started the desk, for the reviews."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "desk"
