"""The second edition in Norwegian and Swedish: what is new in it, and what it took over under another id."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from somerec.rulebook.load import load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.words.catalogue import MANY, ONE, translate, translations
from tests.editions.second import RENAMED

NEW = {
    "nb": {
        "questions.business_type.options.food_serve.label": "Restaurant, kafé eller bar",
        "questions.business_type.options.food_serve.clause": (
            "du serverer mat eller drikke",
            "dere serverer mat eller drikke",
        ),
        "questions.business_type.options.food_make.label": "Produksjon av mat eller drikke",
        "questions.business_type.options.food_make.clause": (
            "du lager mat eller drikke",
            "dere lager mat eller drikke",
        ),
        "rules.R37.hours.because": "Instagram må få tre timer i uka for å være verdt det.",
        "rules.R44c.because": (
            "De som lager mat, møter kundene sine på markeder, og markedene står i arrangementskalenderne."
        ),
        "changes.three_tactics": (
            "En plan av mellomstørrelsen har tre taktikker utover det grunnleggende, ikke fire. "
            "Få rakk den fjerde."
        ),
        "changes.half_a_job": (
            "Hva arbeidet koster i året, regnes ut fra 20 timer i uka, for det er en halv stilling."
        ),
        "changes.groups": (
            "Lokale grupper tar tjue minutter i uka, ikke tretti. Det holder å svare godt på ett spørsmål."
        ),
        "changes.instagram_hours": (
            "Instagram venter til det er tre timer i uka. Med to ble de fleste kontoene stille før sommeren."
        ),
        "changes.food": (
            "De som serverer mat, og de som lager den, er skilt ad, for kundene leter ulike steder."
        ),
        "changes.markets": (
            "De som lager mat, får arrangementskalenderne foreslått, for det er der markedene kunngjøres."
        ),
        "changes.no_deadline": "Ingen blir spurt om frist lenger. En gjettet dato styrte ingenting.",
        "changes.europe": (
            "Svaret om Norden og Europa har fått et kortere navn i adressen. Ellers er det som før."
        ),
    },
    "sv": {
        "questions.business_type.options.food_serve.label": "Restaurang, kafé eller bar",
        "questions.business_type.options.food_serve.clause": (
            "du serverar mat eller dryck",
            "ni serverar mat eller dryck",
        ),
        "questions.business_type.options.food_make.label": "Tillverkning av mat eller dryck",
        "questions.business_type.options.food_make.clause": (
            "du tillverkar mat eller dryck",
            "ni tillverkar mat eller dryck",
        ),
        "rules.R37.hours.because": "Instagram lönar sig först vid tre timmar i veckan.",
        "rules.R44c.because": (
            "Den som tillverkar mat möter kunderna på marknader, och de står i evenemangskalendrarna."
        ),
        "changes.three_tactics": (
            "En plan av mellanstorlek har tre taktiker utöver grunderna, inte fyra. Få hann med den fjärde."
        ),
        "changes.half_a_job": (
            "Vad arbetet kostar per år räknas ut från 20 timmar i veckan, för det är en halvtidstjänst."
        ),
        "changes.groups": (
            "Lokala grupper tar tjugo minuter i veckan, inte trettio. Det räcker att besvara en fråga väl."
        ),
        "changes.instagram_hours": (
            "Instagram väntar tills det finns tre timmar i veckan. Med två tystnade de flesta till sommaren."
        ),
        "changes.food": (
            "Vi skiljer på dem som serverar mat och dem som tillverkar den, för kunderna letar olika."
        ),
        "changes.markets": (
            "De som tillverkar mat får förslag om evenemangskalendrar, för där annonseras marknaderna."
        ),
        "changes.no_deadline": "Ingen tillfrågas om slutdatum längre. Ett gissat datum styrde ingenting.",
        "changes.europe": (
            "Svaret om Norden och Europa har fått ett kortare namn i adressen. I övrigt är det som förut."
        ),
    },
}


@cache
def teach(second: Rulebook) -> None:
    """Let the catalogues of this process know the second edition's words too."""
    for language, new in NEW.items():
        catalogue = Catalog(language)
        for key, text in second.texts.items():
            said = new.get(key) or _taken_over(key, language)
            if said:
                forms = said if isinstance(said, tuple) else (said, said)
                source = (text.one, text.many) if text.personal else text.one
                catalogue.add(source, forms if text.personal else forms[0], context=key)
        file = BytesIO()
        write_mo(file, catalogue)
        file.seek(0)
        translations(language).add_fallback(GNUTranslations(file))


def _taken_over(key: str, language: str) -> tuple[str, str] | None:
    """Return a text that only stands under another key, as it stands in the first edition."""
    before = key
    for old, new in RENAMED.items():
        before = before.replace(f".{new}", f".{old}")
    text = load_rulebook("2026-1").texts.get(before)
    if before == key or text is None:
        return None
    source = (text.one, text.many) if text.personal else text.one
    catalogue = translations(language)
    return translate(catalogue, before, source, ONE), translate(catalogue, before, source, MANY)
