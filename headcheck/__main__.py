"""The command `headcheck`, also `python -m headcheck`."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line; without click, say how to get it."""
    try:
        import click  # noqa: F401
    except ImportError:
        print('headcheck: the command line needs click: pip install "headcheck[cli]"', file=sys.stderr)
        sys.exit(2)
    from headcheck.cli import run, terminate

    signal.signal(signal.SIGTERM, terminate)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:  # nohup stays nohup
        signal.signal(signal.SIGHUP, terminate)
    sys.exit(run())


if __name__ == "__main__":
    main()
