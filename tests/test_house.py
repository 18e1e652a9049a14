"""The rules of the house that no linter knows: what is public is named, files and functions stay small."""

import ast
from pathlib import Path

import pytest

KG = Path(__file__).resolve().parent.parent / "kg"
MODULES = sorted(p for p in KG.rglob("*.py") if "node_modules" not in p.parts)
MAX_LINES = 300
LONGER = {"model.py": 400}  # one list of nouns without logic: easier to read in one place
MAX_FUNCTION_LINES = 40


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KG)))
def test_module_keeps_the_rules(path):
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    public = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    assert public <= set(_exported(tree)), "a public name is missing from __all__"
    assert ast.get_docstring(tree), "the module does not say what comes in and what goes out"
    most = LONGER.get(str(path.relative_to(KG)), MAX_LINES)
    assert len(source.splitlines()) <= most, "the file is too long"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{node.name} has {length} lines"


def _exported(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return list(ast.literal_eval(node.value))
    return []
