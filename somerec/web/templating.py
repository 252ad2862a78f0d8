"""Templates in one language and one form of address, with constant texts folded in when they are compiled.

A gettext look-up for every text of a page would be most of the page's time. Since an environment belongs to
one language and one number (one person, several), the compiler can put the translated text in place.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from somerec.words.catalogue import MANY, ONE, translations
from somerec.words.languages import LANGUAGES

TEMPLATES = Path(__file__).parents[2] / "templates"


class _Translator:
    """The two functions of templates: `_` for any text, `you` for one that speaks to or as the business."""

    def __init__(self, catalogue: NullTranslations, number: int) -> None:
        """Speak with one catalogue to one person or to several."""
        self.catalogue, self.number = catalogue, number
        self._templates: dict[tuple[str, str], str] = {}

    def plain(self, name: str, text: str) -> str:
        """Look a text up, unescaped."""
        if name == "you":
            return self.catalogue.ngettext(text, text, self.number)
        return self.catalogue.gettext(text)

    def call(self, name: str, text: str, params: dict[str, Any]) -> Markup:
        """Look a text up and fill its slots; both the text and what fills it are escaped."""
        template = self._templates.get((name, text))
        if template is None:
            template = self._templates[name, text] = str(escape(self.plain(name, text)))
        filling = {slot: escape_once(value) for slot, value in params.items()}
        return Markup(template.format(**filling))  # noqa: S704  Both are escaped.


class _Folding(NodeTransformer):
    """Replaces `_("…")` and `you("…")` without slots by the translated constant."""

    def __init__(self, translator: _Translator) -> None:
        self.translator = translator

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: N802
        """Fold a call that a template compiler can know the answer to."""
        self.generic_visit(node, *args, **kwargs)
        named = isinstance(node.node, nodes.Name) and node.node.name in ("_", "you")
        if named and not node.kwargs and len(node.args) == 1 and isinstance(node.args[0], nodes.Const):
            text = self.translator.plain(node.node.name, node.args[0].value)  # type: ignore[attr-defined]
            return nodes.Const(text, lineno=node.lineno)
        return node


def escape_once(value: object) -> str:
    """Escape a value for a page. What is markup already comes back as it is, which Jinja's own way copies."""
    return value if type(value) is Markup else escape(value)


class _CodeGenerator(CodeGenerator):
    """Lets templates escape by `escape_once`, since most values of a long page are markup already."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escape_once(")
        else:
            super()._output_child_pre(node, frame, finalize)


class TranslatedEnvironment(Environment):
    """A Jinja environment that speaks one language in one form of address."""

    code_generator_class = _CodeGenerator
    escape_once = staticmethod(escape_once)

    def __init__(self, language: str, number: int, folder: Path = TEMPLATES) -> None:
        """Load templates from a folder; undefined names are errors, everything is escaped."""
        super().__init__(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.translator = _Translator(translations(language), number)
        self.globals["_"] = lambda text, **params: self.translator.call("_", text, params)
        self.globals["you"] = lambda text, **params: self.translator.call("you", text, params)
        self.globals["language"] = LANGUAGES[language]
        self.globals["languages"] = tuple(LANGUAGES.values())

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        folded: nodes.Template = _Folding(self.translator).visit(tree)
        return folded


@lru_cache(maxsize=len(LANGUAGES) * 2)
def environment(language: str, *, solo: bool) -> TranslatedEnvironment:
    """Return the environment for a language, speaking to one person or to several."""
    return TranslatedEnvironment(language, ONE if solo else MANY)
