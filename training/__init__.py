"""How the shipped model and the tables of the lexicon are made and measured: `python -m training.NAME --help` says what each command does."""

from __future__ import annotations

import argparse


def described(doc: str | None) -> argparse.ArgumentParser:
    """The command line of a module: its docstring is the help."""
    return argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
