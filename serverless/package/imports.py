"""Which of our modules the functions load: found by reading every import, wherever it stands.

An import inside a function counts like any other; only what stands under `TYPE_CHECKING` is never
loaded. So nothing that belongs to staff can come along unseen: it is refused here, by name.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from serverless.package.errors import ImportRefused

ENTRY: Final = "serverless.entry"
"""The module whose functions Lambda calls."""

OURS: Final = ("app", "serverless")

NEVER: Final = (
    "app.inbox",
    "app.commands",
    "app.cli",
    "app.demo",
    "app.programs",
    "app.refer",
    "app.site",
    "serverless.cloud",
    "serverless.deploy",
    "serverless.package",
    "serverless.doctor",
    "serverless.stack.front",
    "serverless.stack.places",
    "serverless.stack.roles",
    "serverless.stack.template",
)
"""What opens letters, works for staff or deploys: none of it ever runs in the cloud."""


def loaded_modules(project: Path, entry: str = ENTRY) -> dict[str, Path]:
    """Return the files of all our modules that `entry` can load, itself included, by module.

    Raises: ImportRefused (one of them is not the functions', or is not there).
    """
    found: dict[str, Path] = {}
    waiting = [(each, "the functions") for each in (entry, *_above(entry))]
    while waiting:
        module, by = waiting.pop()
        if module in found:
            continue
        path = _file(project, module)
        if path is None:
            if module == entry:
                raise ImportRefused(f"There is no module {entry}: the functions begin there.")
            continue  # a name that was imported from a module, not a module
        _require_theirs(module, by)
        found[module] = path
        waiting += [(each, module) for each in _imports(path)]
    return dict(sorted(found.items()))


def _require_theirs(module: str, by: str) -> None:
    if any(module == each or module.startswith((f"{each}.", f"{each}_")) for each in NEVER):
        raise ImportRefused(
            f"{by} imports {module}, which never belongs into the functions: move what is needed"
            " to where both may import it."
        )


def _file(project: Path, module: str) -> Path | None:
    path = project.joinpath(*module.split("."))
    for each in (path.with_name(f"{path.name}.py"), path / "__init__.py"):
        if each.is_file():
            return each
    return None


def _imports(path: Path) -> Iterator[str]:
    """Yield what a file imports of ours: modules, the packages above them, and imported names."""
    for node in _nodes(ast.parse(path.read_bytes(), str(path))):
        match node:
            case ast.Import():
                named = [each.name for each in node.names]
            case ast.ImportFrom(module=str(module), level=0):
                named = [f"{module}.{each.name}" for each in node.names]
            case ast.ImportFrom():
                raise ImportRefused(f"{path} has an import relative to itself: name it in full.")
            case _:
                continue
        for name in named:
            if name.split(".")[0] in OURS:
                yield from (name, *_above(name))


def _above(module: str) -> list[str]:
    """Return the packages above a module, which are loaded before it."""
    parts = module.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            for each in child.orelse:
                yield each
                yield from _nodes(each)
            continue
        yield child
        yield from _nodes(child)
