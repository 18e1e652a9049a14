"""The command line: arguments in, one call, results on stdout, everything else on stderr.

Commands live one a file and are imported only when called, so that `kg --help` stays fast.
"""

from __future__ import annotations

import sys

import click

from kg.cli.lazy import LazyGroup
from kg.errors import KgError
from kg.printable import printable
from kg.version import __version__

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "annotate": ("kg.cli.annotate", "Show the analysis of an article."),
    "build": ("kg.cli.build", "Read articles and build the graph."),
    "query": ("kg.cli.query", "Ask the graph in SPARQL, or by the name of a question."),
    "questions": ("kg.cli.questions", "List the shipped questions in German and English."),
    "show": ("kg.cli.show", "Tell everything said about one entity, with the words."),
    "view": ("kg.cli.view", "Write the explorer page of a graph and open it."),
    "explain": ("kg.cli.explain", "Tell how a sentence is read, and what nearly fits."),
    "evaluate": ("kg.cli.evaluate", "Measure the pipeline against gold annotation."),
    "entities": ("kg.cli.entities", "List the entities, or pairs that may be one."),
    "decide": ("kg.cli.decide", "Decide what is one entity, or whether a claim holds."),
    "ontology": ("kg.cli.ontology", "List the relations, or write the ontology's page."),
    "validate": ("kg.cli.validate", "Check a graph against shapes and invariants."),
    "export": ("kg.cli.export", "Write the graph in other formats, for other tools."),
    "path": ("kg.cli.path", "Tell how two entities are connected, with the words."),
    "add": ("kg.cli.add", "Read further articles into a graph."),
    "files": ("kg.cli.files", "Write the files that kg add left for later."),
    "remove": ("kg.cli.remove", "Take articles out of a graph."),
    "serve": ("kg.cli.serve", "Serve the graph as a SPARQL endpoint with a query page."),
    "push": ("kg.cli.push", "Write the graph to a SPARQL server."),
    "diff": ("kg.cli.diff", "Tell what changed between two graphs."),
}
"""Command name -> (module with a function `command`, its help in one line)."""


_EXAMPLES = """\b
Examples:
  kg build articles/ --out output
  kg query cq01-buyers --graph output
  kg show Nvidia --graph output
  kg view --graph output

\b
Exit status: 0 done; 1 something was found (validate, diff); 2 an error;
3 some inputs were skipped (build, add), each of them named; 130 interrupted.

\b
Shell completion: eval "$(_KG_COMPLETE=bash_source kg)" (or zsh_source, fish_source)."""


@click.command(
    cls=LazyGroup,
    faces=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EXAMPLES,
)
@click.version_option(__version__, "--version", prog_name="kg")
def _kg() -> None:
    """Turn German business news into a knowledge graph that keeps its words."""


def main() -> None:
    """Run the command line; an error a user can mend becomes one line on stderr, exit code 2."""
    try:
        _kg(standalone_mode=True)
    except KgError as error:
        # its words may be those of an article; its line breaks are ours
        told = "\n".join(printable(line) for line in str(error).split("\n"))
        click.echo(f"kg: {told}", err=True)
        sys.exit(2)
    except OSError as error:  # a file of the user's that cannot be read or written
        told = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        click.echo(f"kg: {told}", err=True)
        sys.exit(2)
