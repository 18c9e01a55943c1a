"""A whole database carried over: into another of either kind, or to the tables of this version."""

from __future__ import annotations

from waypost.workspace.database.session import Session
from waypost.workspace.database.tables import SCHEMA, TABLES, statements, text_of_schema


def carry(source: Session, target: Session) -> None:
    """Every row of one database into another that is empty, as they are at one moment: tokens and chains stay."""
    with source.snapshot(), target.writing():
        for table, columns in TABLES.items():
            if table == "setting":
                continue
            named, marks = ", ".join(columns), ", ".join("?" * len(columns))
            target.run_each(
                f"INSERT INTO {table} ({named}) VALUES ({marks})", source.rows(f"SELECT {named} FROM {table}")
            )


def step_up(session: Session, found: str) -> None:
    """Bring tables of an older version to this one, inside a transaction: all steps, or none."""
    for version in range(int(found), int(SCHEMA)):
        for statement in statements(text_of_schema(f"upgrade-{version}")):
            session.run(statement)
    session.run("UPDATE setting SET value = ? WHERE name = 'schema'", (SCHEMA,))
