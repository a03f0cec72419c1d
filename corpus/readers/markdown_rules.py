"""What writers add to CommonMark, as rules of markdown-it: directives, containers, mathematics, MDX, anchors.

A rule gets the parser's state and says whether it took what stands there; only text a reader sees becomes tokens. Lines
that hold none are noted in the parser's environment, under ``UNREAD``, with the reason.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from songngu.corpus.document import Span
from songngu.corpus.readers.jsx import braces_end, jsx_tag, literal

UNREAD = "unread"
"""The key of what block rules left out: a list of (reason, first line, line after the last)."""

_PROGRAM = "program text"
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_FOOTNOTE_TEXT = re.compile(r"\[\^[^\]\s]+\]:")
_DIRECTIVE = re.compile(r":{3,}[ \t]*[\w-]*(?:\{[^}]*\})?(?:\[(?P<label>.*)\])?[ \t]*(?P<title>.*)")
_BLOCK = re.compile(r"/{3,}(?:[ \t]*[\w-]+(?:[ \t]*\|[ \t]*(?P<title>.*))?)?", re.ASCII)
# MkDocs: "!!! note "Title"", "??? tip", "=== "Tab"".
_ADMONITION = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)(?:[ \t]+[a-z][\w-]*)+(?:[ \t]+\"(?P<title>.*)\")?|===[+!]*[ \t]+\"(?P<tab>.+)\")[ \t]*",
    re.ASCII,
)
# GitHub, Obsidian and DocFX: "> [!NOTE]", with a title or without.
_ALERT = re.compile(r"\[![a-zA-Z][\w-]*(?:[ \t|][^\]]*)?\][+-]?(?:[ \t]+(?P<title>.*))?", re.ASCII)
_DEFINITION = re.compile(r":[ \t]+(?=\S)")
_ATTRIBUTE = r"(?:#[\w:.-]+|\.[\w:-]+|[a-zA-Z][\w-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+))"
_ATTRIBUTES = re.compile(rf"\{{:?[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}}")
_SPAN_ENDS = "ends of spans"
_STATEMENT = re.compile(
    r"import\s+(?:[\w*{].*\sfrom\s+)?['\"][^'\"]+['\"];?\s*$|import\s+\{\s*$"
    r"|export\s+(?:default|const|let|function|class|\{|\*)"
)
_ANCHOR = re.compile(r"\[\[[a-z][\w-]*\]\](?:[ \t]+[\w.]+)?[ \t]*", re.ASCII)
# Svelte's blocks, Jinja's and Liquid's: "{#if x}", "{:else}", "{/if}", "{% for x in y %}".
_TEMPLATE = re.compile(r"(?:\{[#:/@][^{}*]*\}\s*|\{%.*?%\}\s*)+")
_FORMULA_END = re.compile(r"\$\$\s*$")
_CODE_LIKE = re.compile(r"\n|=>|[(<;]|/\*")


def add_rules(parser: MarkdownIt) -> None:
    """Teach a parser all of them."""
    ends_paragraph: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "directive", directive, ends_paragraph)
    parser.block.ruler.before("fence", "unread", unread, ends_paragraph)
    parser.block.ruler.before("fence", "component", component, ends_paragraph)
    parser.block.ruler.before("fence", "admonition", admonition, ends_paragraph)
    parser.block.ruler.before("reference", "alert", alert)
    parser.block.ruler.before("reference", "definition", definition, ends_paragraph)
    parser.block.ruler.before("reference", "footnote", footnote, ends_paragraph)
    parser.inline.ruler.before("link", "footnote_reference", footnote_reference)
    parser.inline.ruler.before("link", "attributes", attributes)
    parser.inline.ruler.before("link", "bracketed", bracketed)
    parser.inline.ruler.before("link", "expression", expression)
    parser.inline.ruler.before("html_inline", "component", inline_component)


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """Skip ``[^1]``: a reader sees a small number, which is no part of the sentence."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match:
        state.pos = match.end()
        if not silent:
            state.push("footnote_reference", "", 0)
    return match is not None


def expression(state: StateInline, silent: bool) -> bool:
    """Skip a comment of MDX, ``{/* so */}``, and take a string in braces, ``{"so"}``, as text."""
    if state.src[state.pos] != "{":
        return False
    inside = literal(state.src, state.pos)
    is_comment = state.src.startswith("{/*", state.pos)
    end = braces_end(state.src, state.pos) if inside or is_comment else None
    if end is None or end > state.posMax:
        return False
    if not silent:
        token = state.push("text_special" if inside else "comment", "", 0)
        token.content = state.src[inside.start : inside.end] if inside else ""
    state.pos = end
    return True


def attributes(state: StateInline, silent: bool) -> bool:
    """Skip a list of attributes, ``{width=50%}`` or ``{: .note #place}``, as Pandoc, kramdown and MkDocs have it."""
    match = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if match:
        state.pos = match.end()
        if not silent:
            state.push("comment", "", 0)
    return match is not None


def bracketed(state: StateInline, silent: bool) -> bool:
    """Skip the brackets of a span with attributes, ``[text]{.note}``, as Pandoc has it; what they hold is text."""
    mark, ends = state.src[state.pos], state.env.setdefault(_SPAN_ENDS, set())
    end = state.pos + 1
    if mark == "[":
        close = state.md.helpers.parseLinkLabel(state, state.pos, False)
        if close < 0 or not _ATTRIBUTES.match(state.src, close + 1, state.posMax):
            return False
        ends.add((state.src, close))
    elif mark != "]" or (state.src, state.pos) not in ends:
        return False
    else:
        attributes_behind = _ATTRIBUTES.match(state.src, end, state.posMax)
        end = attributes_behind.end() if attributes_behind else end
    if not silent:
        state.push("comment", "", 0)
    state.pos = end
    return True


def inline_component(state: StateInline, silent: bool) -> bool:
    """Take the tag of a component in a line of text; what its properties show is kept in ``meta["shown"]``."""
    tag = jsx_tag(state.src, state.pos) if state.src[state.pos] == "<" else None
    if tag is None or tag.end > state.posMax:
        return False
    if not silent:
        token = state.push("component", "", 0)
        token.meta = {"at": Span(state.pos, tag.end), "shown": tag.shown}
    state.pos = tag.end
    return True


def footnote(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take a footnote, ``[^1]: text``, without its label; it holds all blocks that are indented by four columns."""
    match = _FOOTNOTE_TEXT.match(_line(state, first))
    if match and not silent:
        _contain(state, first, last, match.end())
    return match is not None


def definition(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take a definition, ``: text`` below its term, without its colon; it holds what is indented by four columns.

    Pandoc writes the caption below a table so, too.
    """
    match = _DEFINITION.match(_line(state, first))
    has_term = silent or (bool(state.tokens) and state.tokens[-1].type in ("paragraph_close", "table_close"))
    if match is None or not has_term:
        return False
    if not silent:
        _contain(state, first, last, match.end())
    return True


def admonition(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take the line above what is indented by four columns, ``!!! tip "Title"``; its title is a paragraph."""
    match = _ADMONITION.fullmatch(_line(state, first))
    below = next((number for number in range(first + 1, last) if not state.isEmpty(number)), last)
    if match is None or below == last or state.sCount[below] < state.sCount[first] + 4:
        return False
    if not silent:
        title = (match["title"] or match["tab"] or "").strip()
        if title:
            _push_paragraph(state, title, first)
        _contain(state, first, last, match.end())
    return True


def alert(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take the first line of a quotation that says of which kind it is, ``[!NOTE] Title``; the title is a paragraph."""
    match = _ALERT.fullmatch(_line(state, first).rstrip())
    if match is None or not state.tokens or state.tokens[-1].type != "blockquote_open":
        return False
    if not silent:
        if match["title"]:
            _push_paragraph(state, match["title"].strip(), first)
        state.line = first + 1
    return True


def _contain(state: StateBlock, first: int, last: int, width: int) -> None:
    """Read what follows the first ``width`` characters of a line, and the lines below that are indented by four."""
    kept = state.bMarks[first], state.tShift[first], state.sCount[first], state.blkIndent, state.parentType
    begin = state.bMarks[first] + state.tShift[first] + width
    text = state.src[begin : state.eMarks[first]]
    state.bMarks[first], state.tShift[first] = begin, len(text) - len(text.lstrip(" \t"))
    state.blkIndent = kept[2] + 4
    state.sCount[first] = state.blkIndent
    state.parentType = "container"
    state.md.block.tokenize(state, first, last)
    state.bMarks[first], state.tShift[first], state.sCount[first], state.blkIndent, state.parentType = kept


def directive(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take the line that opens or closes a container, ``:::tip Title``, ``/// tip | Title``; its title is text."""
    line = _line(state, first).rstrip()
    match = _DIRECTIVE.fullmatch(line) or _BLOCK.fullmatch(line)
    if match and not silent:
        title = (match.groupdict().get("label") or match["title"] or "").strip()
        if title:
            _push_paragraph(state, title, first)
        state.line = first + 1
    return match is not None


def component(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Take lines that hold tags of components only; what their properties show are paragraphs."""
    begin = state.bMarks[first] + state.tShift[first]
    end = begin
    shown: list[Span] = []
    while tag := jsx_tag(state.src, end):
        shown.extend(tag.shown)
        end = tag.end
        while state.src[end : end + 1] in (" ", "\t"):
            end += 1
    line = next((number for number in range(first, last) if state.eMarks[number] >= end), last)
    if end == begin or line >= last or state.src[end : state.eMarks[line]].strip():
        return False
    if not silent:
        for place in shown:
            number = next(number for number in range(first, last) if state.eMarks[number] >= place.start)
            _push_paragraph(state, state.src[place.start : place.end], number)
        state.line = line + 1
    return True


def unread(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Skip what holds no sentence: statements, comments and expressions of MDX; template lines, formulas, anchors."""
    line = _line(state, first)
    # An anchor ends no paragraph that stands before it.
    found = None if silent and _ANCHOR.fullmatch(line) else _unread(state, line, first, last)
    if found is None:
        return False
    if not silent:
        state.env.setdefault(UNREAD, []).append((found[0], first, found[1]))
        state.line = found[1]
    return True


def _unread(state: StateBlock, line: str, first: int, last: int) -> tuple[str, int] | None:
    """Return why what begins at ``first`` is not to be read, and the line after it, or None."""
    if _STATEMENT.match(line):
        return _PROGRAM, _blank_line(state, first, last)
    if line.startswith("{") and _TEMPLATE.fullmatch(line):
        return _PROGRAM, first + 1
    if _ANCHOR.fullmatch(line):
        return "an anchor", _blank_line(state, first, last)
    if line.startswith("$$"):
        numbers = (number for number in range(first + 1, last) if _FORMULA_END.search(_line(state, number)))
        closed = first if _FORMULA_END.search(line[2:]) else next(numbers, None)
        return None if closed is None else ("a formula", closed + 1)
    return _unread_expression(state, first, last) if line.startswith("{") else None


def _unread_expression(state: StateBlock, first: int, last: int) -> tuple[str, int] | None:
    """Return what `_unread` does of an expression that fills its lines and is code or a comment."""
    begin = state.bMarks[first] + state.tShift[first]
    # Only a comment goes on over blank lines.
    is_comment = state.src.startswith("{/*", begin)
    stop = None if is_comment else state.eMarks[_blank_line(state, first, last) - 1]
    end = None if literal(state.src, begin) else braces_end(state.src, begin, stop)
    if end is None or not _CODE_LIKE.search(state.src, begin, end):
        return None
    line = next((number for number in range(first, last) if state.eMarks[number] >= end), last)
    if line >= last or state.src[end : state.eMarks[line]].strip():
        return None
    return ("a comment" if is_comment else _PROGRAM), line + 1


def _blank_line(state: StateBlock, first: int, last: int) -> int:
    return next((number for number in range(first, last) if state.isEmpty(number)), last)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _push_paragraph(state: StateBlock, text: str, line: int) -> None:
    state.push("paragraph_open", "p", 1)
    token = state.push("inline", "", 0)
    token.content = text.rstrip()
    token.map = [line, line + 1 + text.count("\n")]
    token.children = []
    state.push("paragraph_close", "p", -1)
