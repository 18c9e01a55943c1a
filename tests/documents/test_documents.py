"""Every command block of the documents is typed as it stands there, and its output compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.documents.blocks import Block, Reader, blocks, commands, matches

REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    path.relative_to(REPOSITORY).as_posix() for path in [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
)
SHELLS = {"sh", "bash", "shell", "shell-session", "zsh", "terminal"}
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")

EACH_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS)


def _consoles(document: str) -> list[Block]:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    return [block for block in blocks(text) if block.info.split()[:1] == ["console"]]


def _is_of_the_repository(words: str) -> bool:
    """`make` and `git` act on a clone: `tests/house/test_fresh_clone.py` types them there."""
    return words.split()[0] in {"make", "git"} or bool(re.fullmatch(r"cd waypost/?", words))


@EACH_DOCUMENT
def test_commands_print_what_the_document_shows(document: str, tmp_path: Path) -> None:
    """Whoever types the commands of a document in an empty folder sees what the document shows."""
    reader = Reader(tmp_path)
    for block in _consoles(document):
        for command in commands(block):
            if not _is_of_the_repository(command.words):
                reader.type(command)


@EACH_DOCUMENT
def test_make_targets_of_the_document_are_there(document: str) -> None:
    """Every target that a document names, in a block or in its prose, is in the Makefile."""
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", text))
    there = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert named <= there


@EACH_DOCUMENT
def test_no_command_escapes_the_test(document: str) -> None:
    """Commands stand in blocks fenced with `console`, each with its `$ `, so that all of them are typed."""
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    assert not [block.line for block in blocks(text) if block.info.split()[:1] and block.info.split()[0] in SHELLS]
    loose = [block for block in blocks(text) if block.info.split()[:1] != ["console"]]
    assert not [block.line for block in loose if re.search(r"^\$ ", block.body, re.MULTILINE)]
    assert not [block.line for block in _consoles(document) if not list(commands(block))]


@EACH_DOCUMENT
def test_links_lead_somewhere(document: str) -> None:
    """A link to a file of the project leads to a file that is there."""
    path = REPOSITORY / document
    text = path.read_text(encoding="utf-8")
    without_blocks = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)\s#]+)[^)]*\)", without_blocks)
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert not [link for link in local if not (path.parent / link).exists()]


def test_every_claim_of_the_readme_leads_to_what_shows_it() -> None:
    """Each paragraph, item and row of the README has a link to a test or a document, or is itself a command."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    without_blocks = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    claims = re.split(r"\n{2,}|\n(?=[-|] ?)", without_blocks)
    prose = [one.strip() for one in claims if one.strip() and not re.match(r"#|\|[-| ]+$|\| What \|", one.strip())]
    assert len(prose) > 20
    assert not [one for one in prose if "](" not in one]


# ---------------------------------------------------------------------------------------------- the test is tested


def test_block_is_cut_into_commands() -> None:
    """A block gives its commands in order, each with its line in the document, its output and its exit code."""
    document = "Text.\n\n```console exit=2\n$ echo a \\\n>   b\na b\n$ false\n```\n"
    (block,) = blocks(document)
    first, second = commands(block)
    assert (first.line, first.words, first.expected, first.code) == (4, "echo a   b", "a b", None)
    assert (second.line, second.words, second.expected, second.code) == (7, "false", "", 2)


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\nb", "a\nb\n", True),
        ("a", "b", False),
        ("", "", True),
        ("", "something", False),
        ("a\n...\nd", "a\nb\nc\nd", True),
        ("a\n...", "a", True),
        ("a\n...\nd", "a\nb", False),
        ("took ... s", "took 12 s", True),
        ("took ... s", "took 12\n s", False),
        ("a.c", "abc", False),
        ("1 a", "1\N{NO-BREAK SPACE}a", True),
    ],
)
def test_output_is_compared(expected: str, printed: str, *, same: bool) -> None:
    """`...` stands for any lines, inside a line for any characters, and nothing else stands for anything else."""
    assert matches(expected, printed) is same


def test_reader_sees_a_wrong_output(tmp_path: Path) -> None:
    """A command that prints something else, or ends otherwise, fails and shows both."""
    reader = Reader(tmp_path)
    for body in ("$ echo a\nb\n", "$ exit 7\n"):
        (command,) = commands(Block(1, "console", body))
        with pytest.raises(AssertionError, match="line 1"):
            reader.type(command)


def test_reader_stays_in_the_folder_of_the_document(tmp_path: Path) -> None:
    """`cd` lasts from one block to the next, and what one command writes the next one reads."""
    reader = Reader(tmp_path)
    for body in ("$ mkdir here && echo a >here/file\n", "$ cd here\n", "$ cat file\na\n"):
        (command,) = commands(Block(1, "console", body))
        reader.type(command)
    assert reader.folder == tmp_path / "here"
