"""What writers add to CommonMark, as rules of markdown-it: directives, footnotes, mathematics, MDX.

A rule gets the parser's state and says whether it took what stands there; only text a reader sees becomes tokens.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_FOOTNOTE_TEXT = re.compile(r"\[\^[^\]\s]+\]:[ \t]+(?P<text>\S.*)")
_DIRECTIVE = re.compile(r":{3,}[ \t]*[\w-]*(?:\{[^}]*\})?(?:\[(?P<label>.*)\])?[ \t]*(?P<title>.*)")
_STATEMENT = re.compile(
    r"import\s+(?:[\w*{].*\sfrom\s+)?['\"][^'\"]+['\"];?\s*$|export\s+(?:default|const|let|function|class|\{|\*)"
)
_COMPONENT = re.compile(r"</?[A-Z][\w.]*(?:\s|/?>|$)")
_ENDS = (("{/*", re.compile(r"\*/\}\s*$")), ("$$", re.compile(r"\$\$\s*$")))
# Svelte's blocks, Jinja's and Liquid's: "{#if x}", "{:else}", "{/if}", "{% for x in y %}".
_TEMPLATE = re.compile(r"(?:\{[#:/@][^{}]*\}\s*|\{%.*?%\}\s*)+")
_COMPONENT_END = re.compile(r">\s*$")


def add_rules(parser: MarkdownIt) -> None:
    """Teach a parser all of them."""
    ends_paragraph: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "directive", directive, ends_paragraph)
    parser.block.ruler.before("fence", "unread", unread, ends_paragraph)
    parser.block.ruler.before("reference", "footnote_text", footnote_text, ends_paragraph)
    parser.inline.ruler.before("link", "footnote_reference", footnote_reference)


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """Skip ``[^1]``: a reader sees a small number, which is no part of the sentence."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match:
        state.pos = match.end()
        if not silent:
            state.push("footnote_reference", "", 0)
    return match is not None


def footnote_text(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take the paragraph of a footnote, ``[^1]: text``, without its label."""
    match = _FOOTNOTE_TEXT.match(_line(state, first))
    if match and not silent:
        end = first + 1
        while end < last and not state.isEmpty(end) and not _FOOTNOTE_TEXT.match(_line(state, end)):
            end += 1
        _push_paragraph(
            state, "\n".join([match["text"], *(_line(state, line) for line in range(first + 1, end))]), first
        )
        state.line = end
    return match is not None


def directive(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take the line that opens or closes a container, ``:::tip Title``; its title is a paragraph."""
    match = _DIRECTIVE.fullmatch(_line(state, first).rstrip())
    if match and not silent:
        title = (match["label"] or match["title"]).strip()
        if title:
            _push_paragraph(state, title, first)
        state.line = first + 1
    return match is not None


def unread(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Skip what holds no sentence: MDX imports, exports, comments, components; template lines; display mathematics."""
    line = _line(state, first)
    end = _end_of_unread(state, line, first, last)
    if end is None:
        return False
    if not silent:
        state.line = end
    return True


def _end_of_unread(state: StateBlock, line: str, first: int, last: int) -> int | None:
    """Return the line after what begins at ``first`` and is not to be read, or None."""
    if _STATEMENT.match(line):
        return next((number for number in range(first, last) if state.isEmpty(number)), last)
    if line[:1] == "{" and _TEMPLATE.fullmatch(line):
        return first + 1
    for mark, closing in _ENDS:
        if line.startswith(mark):
            rest = line[len(mark) :]
            numbers = (number for number in range(first + 1, last) if closing.search(_line(state, number)))
            closed = first if closing.search(rest) else next(numbers, None)
            return None if closed is None else closed + 1
    if _COMPONENT.match(line):
        for number in range(first, last):
            if state.isEmpty(number):
                return None
            if _COMPONENT_END.search(_line(state, number)):
                return number + 1
    return None


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _push_paragraph(state: StateBlock, text: str, line: int) -> None:
    state.push("paragraph_open", "p", 1)
    token = state.push("inline", "", 0)
    token.content = text.rstrip()
    token.map = [line, line + 1 + text.count("\n")]
    token.children = []
    state.push("paragraph_close", "p", -1)
