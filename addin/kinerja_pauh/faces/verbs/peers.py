"""The verb `rekan`: anonymous questionnaires to colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.faces.screen import finish, say, say_written, tell, tell_lines

if TYPE_CHECKING:
    import argparse

    from kinerja_pauh.ports import World


def run_peers(said: argparse.Namespace, world: World) -> int:
    if said.what == "hasil":
        return _peer_status(said, world)
    from kinerja_pauh.actions.peer_sharing import USUAL_COPIES, share_peers

    copies = USUAL_COPIES if said.jumlah is None else said.jumlah
    return finish(share_peers(said.folder, world, copies, said.nip), as_json=said.json)


def _peer_status(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.peer_status import peer_lines, peer_status
    from kinerja_pauh.faces.show import peers_json

    status = peer_status(said.folder, world)
    if said.json:
        tell(peers_json(status))
    else:
        tell_lines(peer_lines(status))
    say_written([status.written])
    say("Hasilnya bahan untuk penilai dan tidak masuk ke nilai. Bacalah dulu kalimatnya sebelum dibagikan.")
    return status.exit_status
