"""Pairing replies with comments by their opening words, where a page shows no nesting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ascertain.records import Comment

# Openings with which people answer somebody. Each has to stand at the very beginning; the ones that also begin
# ordinary remarks are tied to the comma or full stop that follows them.
_OPENINGS = (
    # en
    (
        r"(?:that|this)(?:[’']s| is| was) (?:a |an |such a )?(?:really |very |quite |also )?(?:good|great|"
        r"fair|valid|excellent|interesting|important|insightful|astute|thoughtful|true|keen|"
        r"reasonable) (?:point|observation|question|insight|perspective|take|comment|thought|analysis|concern|"
        r"way)"
    ),
    (
        r"(?:good|great|fair|valid|excellent|interesting|well-made|important|insightful|thoughtful) (?:point|"
        r"observation|question|insight|comment|take|catch|perspective|analysis)s?\b"
    ),
    (
        r"you(?:[’']re| are) (?:absolutely |completely |totally |quite |so |probably |exactly |not )?(?:right|"
        r"wrong|correct|mistaken|spot on)"
    ),
    (
        r"(?:absolutely|exactly|precisely|agreed|totally|definitely|indeed|certainly|true|right|well said|"
        r"well put|same here|spot on|of course|fair enough|no way|nonsense|not really|not necessarily|"
        r"disagree|i disagree|i agree|i totally agree|i completely agree|couldn[’']t agree more|"
        r"i couldn[’']t agree more|i don[’']t agree|i don[’']t think so|i think so too|thanks for|"
        r"thank you for|i see your point|i hear you|i share your|i understand your|as you say|like you said|"
        r"as you said|you make a|you raise a|you have a point|to your point|my thoughts exactly|yes|yeah|yep|"
        r"no)(?=[,.!;:…—–-]|\s+(?:about|that|with|your|you|on|point|good|great|valid|fair)\b|$)"
    ),
    # es
    (
        r"(?:es|esa es|ese es|eso es) (?:una |un )?(?:muy )?(?:buen[ao]?|gran|excelente|"
        r"interesante) (?:observación|punto|pregunta|reflexión|argumento|comentario)"
    ),
    r"(?:buen|buena|excelente|interesante|gran) (?:observación|punto|pregunta|reflexión|apunte|comentario)",
    r"(?:tienes|tiene|tenés) (?:toda la |mucha )?razón",
    r"(?:estoy|totalmente|completamente) (?:totalmente |completamente |muy )?de acuerdo",
    r"no estoy de acuerdo",
    (
        r"(?:absolutamente|exacto|exactamente|totalmente|así es|efectivamente|claro|sin duda|por supuesto|"
        r"coincido|cierto|de acuerdo)(?=[,.!;:…])"
    ),
    r"coincido contigo|comparto tu",
    # fr
    (
        r"c[’']est (?:une |un )?(?:très )?(?:bonne?|excellente?|intéressante?|juste) (?:observation|remarque|"
        r"question|point|réflexion|analyse)"
    ),
    r"(?:bonne|excellente|très bonne) (?:remarque|observation|question|analyse)",
    r"(?:vous avez|tu as) (?:tout à fait |parfaitement |entièrement )?(?:raison|tort)",
    r"(?:je suis )?(?:tout à fait |entièrement |complètement )?d[’']accord|je ne suis pas d[’']accord",
    (
        r"(?:absolument|exactement|exact|tout à fait|effectivement|en effet|bien sûr|bien dit|c[’']est vrai|"
        r"c[’']est exact)(?=[,.!;:… ])"
    ),
    # de
    (
        r"das ist (?:ein(?:e)? )?(?:sehr )?(?:gute[rs]?|berechtigte[rs]?|interessante[rs]?|"
        r"wichtige[rs]?) (?:beobachtung|punkt|frage|einwand|gedanke|hinweis|anmerkung|argument)"
    ),
    r"(?:guter|gute|gutes|sehr guter) (?:punkt|beobachtung|frage|einwand|hinweis|argument)",
    r"(?:sie haben|du hast|da haben sie|da hast du) (?:völlig |vollkommen |absolut )?(?:recht|unrecht)",
    (
        r"(?:stimmt|genau|absolut|richtig|einverstanden|zustimmung|ganz genau|völlig richtig|eben|"
        r"auf jeden fall|natürlich|sehe ich auch so|sehe ich anders|das sehe ich (?:genauso|auch so|anders)|"
        r"da stimme ich|ich stimme|dem stimme ich)(?=[,.!;:… ])"
    ),
    # pt
    (
        r"(?:essa|esta|isso|isto)? ?é (?:uma |um )?(?:muito )?(?:boa|bom|ótima|ótimo|excelente|"
        r"interessante) (?:observação|ponto|pergunta|reflexão|comentário)"
    ),
    r"(?:boa|bom|ótima|ótimo|excelente) (?:observação|ponto|pergunta|colocação|comentário)",
    r"(?:você|tu|o senhor|a senhora)? ?(?:tem|tens) (?:toda a? ?|muita )?razão|(?:concordo|discordo)\b",
    r"não concordo",
    (
        r"(?:absolutamente|exatamente|exato|com certeza|certamente|de fato|é verdade|sem dúvida|verdade|"
        r"isso mesmo|claro)(?=[,.!;:…])"
    ),
    # it
    (
        r"(?:è|questa è|questo è) (?:un[’']?\s?a? ?)?(?:molto )?(?:buona?|ottim[ao]|bella?|giust[ao]|"
        r"interessante) ?(?:osservazione|punto|domanda|riflessione)"
    ),
    r"(?:buona|ottima|bella|giusta) (?:osservazione|domanda|riflessione)|ottimo punto|buon punto",
    r"(?:hai|ha|avete) (?:perfettamente |proprio |assolutamente )?(?:ragione|torto)",
    r"(?:sono |non sono )(?:pienamente |totalmente |completamente )?d[’']accordo",
    (
        r"(?:d[’']accordo|assolutamente|esatto|esattamente|certo|certamente|infatti|concordo|vero|è vero|"
        r"giusto|proprio così)(?=[,.!;:… ])"
    ),
    # nl
    r"(?:dat is )?(?:een )?(?:goed punt|goede opmerking|goede vraag|terecht punt)",
    r"(?:je|u) (?:hebt|heeft|heb) (?:helemaal |volkomen )?(?:gelijk|ongelijk)",
    r"(?:precies|absoluut|inderdaad|klopt|helemaal (?:mee )?eens|mee eens|eens)(?=[,.!;:…])",
    # pl
    r"(?:to )?(?:dobra|słuszna|trafna|ciekawa) (?:uwaga|obserwacja|myśl)|(?:to )?dobre pytanie",
    r"ma(?:sz|cie| pan| pani) (?:całkowitą |absolutną )?rację",
    (
        r"(?:zgadzam się|nie zgadzam się|zgoda|dokładnie|absolutnie|oczywiście|racja|otóż to|"
        r"to prawda)(?=[,.!;:… ])"
    ),
    # ru
    (
        r"(?:это )?(?:очень )?(?:хорош(?:ее|ий|ая)|верн(?:ое|ая)|точн(?:ое|ая)|справедлив(?:ое|ая)|"
        r"интересн(?:ое|ая|ый)|отличн(?:ое|ый)|дельн(?:ое|ая)) (?:замечание|наблюдение|вопрос|мысль|довод|"
        r"комментарий)"
    ),
    r"(?:вы|ты) (?:абсолютно |совершенно |полностью |, пожалуй, )?(?:прав(?:ы|а)?|не ?прав(?:ы|а)?)\b",
    r"(?:полностью |совершенно |абсолютно |не )?согласн?(?:ен|на|ны|а)\b",
    (
        r"(?:абсолютно|именно|точно|верно|правильно|безусловно|конечно|действительно|так и есть|"
        r"совершенно верно|вот именно|соглашусь|не соглашусь)(?=[,.!;:… ])"
    ),
    # uk
    (
        r"(?:це )?(?:дуже )?(?:слушн[еа]|гарн[еа]|влучн[еа]|хорош[еа]|добр[еа]) (?:зауваження|спостереження|"
        r"питання|думка)"
    ),
    r"(?:ви|ти) (?:абсолютно |цілком )?(?:маєте|маєш) рацію",
    r"(?:повністю |цілком |не )?(?:згоден|згодна|погоджуюсь|погоджуюся)\b",
    r"(?:абсолютно|саме так|точно|безумовно|справді|звичайно)(?=[,.!;:… ])",
    # tr, ar, zh, ja, ko
    r"(?:iyi|güzel|doğru|haklı) (?:bir )?(?:nokta|tespit|soru|gözlem)|haklısın(?:ız)?",
    r"(?:kesinlikle|aynen|katılıyorum|doğru)(?=[,.!;:…])",
    r"(?:هذه )?ملاحظة (?:جيدة|مهمة)|نقطة (?:جيدة|مهمة)|(?:أنت|انت) (?:محق|على حق)",
    r"(?:بالضبط|تماما|تمامًا|صحيح|أتفق|اتفق|أوافق|لا أتفق)",
    r"(?:说得|說得)(?:对|對|好|有道理)|你(?:说|說)?得?(?:对|對)",
    r"(?:同意|没错|沒錯|确实|確實|不同意|赞同|贊同)|(?:いい|良い|鋭い)(?:指摘|質問|視点)",
    r"(?:その通り|おっしゃる通り|同感|賛成|確かに)",
    r"(?:좋은|날카로운) (?:지적|질문|의견)|(?:맞아요|맞습니다|동의합니다|동감|그렇죠|정확해요)",
)
_OPENING = re.compile(r"[\s\"'“”«»¡¿@–—-]*(?:" + "|".join(f"(?:{opening})" for opening in _OPENINGS) + ")", re.I)
_ADDRESS = re.compile(r"\s*@[\w.-]{2,30}\b")


def opens_like_reply(text: str) -> bool:
    """Return whether a comment begins the way people answer somebody (``Agreed, …``, ``Tienes razón…``)."""
    return bool(_OPENING.match(text) or _ADDRESS.match(text))


def paired_by_wording(comments: Sequence[Comment]) -> list[Comment]:
    """Return the comments with each reply paired to the nearest earlier comment that is not itself a reply.

    Where the page's nesting is known for any of them, nothing is guessed. Input and output are in page order.
    """
    if any(comment.pairing == "structure" for comment in comments):
        return list(comments)
    paired: list[Comment] = []
    last: int | None = None
    for place, comment in enumerate(comments):
        if last is not None and opens_like_reply(comment.text):
            paired.append(comment.model_copy(update={"parent": last, "pairing": "wording"}))
        else:
            paired.append(comment)
            last = place
    return paired
