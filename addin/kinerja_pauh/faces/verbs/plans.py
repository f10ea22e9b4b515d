"""The verb `skp`: annual plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.faces.screen import finish, say_written, tell, tell_lines

if TYPE_CHECKING:
    import argparse

    from kinerja_pauh.ports import World


def run_plans(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.plan_bank import own_bank
    from kinerja_pauh.actions.plan_sharing import share_plans
    from kinerja_pauh.actions.plan_submitting import submit_plans

    match said.what:
        case "bagikan":
            outcome = share_plans(said.folder, world, said.nip, said.alasan)
        case "ajukan":
            outcome = submit_plans(said.folder, world)
        case "status":
            return _plan_status(said, world)
        case _:
            outcome = own_bank(said.folder, world)
    return finish(outcome, as_json=said.json)


def _plan_status(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.plan_status import plan_status, status_lines
    from kinerja_pauh.faces.show import plans_json

    status = plan_status(said.folder, world)
    if said.json:
        tell(plans_json(status))
    else:
        tell_lines(status_lines(status))
    say_written([status.written])
    return status.exit_status
