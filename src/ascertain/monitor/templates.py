"""Stock phrases that comments open with, by language: agreement, and the mood of an onlooker.

Contractions are written out, accents are left away, ``*`` stands for one word. A phrase of one word counts only
when a comma, a full stop or the end follows it: "Absolutely." but not "Absolutely love this".
"""

from __future__ import annotations

AGREEING: dict[str, tuple[str, ...]] = {
    "en": (
        "absolutely", "agreed", "exactly", "indeed", "definitely", "precisely", "totally", "totally agree",
        "completely agree", "fully agree", "absolutely right", "i agree", "i * agree", "i could not agree more",
        "could not agree more", "you are right", "you are * right", "you are so right", "you make a * point",
        "you raise a * point", "that is a * point", "that is a * observation", "that is a very * point",
        "that is an * point", "that is an * observation", "that is a great way to", "that is true", "that is so true",
        "that is right", "good point", "great point", "excellent point", "fair point", "valid point", "well said",
        "well put", "so true", "very true", "spot on", "my thoughts exactly", "this is so true",
    ),
    "es": (
        "absolutamente", "exacto", "exactamente", "totalmente", "totalmente de acuerdo", "completamente de acuerdo",
        "de acuerdo", "estoy de acuerdo", "estoy * de acuerdo", "asi es", "tienes razon", "tienes * razon",
        "tiene razon", "es verdad", "muy cierto", "muy buen punto", "buen punto", "es un buen punto",
        "esa es una * observacion", "es una * observacion", "buena observacion", "bien dicho", "sin duda",
    ),
    "fr": (
        "absolument", "exactement", "tout a fait", "tout a fait d'accord", "entierement d'accord", "d'accord",
        "je suis d'accord", "je suis * d'accord", "je suis tout a fait d'accord", "vous avez raison",
        "vous avez * raison", "tu as raison", "tu as * raison", "c'est vrai", "c'est tres vrai", "bien dit",
        "bonne remarque", "bon point", "c'est une * remarque", "c'est une * observation", "c'est un bon point",
        "c'est un * point",
    ),
    "de": (
        "absolut", "genau", "stimmt", "richtig", "ganz genau", "vollig richtig", "sehr richtig", "das stimmt",
        "da stimme ich *", "ich stimme * zu", "ich stimme dir *", "ich stimme ihnen *", "da hast du recht",
        "da haben sie recht", "du hast recht", "du hast * recht", "sie haben recht", "sie haben * recht",
        "guter punkt", "das ist ein guter punkt", "das ist ein * punkt", "das ist eine * beobachtung",
        "gute beobachtung", "gut gesagt",
    ),
    "pt": (
        "absolutamente", "exato", "exatamente", "concordo", "concordo *", "com certeza", "totalmente de acordo",
        "estou de acordo", "voce tem razao", "voce tem * razao", "tens razao", "tem razao", "e verdade",
        "bem observado", "boa observacao", "bom ponto", "e um bom ponto", "esse e um * ponto", "e uma * observacao",
        "bem dito", "sem duvida",
    ),
    "it": (
        "assolutamente", "assolutamente si", "esatto", "esattamente", "concordo", "concordo *", "sono d'accordo",
        "sono * d'accordo", "d'accordo", "hai ragione", "hai * ragione", "ha ragione", "e vero", "verissimo",
        "giusto", "ottima osservazione", "buona osservazione", "buon punto", "e un buon punto", "ben detto",
        "senza dubbio",
    ),
    "ru": (
        "абсолютно", "абсолютно верно", "абсолютно согласен", "абсолютно согласна", "согласен", "согласна",
        "полностью согласен", "полностью согласна", "совершенно верно", "точно", "именно", "верно", "вы правы",
        "вы * правы", "ты прав", "ты права", "это правда", "хорошее замечание", "это хорошее замечание",
        "хорошая мысль", "это хорошая мысль", "правильно", "правильно сказано", "хорошо сказано",
    ),
}  # fmt: skip
"""Openings that agree with what came before."""

ONLOOKING: dict[str, tuple[str, ...]] = {
    "en": (
        "it is * to see", "it is * to hear", "it is very * to see", "it is so * to see", "it is * that",
        "interesting to see", "interesting to hear", "interesting how", "great to see", "good to see", "sad to see",
        "nice to see", "i am curious to", "i am curious how", "i am curious what", "i am interested to see",
        "i find it *", "i wonder how", "i wonder if", "i wonder what", "this is a * development",
        "this is an * development", "this is a * reminder", "it will be interesting to see",
    ),
    "es": (
        "es * ver", "es * que", "interesante ver", "me preocupa", "tengo curiosidad por", "tengo curiosidad de",
        "sera interesante ver", "me pregunto si", "me pregunto como", "es muy * ver",
    ),
    "fr": (
        "c'est * de voir", "il est * de voir", "il est * que", "interessant de voir", "je suis curieux de",
        "je suis curieuse de", "il sera interessant de voir", "je me demande si", "je me demande comment",
        "c'est tres * de voir",
    ),
    "de": (
        "es ist * zu sehen", "es ist * dass", "interessant zu sehen", "ich bin gespannt", "ich bin neugierig",
        "es wird interessant", "ich frage mich", "es ist sehr * zu sehen", "schon zu sehen",
    ),
    "pt": (
        "e * ver", "e * que", "interessante ver", "estou curioso para", "estou curiosa para", "sera interessante ver",
        "me pergunto se", "e muito * ver",
    ),
    "it": (
        "e * vedere", "e * che", "interessante vedere", "sono curioso di", "sono curiosa di",
        "sara interessante vedere", "mi chiedo se", "mi chiedo come", "e molto * vedere",
    ),
    "ru": (
        "интересно посмотреть", "интересно видеть", "интересно будет", "интересно увидеть", "тревожно видеть",
        "грустно видеть", "страшно видеть", "приятно видеть", "мне интересно", "мне любопытно", "будет интересно",
        "любопытно посмотреть",
    ),
}  # fmt: skip
"""Openings that comment on the news as an onlooker, whatever it is."""
