"""The verb `pandangan`: what employees say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.faces.screen import finish

if TYPE_CHECKING:
    import argparse

    from kinerja_pauh.ports import World


def run_self_views(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.self_view_results import self_view_results
    from kinerja_pauh.actions.self_view_sharing import share_self_views

    if said.what == "bagikan":
        outcome = share_self_views(said.folder, world, said.nip)
    else:
        outcome = self_view_results(said.folder, world)
    return finish(outcome, as_json=said.json)
