"""The words by which panels, notices and comment sections name themselves, in the languages read most.

Patterns are matched without regard to case. ``NOTICE``, ``PANEL_HEADING``, ``COMMENTS_HEADING`` and
``COMMENT_CONTROL`` have to fit a whole line; ``NOTICE_OPENING`` the beginning of a short one.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


_TIME = r"(?:\s*[|•·:(–-]?\s*\d+(?::\d\d)?\s*(?:min\w*|sec\w*|мин\w*|хв\w*|dk|分|분)?\.?\)?)?"

NOTICE = _any(
    # Listening
    rf"(?:🔊\s*)?listen(?: now)?(?: to)?(?: (?:the|this)(?: full)? (?:article|story|post|page|report|news))?{_TIME}",
    rf"(?:play|hear) (?:the |this )?(?:audio|article|story)(?: version)?{_TIME}",
    rf"audio version{_TIME}",
    rf"escuch[ae]r? (?:el |este |la |esta )?(?:artículo|noticia|nota){_TIME}",
    rf"(?:diesen |den )?(?:artikel|beitrag) (?:an|vor)(?:hören|lesen)(?: lassen)?{_TIME}|beitrag hören{_TIME}",
    rf"(?:écouter?|écoutez) (?:l[’']|cet )article{_TIME}",
    rf"(?:ouça|ouvir|escute) (?:o |a |este |esta )?(?:artigo|notícia|matéria|reportagem){_TIME}",
    rf"ascolta (?:l[’']|questo |questa )?(?:articolo|notizia){_TIME}",
    rf"(?:be)?luister(?: naar)? (?:dit |het )?(?:artikel|verhaal)?{_TIME}",
    rf"(?:po|od)słuchaj (?:tego )?artykułu?{_TIME}|odsłuchaj artykuł{_TIME}",
    rf"(?:про)?слуша(?:ть|йте) (?:эту )?(?:статью|новость|материал){_TIME}",
    rf"(?:про)?слуха(?:ти|йте) (?:цю )?(?:статтю|новину|матеріал){_TIME}",
    rf"(?:makaleyi|haberi|yazıyı) (?:sesli )?dinle(?:yin)?{_TIME}",
    rf"استمع إلى (?:المقال|هذا المقال|الخبر){_TIME}",
    rf"(?:收听|收聽|听|聽)(?:本|这篇|這篇|此)?(?:文章|新闻|新聞){_TIME}|(?:この)?記事を(?:聴く|聞く|音声で聞く){_TIME}|기사\s?(?:듣기|음성){_TIME}",
    # Advertising
    r"advertisements?|advertising|sponsored(?: content)?|ad|promoted|story continues below(?: advertisement)?",
    r"article continues (?:below|after)(?: this)?(?: ad(?:vertisement)?)?",
    r"anzeige|werbung|publicidad|publicité|publicidade|pubblicità|advertentie|reklama?|реклама|إعلان|广告|廣告|広告|광고",
    # Sharing and printing
    r"share(?: this)?(?: (?:article|story|post|page|news|on social media|with friends|on|via|by)\b.{0,40})?",
    r"(?:print|email|save|bookmark|copy link|copy url|copy link to clipboard|link copied!?|gift this article)",
    r"comparti(?:r|ci(?:lo)?)?(?: (?:en|este|esta|el|la|por|artículo|noticia).{0,40})?",
    r"(?:artikel |beitrag )?teilen(?: (?:auf|per|via).{0,30})?|drucken|merken",
    r"partage[rz]?(?: (?:cet|l[’']|sur|l’article|cette|par).{0,40})?|imprimer",
    r"compartilh(?:e|ar)(?: .{0,40})?|partilh(?:e|ar)(?: .{0,40})?|condividi(?: .{0,40})?",
    r"deel(?: (?:dit|op|via|artikel).{0,40})?",
    r"udostępnij(?: .{0,40})?|поделиться(?: .{0,40})?|поширити(?: .{0,40})?|поділитися(?: .{0,40})?",
    r"paylaş(?: .{0,40})?|مشاركة|شارك(?: .{0,40})?",
    r"分享|シェア(?:する)?|공유(?:하기)?",
    # Navigation
    r"skip to (?:main )?content|back to top|scroll to top|go to top|menu|search|log ?in|sign in",
    r"register|loading(?:…|\.\.\.)?",
    r"(?:reading time:? )?\d+[ -]?min(?:ute)?s?(?: of)?(?: read(?:ing)?)?(?: time)?|read time:? .{0,20}",
    r"lesezeit:? .{0,20}|temps de lecture.{0,20}|tiempo de lectura.{0,20}",
    r"время (?:на )?чтени[ея].{0,20}",
    r"zum (?:haupt)?inhalt(?: springen)?|nach oben|ir al contenido(?: principal)?|aller au contenu(?: principal)?",
    r"(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|cookie (?:settings|preferences|policy)",
    r"manage (?:cookies|preferences|consent|options)",
    r"alle (?:cookies )?akzeptieren|aceptar(?: todas?)?(?: las)?(?: cookies)?|tout (?:accepter|refuser)",
    r"accepter et fermer|aceitar(?: todos)?(?: os)?(?: cookies)?|accetta(?: tutti)?(?: i)?(?: cookie)?",
    r"принять(?: все)?|прийняти(?: все)?",
    # Rights
    r"(?:copyright )?(?:©|\(c\)) ?(?:19|20)\d\d.{0,120}|all rights reserved\.?",
    r"alle rechte vorbehalten\.?|todos los derechos reservados\.?|tous droits réservés\.?",
    r"todos os direitos reservados\.?|tutti i diritti riservati\.?|все права защищены\.?",
    r"усі права захищ?ено\.?",
)
"""A whole line that is never an article's own words."""

NOTICE_OPENING = _any(
    r"(?:we|this (?:web)?site|our (?:web)?site|we and our partners) uses? cookies\b",
    r"by (?:continuing|using|browsing|clicking).{0,60}\bcookies\b",
    r"(?:wir verwenden|diese (?:web)?seite verwendet|diese website nutzt) cookies",
    r"(?:utilizamos|usamos|este sitio (?:web )?(?:usa|utiliza)) cookies|nous utilisons des cookies",
    r"ce site utilise des cookies|(?:utilizamos|usamos|este site (?:usa|utiliza)) cookies",
    r"(?:utilizziamo|questo sito (?:usa|utilizza)) (?:i )?cookie|мы используем (?:файлы )?cookie",
    r"ми використовуємо (?:файли )?cookie|używamy plików cookie|wij gebruiken cookies",
    r"(?:sign|signing) up (?:for|to) (?:our|the|get|receive)\b",
    r"subscribe (?:to|for) (?:our|the)\b.{0,40}\b(?:newsletter|channel|updates|podcast|emails?)",
    r"subscribe (?:now|today)\b",
    r"get (?:the|our|more)\b.{0,50}\b(?:in your inbox|newsletter|delivered)",
    r"(?:join|follow) (?:us|our channel|our (?:telegram|whatsapp)\b.{0,10}) (?:on|in|at)\b|follow us\b",
    r"join our (?:telegram|whatsapp|newsletter|mailing)\b",
    (
        r"(?:melden sie sich|abonnieren sie|suscríb[ae]te|suscríbase|abonnez-vous|inscrivez-vous|assine (?:a |"
        r"nossa )|inscreva-se|iscriviti|abbonati|schrijf je in|zapisz się|подпишитесь|подписывайтесь|"
        r"підпишіться|підписуйтесь|abone ol)\b"
    ),
    r"(?:síguenos|síganos|folgen sie uns|suivez-nous|siga-nos|seguici|volg ons|следите за нами|obserwuj nas)\b",
    (
        r"(?:also read|read (?:also|more|next)|see also|related|more on this|don[’']t miss|watch|"
        r"más información|lea también|lee también|ver también|te puede interesar|lesen sie auch|mehr dazu|"
        r"mehr zum thema|siehe auch|lire aussi|à lire aussi|voir aussi|leia (?:também|mais)|veja também|"
        r"leggi anche|vedi anche|lees ook|zie ook|czytaj (?:też|także|również|więcej)|zobacz też|"
        r"читайте также|читать также|смотрите также|читайте також|дивіться також|ayrıca okuyun|"
        r"اقرأ أيض[اً]+)\s*[:：|»>→-]\s*\S"
    ),
    (
        r"(?:lire aussi|à lire aussi|lesen sie auch|lea también|leia também|leggi anche|lees ook|czytaj także|"
        r"читайте также|читайте також)\b"
    ),
    r"click here (?:to|for)\b|tap here to\b|please enable javascript\b|your browser does not support\b",
    r"enable notifications\b",
    r"(?:photo|image|picture) gallery:|tags? ?: ",
    (
        r"(?:filed under|posted in|categories|category|topics|schlagwörter|etiquetas|mots[- ]clés|теги|"
        r"метки) ?: "
    ),
)
"""How a short line begins that is never an article's own words."""

SHARE_WORDS = frozenset(
    [
        "share",
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "telegram",
        "linkedin",
        "reddit",
        "pinterest",
        "email",
        "e",
        "mail",
        "messenger",
        "tumblr",
        "vk",
        "viber",
        "print",
        "copy",
        "link",
        "bluesky",
        "mastodon",
        "threads",
        "flipboard",
        "pocket",
        "line",
        "skype",
        "sms",
        "xing",
        "teilen",
        "compartir",
        "partager",
        "compartilhar",
        "condividi",
        "udostępnij",
        "поделиться",
        "поширити",
        "paylaş",
        "odnoklassniki",
        "ok",
        "weibo",
        "wechat",
        "instagram",
        "youtube",
        "tiktok",
        "rss",
        "on",
        "via",
        "by",
        "tweet",
        "pin",
        "it",
        "like",
        "this",
        "and",
        "more",
        "url",
        "instapaper",
        "snapchat",
    ]
)
"""Words of share bars: a short line of nothing else is one."""

PANEL_HEADING = _any(
    # Verify for yourself
    (
        r"(?:verify|check|fact[- ]?check|investigate|research|test)(?: (?:this|it|that|the (?:facts|claims?|"
        r"story)|this (?:claim|story|article)|these claims))?(?: (?:out|for))? ?yourself"
    ),
    (
        r"(?:our |more |free |use (?:our|these) )?(?:fact[- ]?check(?:ing)?|verification|osint|"
        r"investigation) (?:tools?|toolkit|toolbox|resources)"
    ),
    r"(?:want|need|looking for) (?:more )?.{0,25}\btools\??",
    r"(?:how|tools) to (?:verify|check|fact[- ]check) (?:this|it|these claims)(?: yourself)?",
    r"(?:fact[- ]?check|verify|ask (?:our|the) ai about) this (?:claim|story|article|image)s?",
    (
        r"(?:verif[ií]ca(?:lo)?|verif[ií]que(?:lo)?|comprueba|compruébalo|compruebe|"
        r"compruébelo)\b.{0,20}\b(?:mism[oa]|cuenta)"
    ),
    r"(?:prüfen|überprüfen|checken) sie .{0,20}selbst(?: nach)?|(?:über)?prüfe .{0,12}selbst(?: nach)?",
    r"selbst (?:nach|über)?prüfen|machen sie den faktencheck",
    r"vérifie[rz]?\b.{0,20}\b(?:vous|toi|soi)[- ]même",
    r"(?:verifique|confirme|verifica)\b.{0,20}\b(?:mesm[oa]|próprio|própria|si)",
    r"verifica(?:lo|te)?\b.{0,15}\b(?:tu stess[oa]|da (?:te|sol[oa]|soli)|voi stessi|di persona)",
    r"(?:controleer|check) (?:het|dit) zelf|sprawdź (?:to )?sam(?:odzielnie|emu|a)?",
    r"zweryfikuj (?:to )?sam(?:odzielnie|a)?",
    r"проверьте (?:это )?(?:сами|самостоятельно)|проверь (?:это )?сам",
    r"перевірте (?:це )?(?:самі|самостійно)|перевір (?:це )?сам",
    r"(?:bunu )?kendiniz doğrulayın|تحقق (?:من هذا )?بنفسك|自己(?:验证|查证|查證)|自分で(?:確認|検証)(?:する)?",
    r"직접 (?:확인|검증)(?:하기|해보기|하세요)?",
    # Related
    (
        r"(?:more )?related(?: (?:articles?|stor(?:y|ies)|posts?|news|fact[- ]?checks?|content|topics?|"
        r"coverage|reading|links|videos?))?"
    ),
    r"you (?:may|might) (?:also )?(?:like|be interested in|enjoy|have missed)",
    r"recommended(?: (?:for you|stories|reading|articles|posts))?",
    r"more (?:from|on|about|in|stories|news|like this)\b.{0,40}",
    r"most (?:read|popular|viewed|shared|commented)|trending(?: (?:now|stories|news))?",
    r"popular (?:now|stories|posts|articles)|latest (?:news|stories|posts|articles|headlines|updates)",
    r"(?:read|up|what to read) next|top stories|editors?[’']?s? (?:picks?|choice)|in case you missed it",
    r"don[’']t miss",
    r"(?:noticias|artículos|notas|contenidos?) relacionad[oa]s?",
    r"(?:también )?(?:te|le) (?:puede|podría|pueden) interesar|lo más (?:leído|visto)",
    r"más (?:noticias|leídas|sobre|en)\b.{0,30}|últimas noticias|además",
    r"(?:ähnliche|verwandte|weitere|mehr) (?:artikel|beiträge|themen|meldungen|nachrichten)",
    r"mehr (?:zum thema|dazu|lesen|von|aus)\b.{0,30}|(?:am )?meist(?:en )?gelesen(?:e artikel)?",
    r"das könnte (?:sie|dich|ihnen)\b.{0,25}|zum thema|auch interessant",
    r"articles? (?:similaires?|liés|connexes|associés|récents)|(?:sur|dans) le même (?:sujet|thème)",
    r"(?:les )?plus (?:lus|lues|consultés)|vous (?:aimerez|pourriez)\b.{0,25}",
    r"à (?:découvrir|lire) (?:aussi|également)|lire (?:aussi|également|la suite)|dans la même rubrique",
    r"en savoir plus",
    r"(?:artigos|notícias|matérias|conteúdos) relacionad[oa]s",
    r"(?:as )?mais (?:lidas|lidos|vistas|notícias)|(?:leia|veja) (?:também|mais)",
    r"(?:você )?(?:também )?pode (?:gostar|interessar)\b.{0,20}|últimas notícias",
    r"(?:articoli|notizie|contenuti) correlat[ie]",
    r"(?:ti )?potrebbe(?:ro)? (?:anche )?interessar(?:ti|vi)(?: anche)?|(?:i |le )?più (?:letti|lette)",
    r"leggi anche|ultime notizie",
    r"(?:gerelateerde|meer|verwante) (?:artikelen|berichten|nieuws)|meest gelezen",
    r"lees (?:meer|ook|verder)|(?:powiązane|podobne|polecane) (?:artykuły|wpisy|tematy)",
    r"najczęściej czytane|zobacz (?:także|też|również)|czytaj (?:także|też|więcej)|polecamy",
    r"похожие (?:статьи|материалы|новости|записи)|материалы по теме|по теме|ещ[её] по теме",
    r"сам(?:ое|ые) (?:читаемое|популярное|популярные)|популярное|читайте также|смотрите также",
    r"вам может быть интересно|последние новости|другие новости|рекомендуем",
    r"схожі (?:статті|матеріали|новини)|матеріали за темою|за темою|читайте також|дивіться також",
    r"найпопулярніше|останні новини|вас може зацікавити",
    r"ilgili (?:haberler|yazılar|içerikler)|(?:en )?çok okunanlar|bunlar da ilginizi çekebilir",
    r"مقالات ذات صلة|مواضيع ذات صلة|اقرأ أيض[اً]+|الأكثر قراءة|相关(?:文章|新闻|阅读)|相關(?:文章|新聞|閱讀)",
    r"関連(?:記事|ニュース)|관련\s?(?:기사|뉴스)",
    # Newsletters, support, authorship, tags
    r"(?:our |free |daily |weekly )?newsletters?",
    r"(?:stay|keep) (?:informed|connected|up[- ]to[- ]date|in the loop|updated)",
    r"get (?:the )?latest\b.{0,50}|(?:sign up|subscribe)\b.{0,60}",
    r"join (?:our|the) (?:newsletter|community|mailing list).{0,30}",
    r"support (?:our work|us|our journalism|independent journalism|quality journalism).{0,30}",
    r"donate(?: now| today)?|become a (?:member|supporter|patron|subscriber).{0,20}",
    (
        r"(?:unterstützen sie uns|jetzt spenden|apóyanos|colabora|soutenez-nous|faire un don|apoie(?:-nos)?|"
        r"sostienici|поддержите нас|підтримайте нас|wesprzyj nas)\b.{0,30}"
    ),
    r"about the (?:author|writer|reporter)s?|(?:über den|über die) autor(?:in)?",
    r"sobre (?:el|la|o|a) autora?|à propos de l[’']auteur(?:e)?|об авторе|про автора|l[’']autore",
    r"tags|topics|tópicos|etiquetas|schlagw(?:orte|örter)|mots[- ]clés|теги|метки|tagi",
    r"(?:share|follow)(?: (?:this|us|the))?(?: (?:article|story|post|page|on social media))?",
    r"quick (?:links|facts check)|table of contents|in this article|inhaltsverzeichnis|sommaire|содержание",
    r"reverse image search",
    r"ask (?:our|the|an) (?:ai|chatbot)(?: about (?:this|the) (?:claim|story|article|image|topic))?",
)
"""A whole line that is the heading of a panel."""

TOOL_WORDS = _any(
    (
        r"\b(?:fact[- ]?check(?:s|ers?|ing)?|verification|verify)\b.{0,60}\b(?:tools?|yourself|claims?|"
        r"independently|similar)\b"
    ),
    r"\btools?\b.{0,60}\b(?:fact[- ]?check|verif\w+|investigat\w+|monitor\w*|claims?)\b",
    r"\b(?:verification|monitoring|investigation|osint|professional) (?:and investigation )?tools?\b",
    r"\breverse[- ]image|\bimage search\b|\b(?:this|the) (?:image|photo|picture|video) has (?:been used|appeared)\b",
    r"\b(?:our|with|powered by|web-powered) ai\b",
    r"\bai[- ](?:powered|analysis|assistant|chatbot|answers)\b|\bask (?:our|the|an) (?:ai|chatbot)\b",
    r"\b(?:our|full|complete) (?:full )?(?:suite|toolkit|toolbox)\b",
    r"\bfact[- ]?check(?:s|ers)\b.{0,40}\bsimilar claims?\b|\brelated fact[- ]?checks?\b",
    r"\b(?:what )?other fact[- ]?checkers\b",
    r"\b(?:in your|to your) inbox\b|\bnewsletter\b|\bsubscribe\b|\bsign up\b|\bclick (?:here|below)\b",
    r"\bexplore (?:more|our)\b|\blearn more\b",
    r"herramientas?\b.{0,60}(?:verific|comprob|investig)|búsqueda inversa|verificadores",
    r"nuestra (?:ia|inteligencia artificial)|verificaciones relacionadas|boletín",
    r"werkzeuge?\b.{0,60}(?:prüf|recherch)|bilder-?rückwärtssuche|umgekehrte bildersuche",
    r"faktenchecks?\b|unsere ki\b|ki-analyse|prüfwerkzeuge",
    r"outils?\b.{0,60}(?:vérif|enquêt)|recherche (?:d[’']images? )?inversée|notre ia\b",
    r"vérifications? (?:connexes|liées|similaires)",
    r"ferramentas?\b.{0,60}(?:verific|investig)|(?:pesquisa|busca) reversa|nossa ia\b",
    r"verificações relacionadas|strumenti\b.{0,60}(?:verific|indag)|ricerca inversa|nostra ia\b",
    r"инструмент\w*.{0,60}(?:провер|расслед)|обратный поиск|поиск по (?:картинк|изображени)\w*",
    r"наш\w* (?:ии|искусственн\w+)|інструмент\w*.{0,60}(?:перевір|розслід)|зворотний пошук",
    r"пошук за зображенн\w*|наш\w* ші\b",
    r"narzędzi\w*.{0,60}(?:weryfik|sprawd)|wyszukiwanie obraz\w*|hulpmiddelen\b.{0,60}(?:control|verif)",
    r"omgekeerd zoeken",
)
"""What a label or description inside a tool panel speaks of."""

_COMMENT_NOUN = (
    r"comments?|kommentare?|leserkommentare?|comentarios?|comentários?|commentaires?|commenti|commento|"
    r"reacties?|komentarz[ey]?|komentarzy|комментари(?:и|ев|й|я)|коментар(?:і|ів|я)?|yorum(?:lar)?|"
    r"تعليقات|التعليقات|评论|評論|留言|コメント|댓글|kommentarer|kommentit|σχόλια"
)
COMMENTS_HEADING = _any(
    (
        rf"(?:(?:all|reader|readers[’']?|user|top|most recent|newest|recent|alle|los|les|i|os|все|"
        rf"усі) )?(?:\d[\d.,\s]*|no|one|two|three|four|five|six|seven|eight|nine|"
        rf"ten)?\s*(?:{_COMMENT_NOUN})\s*(?:\(\s*\d[\d.,]*\s*\)|\[\s*\d+\s*\]|[:·•|-]?\s*\d[\d.,]*\s*(?:件|条|條|"
        rf"개)?)?"
    ),
    (
        r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:responses?|repl(?:y|ies)|"
        r"thoughts?|réponses?|respuestas?|antworten|respostas?|risposte|ответ(?:а|ов)?)(?: (?:to|on|zu|a|"
        r"à)\b.{0,120})?"
    ),
    rf"(?:\d[\d.,]*)\s+(?:{_COMMENT_NOUN})\s+(?:to|on|zu|sur|sobre|en|su|к)\b.{{0,120}}",
    (
        r"(?:join the (?:conversation|discussion|debate)|what (?:do )?(?:you|our readers) (?:think|say)\??|"
        r"(?:reader |readers[’'] )?discussion|leserdebatte|diskussion|discusión|discussion des lecteurs|"
        r"обсуждение|обговорення|forum der leser)(?: \(\d+\))?"
    ),
)
"""A whole line over readers' comments."""

COMMENT_CONTROL = _any(
    (
        r"(?:reply|replies|like|likes|dislike|report|share|flag|edit|delete|quote|permalink|upvote|downvote|"
        r"vote|link|copy link|hide|show|follow|block|more|less|read more|show more|see more|"
        r"load more)(?: comments?| replies)?"
    ),
    (
        r"(?:↑|↓|▲|▼|👍|👎|❤️?|\+|-)?\s*\d+(?:\s*(?:likes?|dislikes?|votes?|points?|replies|reply|upvotes?|"
        r"people found this helpful|gefällt mir|me gusta|j[’']aime|mi piace|curtidas?))?(?:\s*(?:↑|↓|▲|▼|👍|👎|"
        r"❤️?))?(?:\s+\d+)?"
    ),
    (
        r"(?:log ?in|sign in|register|subscribe)(?: (?:or|and) (?:log ?in|sign in|register|"
        r"sign up))? to (?:reply|comment|post|join|leave|vote)\b.{0,40}"
    ),
    r"(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply|thoughts?|response)\b.{0,30}",
    r"cancel reply|your email address will not be published\.?.{0,60}|required fields are marked.{0,10}",
    r"save my name.{0,100}|post comment|submit",
    r"(?:view|show|hide|see|load)(?: all)? \d* ?(?:more )?(?:repl(?:y|ies)|comments?|responses?)",
    r"sort(?:ed)? by:?.{0,20}|(?:newest|oldest|best|top|most liked)(?: first| comments)?",
    r"comments are closed\.?",
    r"antworten|melden|gefällt mir|responder|denunciar|me gusta|répondre|signaler|j[’']aime|rispondi",
    r"segnala|mi piace|curtir|ответить|пожаловаться|нравится|відповісти|odpowiedz|zgłoś|reageer|yanıtla",
    r"رد|回复|回覆|返信|답글",
    r"(?:schreiben|hinterlassen) sie einen kommentar",
    r"einen? kommentar (?:schreiben|hinterlassen|verfassen)|deja (?:un comentario|una respuesta)",
    r"dejar un comentario|laisser un commentaire|deixe (?:um comentário|uma resposta)",
    r"lascia un commento|оставить комментарий|добавить комментарий|залишити коментар|dodaj komentarz",
)
"""A whole line of a comment section that is a button or a form label."""
