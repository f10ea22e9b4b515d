"""`python -m kinerja_pauh` is `kinerja`."""

from kinerja_pauh.faces.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
