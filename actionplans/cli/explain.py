"""``actionplans explain``: why a row has its values."""

from typing import Annotated

import typer

from actionplans.cli.terminal import readable_location, stop
from actionplans.exit_codes import ExitCode


def explain_command(
    action_id: Annotated[str, typer.Argument(help="A row's action_id, as in actions.csv.")],
    output: Annotated[
        str, typer.Argument(help="The results of a batch, or a plan's JSON file; or their URL.")
    ] = "output",
) -> None:
    """Say for one row where each value comes from: printed words, page, rule, score, candidates.

    Exit codes: 0 done; 2 there is no such row or no results.
    """
    from actionplans.explain import explained
    from actionplans.output.read_back import NoResults

    try:
        with readable_location(output) as results:
            text = explained(results, action_id)
    except NoResults as error:
        stop(ExitCode.USAGE, str(error))
    typer.echo(text, nl=False)
