"""How dates are written in French, as data (contract 5)."""

from __future__ import annotations

from typing import Final

from waypost.core.when.grammar import Frame, Grammar, Shape
from waypost.core.when.span import Unit

_DE = "(?:de la |de l'|du |des |de |d')"
_FROM = f"(?:(?:à partir|à compter) {_DE}|dès )"
_OF = "(?:,? (?:de |de l'année |l'année |en )?<year>| (?:de )?(?P<now>l'année(?: en cours)?|cette année))?"
_BEGUN = "(?:lancé|commencé|démarré|entamé|débuté|engagé|ouvert)(?:e|s|es)?"
_COUNCIL = "(?: du conseil(?: de l'union européenne| de l'ue)?| de l'union européenne| de l'ue)?"

FRENCH: Final = Grammar(
    language="fr",
    months={
        **{"janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8},
        **{"septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12},
        **{"janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12},
    },
    seasons={"printemps": 3, "été": 6, "automne": 9},
    ordinals={
        **{"premier": 1, "première": 1, "deuxième": 2, "second": 2, "seconde": 2, "troisième": 3, "quatrième": 4},
        **{"dernier": -1, "dernière": -1, "1er": 1, "1ère": 1, "1re": 1, "2e": 2, "2nd": 2, "2nde": 2, "2ème": 2},
        **{"3e": 3, "3ème": 3, "4e": 4, "4ème": 4},
    },
    numbers={
        **{"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8},
        **{"neuf": 9, "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "dix-huit": 18, "vingt": 20},
        **{"vingt-quatre": 24, "trente": 30, "trente-six": 36, "quarante-huit": 48, "soixante": 60},
    },
    units={
        **{
            "h": Unit.HOUR,
            "heure": Unit.HOUR,
            "heures": Unit.HOUR,
            "jour": Unit.DAY,
            "jours": Unit.DAY,
            "semaine": Unit.WEEK,
        },
        **{"semaines": Unit.WEEK, "mois": Unit.MONTH, "trimestre": Unit.QUARTER, "trimestres": Unit.QUARTER},
        **{"semestre": Unit.HALF, "semestres": Unit.HALF, "an": Unit.YEAR, "ans": Unit.YEAR, "année": Unit.YEAR},
        **{"années": Unit.YEAR},
    },
    weekdays={"lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6},
    day_words={"maintenant": 0, "aujourd'hui": 0, "demain": 1, "hier": -1},
    day_suffix="er",
    article="le |la |les |l'",
    end=f"(?:la )?(?:toute )?fin(?: |-){_DE}?(?:(?:le |la |l'))?",
    periods=(
        (Shape.DAY, r"<weekday>(?:le )?<day> <month>\.?(?: (?:de )?<year>)?"),
        (Shape.SHORT_YEAR, r"(?:<day> )?<month>\.? '?[0-9]{2}"),
        (Shape.MONTH, rf"(?:mois (?:de |d')|(?P<this>ce mois (?:de |d')))?<month>\.?{_OF}"),
        (Shape.QUARTER, f"<ordinal> trim(?:estre|\\.)?{_OF}"),
        (Shape.QUARTER, "[tq](?P<ordinal>[1-4])(?:(?:[ /-]| de )<year>)?"),
        (Shape.QUARTER, "<year>[ /-]?[tq](?P<ordinal>[1-4])"),
        (Shape.HALF, f"<ordinal> (?:semestre|moitié){_OF}"),
        (Shape.HALF, "[sh](?P<ordinal>[12])(?:(?:[ /-]| de )<year>)?"),
        (Shape.HALF, "<year>[ /-]?[sh](?P<ordinal>[12])"),
        (Shape.SEASON, f"(?P<this>cet |cette |ce )?<season>{_OF}"),
        (
            Shape.WINTER,
            "(?:cet )?hiver(?: (?:de )?<year>(?: ?[-/] ?(?P<until>[0-9]{4}|[0-9]{2}))?)?(?: prochain| dernier)?",
        ),
        (Shape.YEAR, "année (?:civile )?<year>"),
        (
            Shape.THIS,
            "(?:ce|cette) (?P<unit>année|trimestre|semestre|mois)(?:-ci)?|(?P<whole>année|mois)(?: en cours)?",
        ),
        (Shape.NEXT, "(?P<unit>année|an|trimestre|semestre|mois) (?:prochain|prochaine|suivant|suivante)"),
        (Shape.LAST, "(?P<unit>année|an|trimestre|semestre|mois) (?:dernier|dernière|passé|passée)"),
        (Shape.DAY_WORD, "<dayword>(?: (?:matin|midi|après-midi|soir))?"),
        (
            Shape.PRESIDENCY,
            rf"présidence (?P<adjective>[^\W\d_]+){_COUNCIL}(?: (?:de |en )?<year>)?",
        ),
    ),
    frames=(
        (Frame.IN, "(?:en |au mois (?:de |d')|à |au |lors de )?<x>"),
        (
            Frame.IN,
            f"(?:au cours {_DE}?|dans le courant {_DE}?|courant(?: {_DE})?|lors {_DE}"
            "|pendant|durant|sur|pour|dans) ?<x>",
        ),
        (Frame.IN, "sous (?P<x>.*présidence.*)"),
        (
            Frame.YEARS,
            f"(?:(?:sur|pour|pendant|durant|dans|au cours {_DE}?) ?)?(?:la )?(?:période|les années|années)"
            f"(?: {_DE})? ?<x>",
        ),
        (
            Frame.PERIOD,
            f"(?:pour|sur|pendant|durant) (?:une (?:durée|période) (?:de |d'))?<number> <unit>,? {_FROM}<x>",
        ),
        (
            Frame.PERIOD,
            "(?:pour|sur|pendant|durant|au cours) (?:une (?:durée|période) (?:de |d')|les |des )?"
            "<number>(?: prochain(?:e)?s)? <unit>(?: (?:à venir|qui viennent))?",
        ),
        (
            Frame.TERM,
            "(?:sous|dans les|dans (?:un|le) délai (?:de |d')|endéans|d'ici(?: à)?|en moins (?:de |d'))"
            " ?<number>(?: prochain(?:e)?s)? ?<unit>(?: (?:suivant|après|à (?:compter|partir)"
            f" {_DE}) ?<x>)?",
        ),
        (
            Frame.LATER,
            "plus tard (?:dans (?:le |l')|ce |cette |cet )(?P<unit>année|trimestre|semestre|mois)(?:-ci)?",
        ),
        (
            Frame.BY,
            "(?:au plus tard,? )?(?:d'ici|jusqu'à|jusqu'au|jusqu'en|jusqu'aux)(?: à| au| en)? (?:<end>)?<x>"
            "(?:,? au plus tard)?",
        ),
        (Frame.BY, "jusqu'à l'<x>"),
        (Frame.BY, "au plus tard,? (?:à |au |en |dans )?(?:<end>)?<x>"),
        (Frame.BY, "(?:à |au |en )?(?:<end>)?<x>,? au plus tard"),
        (Frame.BY, "avant <end><x>"),
        (Frame.BY, "(?:à |en |pour )?<end><x>"),
        (Frame.BEFORE, "avant <x>"),
        (Frame.FROM, "(?:pas avant |au plus tôt (?:en |le |à )?)<x>"),
        (Frame.FROM, f"{_FROM}<x>"),
        (Frame.SINCE, "depuis <x>"),
        (Frame.FROM, f"{_BEGUN} (?:en |le |au |à |depuis |à partir {_DE})<x>"),
        (Frame.AFTER, "après (?:<end>)?<x>"),
    ),
    ranges=(
        (
            "(?:de la |de l'|du |de |d'|depuis )?",
            ",? (?:à la |à l'|à |au |aux |jusqu'à |jusqu'au |jusqu'en |-) ?| ?- ?",
        ),
        ("entre ", " et "),
    ),
    conditions=(
        *("une fois (?:que |qu'|)", "dès (?:que |qu')", "aussitôt (?:que |qu')", "lors(?:que |qu')", "quand ", "si "),
        *("sous réserve (?:que |qu'|de l'|de la |du |des |de |d')", "à condition (?:que |qu'|de |d')"),
    ),
    occasions=(
        "à (?=(?:la (?:signature|conclusion|ratification)|l'(?:adoption|entrée en vigueur|achèvement)))",
        "dès ",
        "après ",
        f"à la suite {_DE}",
        "suite (?:à |au |aux )",
        f"à compter {_DE}",
        f"à partir {_DE}",
    ),
    loose=(
        *(
            "mi",
            "début",
            "milieu",
            "bientôt",
            "prochainement",
            "rapidement",
            "sans(?: plus)? (?:tarder|délai|attendre)",
        ),
        *(
            "dès que possible",
            "aussitôt que possible",
            "au plus vite",
            "dans les meilleurs délais",
            "(?:possible|nécessaire|besoin)$",
        ),
        *("immédiatement", "d'urgence", "en urgence", "urgent", "annuel(?:le|lement|s|les)?", "mensuel(?:le|lement)?"),
        *("trimestriel(?:le|lement)?", "tou(?:s|tes) les .+", "chaque .+", "deux fois par an", "une fois par an"),
        *("régulièrement", "régulier", "régulière", "en continu", "continu", "continue", "permanent", "permanente"),
        *("en cours", "en temps utile", "le moment venu", "à terme", "à (?:court|moyen|long) terme", "vers", "environ"),
        *("horizon", "jusqu'à nouvel ordre", "à déterminer", "à confirmer", "prochain(?:e|s|es)?", "courant"),
    ),
    school_years=("année (?:scolaire|universitaire|budgétaire|fiscale)", "exercice(?: budgétaire)?", "rentrée"),
)
