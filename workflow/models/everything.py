"""Imports every module of tables in this folder, so that metadata, migrations and mappers see the whole schema."""

from importlib import import_module
from pkgutil import iter_modules

import workflow.models

__all__ = ("MODULES",)

MODULES = tuple(
    import_module(f"workflow.models.{module.name}")
    for module in iter_modules(workflow.models.__path__)
    if module.name != "everything"
)
