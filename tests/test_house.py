"""The rules of the house that no linter knows: public names, sizes, examples, versions, floors of files."""

import ast
import importlib
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click
import pytest
from packaging.specifiers import SpecifierSet

from kg.cli import COMMANDS
from kg.cli.evaluate import EVALUATIONS
from kg.version import __version__

ROOT = Path(__file__).resolve().parent.parent
KG = ROOT / "kg"
MODULES = sorted(p for p in KG.rglob("*.py") if "node_modules" not in p.parts)
MAX_LINES = 300
LONGER = {"model.py": 400}  # one list of nouns without logic: easier to read in one place
MAX_FUNCTION_LINES = 40
SLEEPERS = {  # they poll, kill at a moment drawn by chance, or move at the pace of a hand
    "cli/test_face.py",
    "serve/running.py",
    "store/test_kill.py",
    "store/test_remote.py",
    "view/test_checks_large.py",
}
FORBIDDEN_NAMES = {"common", "helpers", "misc", "utils"}
TREES = {
    ".".join(p.with_suffix("").relative_to(ROOT).parts).removesuffix(".__init__"): ast.parse(
        p.read_text("utf-8")
    )
    for p in MODULES
}
FACES = COMMANDS | {f"evaluate {name}": face for name, face in EVALUATIONS.items()}

each_module = pytest.mark.parametrize("name", sorted(TREES))


@each_module
def test_public_names_are_listed_and_documented(name):
    tree = TREES[name]
    exported = _exported(tree)
    assert exported is not None, "the module has no __all__"
    assert ast.get_docstring(tree), "the module does not say what comes in and what goes out"
    defined = {
        node.name: node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    public = {found for found in defined if not found.startswith("_")}
    assert public <= set(exported), "a public name is missing from __all__"
    assert len(set(exported)) == len(exported)
    for found in public:
        assert ast.get_docstring(defined[found]), f"{found} is not documented"
    undocumented = sorted(found for found in _bare_values(tree) if found in exported)
    assert not undocumented, "a public value has no docstring beneath it"


def test_no_text_leans_on_a_document_that_is_not_here():
    named = re.compile(r"\b[\w-]+\.md\b")
    there = {path.name for path in ROOT.rglob("*.md")}
    files = (*MODULES, *(path for path in (ROOT / "ontology").rglob("*.*") if path.is_file()))
    assert not {found for f in files for found in named.findall(f.read_text("utf-8"))} - there


@each_module
def test_only_public_names_are_imported_elsewhere(name):
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ImportFrom) and node.module in TREES:
            listed = set(_exported(TREES[node.module]) or ())
            hidden = {
                alias.name
                for alias in node.names
                if alias.name not in listed and f"{node.module}.{alias.name}" not in TREES
            }
            assert not hidden, f"{node.module} does not export {hidden}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KG)))
def test_files_and_functions_stay_small(path):
    source = path.read_text("utf-8")
    assert path.stem not in FORBIDDEN_NAMES, "say what the module is for"
    most = LONGER.get(str(path.relative_to(KG)), MAX_LINES)
    assert len(source.splitlines()) <= most, "the file is too long"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{node.name} has {length} lines"


def test_no_test_waits_for_a_time_where_it_could_wait_for_a_state():
    naps = re.compile(r"\bsleep\(\w|wait_for_timeout\(\w|setTimeout\([^;]*, \d{3}")
    tests = ROOT / "tests"
    found = {
        path.relative_to(tests).as_posix()
        for path in tests.rglob("*.py")
        if naps.search(path.read_text("utf-8"))
    }
    assert found == SLEEPERS


@pytest.mark.parametrize("name", sorted(FACES))
def test_every_command_has_help_and_an_example(name):
    module, short = FACES[name]
    command = importlib.import_module(module).command
    assert isinstance(command, click.Command)
    told = f"{command.help}\n{command.epilog}"
    assert "\\" not in told.replace("\\\n", ""), (
        'click\'s mark for lines as they are is "\\b", one sign'
    )
    assert command.help
    assert "Example" in told
    assert re.search(rf"^ *kg {name}\b", told, re.MULTILINE), "the example shows another command"
    assert short.endswith(".")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{option.opts[0]} has no help"


def test_version_is_that_of_changelog_and_citation():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (\S+)", changelog, re.MULTILINE)
    assert versions[0] == __version__
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_every_pinned_dependency_is_pinned_to_the_same_version_for_make():
    pinned = dict(
        line.lower().split("==")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    )
    told = re.findall(
        r'^ +"([\w.-]+)==([\w.]+)",', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )
    assert len(told) > 20
    for name, version in told:
        if name not in {"torch", "onnx"}:  # only training needs them, make installs neither
            key = name.lower()
            assert pinned.get(key, pinned.get(key.replace("-", "_"))) == version, name


def test_every_pin_can_be_installed_on_debian_12():
    text = (ROOT / "constraints.txt").read_text("utf-8")
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)$", text, re.MULTILINE):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # a dependency of another system
        needs = SpecifierSet(str(found.metadata.json.get("requires_python", "")))
        assert needs.contains("3.11.2"), f"{name} {found.version} needs Python {needs}"
        assert found.version == version, f"{name} is not the pinned version; run make again"


def test_files_that_the_documents_name_exist():
    for document in ("README.md", "CONTRIBUTING.md", "NOTICE"):
        text = (ROOT / document).read_text("utf-8")
        named = set(re.findall(r"\b(?:kg|ontology|tests)/[\w./-]*\w", text))
        missing = {path for path in named if not (ROOT / path).exists()}
        assert not missing, f"{document} names what is not there: {missing}"


def _exported(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return list(ast.literal_eval(node.value))
    return None


def _bare_values(tree: ast.Module) -> Iterator[str]:
    """Yield the names of module values that have no string beneath them."""
    for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if isinstance(node, ast.Assign | ast.AnnAssign) and not told:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))
