"""Words that negate and words that say up or down, per language, as pieces of regular expressions.

``NOT`` negates by itself; ``AGAIN`` only repeats a negation in languages that negate twice (``no … nada``);
``NEVER_MIND`` looks like a negation and is none. Spaces stand for any white space, ``'`` for both apostrophes.
"""

from __future__ import annotations

NOT = {
    "en": r"not|no longer|no one|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|\w+n't|"
    r"den(?:y|ies|ied|ying|ial|ials)|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing|al)(?= to)|fail(?:s|ed|ing|ure)? to|"
    r"lack(?:s|ed|ing)?|hardly|barely|scarcely|unable to|impossible|non-?existent|absence of|refut(?:e|es|ed|ing)|"
    r"nonexistent|didnt|doesnt|dont|isnt|wasnt|wont|cant",
    "es": r"no|nunca|jamás|sin|ni|ning[uú]n(?:a|o|as|os)?|tampoco|nieg(?:a|an|o)|neg(?:ó|ar|aron|ado|ando)|"
    r"desm(?:iente|ienten|intió|intieron|entido|entir)|imposible|rechaz(?:a|an|ó|aron|ado)|inexistente",
    "pt": r"não|nunca|jamais|sem|nem|nenhu(?:m|ma|ns|mas)|tampouco|neg(?:a|am|ou|aram|ado|ar)|"
    r"desment(?:e|iu|iram|ido|ir)|impossível|rejeit(?:a|am|ou|aram)|inexistente",
    "fr": r"n(?:e |')(?:\w+(?: |'|-)){0,6}?(?:pas|plus|jamais|rien|aucun|aucune|personne|guère|point|nulle part|ni)|"
    r"pas|jamais|aucun|aucune|sans|ni|nulle part|ne|non|n(?=')|ni(?:e|ent|é|er|aient|ait)(?= )|"
    r"dément(?:i|ir|ent)?|démentie|impossible|inexistante?s?|rejett?e(?:nt)?|rejeté",
    "de": r"nicht|kein(?:e|en|em|er|es|erlei|esfalls|eswegs)?|nie|niemals|niemand(?:em|en)?|nichts|nirgends|nirgendwo|"
    r"ohne|weder|noch nie|bestreite[tn]|bestritt(?:en)?|bestritten|dementier(?:t|te|ten|en)|leugne(?:t|te|n|ten)|"
    r"geleugnet|verneint(?:e|en)?|unmöglich|mangels|lehn(?:t|te|ten|en)(?= .{0,80}\bab\b)",
    "it": r"non|mai|senza|né|nessun(?:a|o)?|neppure|neanche|nemmeno|neg(?:a|ano|ò|arono|ato|are)|"
    r"smenti(?:sce|scono|to|ta|re|rono|va)|smentì|impossibile|inesistent[ei]",
    "nl": r"niet|geen|nooit|niemand|niets|nergens|zonder|noch|ontken(?:t|de|den|nen)|ontkend|onmogelijk|weiger(?:t|de|"
    r"den|en)",
    "pl": r"nie|nigdy|nikt|nic|nigdzie|bez|ani|żad(?:en|na|ne|nego|nych|nej)|zaprzecz(?:a|ył|yła|yli|yć|ają)|"
    r"dementuj[eą]|zdementował[ai]?|niemożliw[eya]",
    "ru": r"не|нет|без|никогда|никто|ничто|нигде|никак(?:ой|ая|ие|их|ого)|ни|нельзя|невозможно|отриц(?:ает|ают|ал|ала|"
    r"али|ать)|"
    r"опроверг(?:ает|ают|ал|ла|ли|ли|нул)?|опровергли|отказал(?:ся|ась|ись)",
    "uk": r"не|немає|нема|без|ніколи|ніхто|ніщо|ніде|жод(?:ен|на|не|ного|них|ної)|ні|неможливо|запереч(?:ує|ують|ив|"
    r"ила|или|увати|ував)|"
    r"спросту(?:вав|вала|вали|вати|є)",
    "ar": r"لا|لم|لن|ليس|ليست|ليسوا|لست|ما من|غير|بدون|دون|عدم|أبدا|أبدًا|إطلاقا|نفى|نفت|ينفي|تنفي|نفوا|مستحيل",
    "hi": r"नहीं|नही|न|मत|बिना|कभी नहीं|ना|कोई नहीं|इनकार|खंडन|असंभव",
    "id": r"tidak pernah|tidak|bukan|tak|belum|jangan|tanpa|tiada|membantah|dibantah|menyangkal|menolak|mustahil",
    "tr": r"değil(?:dir|di|se)?|yok(?:tur|tu)?|hiç(?:bir)?|asla|ne de|yalanla(?:dı|dılar|yan|r|ndı)|reddet(?:ti|tiler|"
    r"miş)|"
    r"\w+(?:madı|medi|madılar|mediler|maz|mez|mazlar|mezler|mıyor|miyor|muyor|müyor|mayacak|meyecek|mamış|memiş|madan|"
    r"meden)",
    "sv": r"inte|ingen|inga|inget|aldrig|utan|ej|icke|förneka(?:r|de|t)|omöjlig(?:t)?",
    "zh": r"不是|没有|沒有|没|沒|从未|從未|从不|從不|未曾|未|不会|不會|不能|不可能|不存在|无法|無法|不|否认|否認|并非|"
    r"並非|非",
    "ja": r"ではありません|ありません|ではない|じゃない|(?<=し|れ|め|え|べ|け|せ|て|ね|い)ません(?:でした)?|"
    r"ません(?:でした)?|"
    r"なかった|ない(?!で)|否定|ず(?=に)|せず|いいえ",
    "ko": r"아니다|아니라|아닙니다|않(?:았|는|은|다|고|습)?[가-힣]{0,3}|없(?:다|었|는|이|습)[가-힣]{0,3}|못(?:했|"
    r"하)[가-힣]{0,3}|부인[가-힣]{0,3}|(?<!\S)안(?= )|(?<!\S)못(?= )",
}

AGAIN = {
    "es": r"nada|nadie|nunca|jamás|ning[uú]n(?:a|o|as|os)?|tampoco|ni",
    "pt": r"nada|ninguém|nunca|jamais|nenhu(?:m|ma|ns|mas)|nem",
    "fr": r"aucun|aucune|jamais|ni|rien|personne",
    "it": r"nulla|niente|nessun(?:a|o)?|mai|né|affatto|neppure|neanche|nemmeno",
    "pl": r"nigdy|nikt|nikogo|nic|niczego|nigdzie|żad(?:en|na|ne|nego|nych|nej)|ani",
    "ru": r"никогда|никто|никого|ничего|ничто|нигде|никак(?:ой|ая|ие|их|ого)?|ни",
    "uk": r"ніколи|ніхто|нікого|нічого|ніщо|ніде|жод(?:ен|на|не|ного|них|ної)|ні",
    "tr": r"hiç(?:bir)?|asla",
    "en": r"nor|dont",
    "ar": r"أبدا|أبدًا|إطلاقا",
}

NEVER_MIND = {
    "en": r"not (?:only|just|merely|simply)|no doubt|no matter|no wonder|no sooner|nothing but|none other|"
    r"no\.? ?\d+|cannot but|why not|last but not least|if not|den[iy]\w* entry",
    "es": r"no (?:solo|sólo|solamente|obstante)|sin (?:embargo|duda|dudas)|nada más",
    "pt": r"não (?:só|apenas|obstante)|sem dúvida|nem sempre",
    "fr": r"n(?:e |')(?:\w+ ){1,4}?que|sans doute|pas (?:seulement|que)|sans cesse|non seulement",
    "de": r"nicht (?:nur|zuletzt)|ohnehin|ohne weiteres|nichts als",
    "it": r"non (?:solo|soltanto|appena|ostante)|senz'altro",
    "nl": r"niet (?:alleen|enkel)|niettemin",
    "pl": r"nie tylko|bez wątpienia|nie mniej",
    "ru": r"не только|не менее|не более|не меньше|не просто|без сомнения",
    "uk": r"не (?:тільки|лише|менше|більше)",
    "ar": r"لا (?:سيما|يزال|تزال|يزالون|شك|بد)|لا فقط|ما لا يقل|غير أن",
    "id": r"tidak hanya|bukan hanya|tak hanya",
    "tr": r"sadece \w+ değil|yok(?:sa)",
    "zh": r"不仅|不僅|不但|不过|不過|不久|不少|不同|不断|不斷|不得不|不料|非常|非洲|未来|未來|南非|并非不|不丹|不安|"
    r"不满|不滿",
    "ja": r"かもしれない|かもしれません|なければならない|に違いない|ないし|少ない|危ない|汚い|幼い|切ない",
    "ko": r"안(?=전|보)|않을 수 없",
    "sv": r"inte (?:bara|minst)",
}

MOVES = {
    "en": {
        "up": r"r[io]se|ris(?:es|en|ing)|increas(?:e|es|ed|ing)|gr(?:ow|ows|own|owing|owth|ew)|soar(?:s|ed|ing)?|"
        r"surg(?:e|es|ed|ing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|(?:go|goes|going|gone|went|are|is|was|were|been) up|"
        r"up (?:by|from)|up(?= \d)|gain(?:s|ed)?|skyrocket(?:s|ed|ing)?|accelerat(?:e|es|ed|ing)|"
        r"expand(?:s|ed|ing)?|higher|strengthen(?:s|ed|ing)?|improv(?:e|es|ed|ing)|hike[sd]?|boost(?:s|ed|ing)?|raised",
        "down": r"fell|fall(?:s|ing)?|(?:has|have|had) fallen|"
        r"decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|drop(?:s|ped|ping)?|"
        r"(?:go|goes|going|gone|went|are|is|was|were|been) down|down (?:by|from)|down(?= \d)|plung(?:e|es|ed|ing)|"
        r"shr(?:ink|inks|inking|ank|unk)|reduc(?:e|es|ed|ing|tion)|lower(?:s|ed|ing)?|sank|sink(?:s|ing)?|slump(?:s|"
        r"ed|ing)?|"
        r"plummet(?:s|ed|ing)?|tumbl(?:e|es|ed|ing)|dwindl(?:e|es|ed|ing)|diminish(?:es|ed|ing)?|slash(?:es|ed|ing)?|"
        r"weaken(?:s|ed|ing)?|cut(?:s)? (?:by|from|to)|"
        r"cut(?:s|ting)?(?= (?:the |its |their |his |her )?(?:taxes|pensions?|wages?|salaries|benefits|spending|"
        r"budgets?|prices|rates?|jobs|funding|emissions|aid|fees|pay)\b)|collaps(?:e|es|ed|ing)|worsen(?:s|ed|ing)?",
        "double": r"doubl(?:e|es|ed|ing)|twofold|twice as (?:many|much|high|large)|tripl(?:e|es|ed|ing)|quadrupl(?:e|"
        r"es|ed)",
        "half": r"halv(?:e|es|ed|ing)|cut in half|by half|half as (?:many|much|high|large)",
    },
    "es": {
        "up": r"aument(?:a|an|ó|aron|ado|ando|o|os|aba)|sub(?:e|en|ió|ieron|ido|iendo|ida)|crec(?:e|en|ió|ieron|ido|"
        r"iendo)|"
        r"crecimiento|increment(?:a|an|ó|aron|ado|o)|alza|dispar(?:a|ó|aron|ado)|elev(?:a|ó|aron|ado)",
        "down": r"baj(?:a|an|ó|aron|ado|ando)|ca(?:e|en|yó|yeron|ído|ída|yendo)|descen(?:dió|dieron|dido|so)|"
        r"desciende[n]?|"
        r"disminu(?:ye|yen|yó|yeron|ido|ción)|reduj(?:o|eron)|reduc(?:e|en|ido|ción)|desplom(?:a|ó|aron|e)|recort(?:a|an|ó|aron|ado|e|es)|"
        r"retroced(?:e|ió)",
        "double": r"duplic(?:a|an|ó|aron|ado|ar)|se dobl(?:a|ó)|el doble|triplic(?:a|an|ó|aron|ado)",
        "half": r"a la mitad|(?:por|en) la mitad",
    },
    "pt": {
        "up": r"aument(?:a|am|ou|aram|ado|ando|o)|sub(?:iu|iram|ido|indo)|sobe[m]?|cresc(?:e|em|eu|eram|ido|endo|"
        r"imento)|"
        r"em alta|dispar(?:a|ou|aram)|elev(?:ou|aram|ado)",
        "down": r"ca(?:i|em|iu|íram|iram|ído|indo)|queda|diminu(?:i|em|iu|íram|ído|ição)|reduz(?:iu|iram|ido|em)?|"
        r"redução|"
        r"baix(?:a|ou|aram)|recu(?:a|ou|aram|o)|despenc(?:a|ou|aram)|desc(?:e|eu|eram)",
        "double": r"dobr(?:a|am|ou|aram|ado)|duplic(?:a|am|ou|aram|ado)|o dobro|triplic(?:ou|aram)",
        "half": r"(?:pela|à|em) metade",
    },
    "fr": {
        "up": r"augment(?:e|ent|é|ée|és|a|ation|ait)|hausse|mont(?:e|ent|é|ée|a)|cro[iî]t|croissance|grimp(?:e|ent|é|"
        r"a)|"
        r"progress(?:e|ent|é|a)|bondi(?:t|r)?|accr(?:u|ue|oît)|s'envol(?:e|ent)|en hausse|"
        r"relev(?:é|ée|és|ées)(?= (?:le|la|les|ses?|son|leurs?)\b)",
        "down": r"baiss(?:e|ent|é|ée|a|ait)|dimin(?:ue|uent|ué|uée|ution)|chut(?:e|ent|é|a)|recul(?:e|ent|é|a)?|"
        r"rédui(?:t|te|sent)|"
        r"réduction|tomb(?:e|ent|é|ée|a)|décl(?:in|ine|iné)|s'effondr(?:e|ent)",
        "double": r"doubl(?:e|ent|é|ée|a|ement)|tripl(?:e|ent|é|a)|deux fois plus",
        "half": r"de moitié|(?:par|divisée? par) deux|deux fois moins",
    },
    "de": {
        "up": r"steig(?:t|en|end)|stieg(?:en)?|gestiegen|anstieg|erhöh(?:t|te|ten|en|ung)|wuchs(?:en)?|wächst|"
        r"gewachsen|wachstum|"
        r"zunahme|zugenommen|nahm(?:en)?(?= .{0,60}\bzu\b)|zunimmt|kletter(?:t|te|ten)|stark gestiegen|zugelegt",
        "down": r"s(?:inkt|inken|ank|anken|enkt|enkte)|gesunken|gesenkt|f(?:ällt|allen|iel|ielen)|gefallen|rückgang|"
        r"zurückgegangen|"
        r"abnahme|abgenommen|verringer(?:t|te|ten|n)|schrumpf(?:t|te|ten|en)|reduzier(?:t|te|ten|en)|brach(?:en)? ein|"
        r"kürz(?:t|te|ten|en)|gekürzt|"
        r"eingebrochen",
        "double": r"verdoppel(?:t|te|ten|n|ung)|doppelt so|verdreifach(?:t|te|en)",
        "half": r"halbier(?:t|te|ten|en|ung)|um die hälfte|halb so",
    },
    "it": {
        "up": r"aument(?:a|ano|ò|ato|ata|ati|ate|arono|o)|cresc(?:e|ono|iuto|iuta|ita)|crebbe|sal(?:e|gono|ito|ita|ì)|"
        r"salit[ie]|"
        r"rialzo|impenna(?:ta|to)|incremento|incrementat[oaie]",
        "down": r"cal(?:a|ano|ò|ato|ata|ati|ate|arono|o)|diminui(?:sce|scono|to|ta|ti|te|rono)|diminuì|scend(?:e|ono)|"
        r"sces[oaie]|"
        r"ridott[oaie]|riduzione|ridus[se]e?|croll(?:a|ano|ò|ato|ata|o)|cadut[oaie]|flessione",
        "double": r"raddoppi(?:a|ano|ò|ato|ata|ati|ate|o)|il doppio|triplicat[oaie]",
        "half": r"dimezz(?:a|ano|ò|ato|ata|ati|ate)|della metà",
    },
    "nl": {
        "up": r"st(?:ijgt|ijgen|eeg|egen)|gestegen|stijging|toegenomen|toename|neemt toe|groei(?:t|de|den|en)?|"
        r"gegroeid|verho(?:ogd|gen|ogt)",
        "down": r"da(?:alt|len|alde|alden|ling)|gedaald|afgenomen|afname|neemt af|zakt(?:e|en)?|gezakt|verla(?:agd|"
        r"gen|agt)|krimp(?:t|en)?|gekrompen",
        "double": r"verdubbel(?:t|de|den|en|ing)?|dubbel zo|twee keer zo",
        "half": r"gehalveerd|halveer(?:t|de|den)|half zo",
    },
    "pl": {
        "up": r"wzr(?:osła|osło|osły|ósł|osną|ost|asta|ostu)|rośnie|rosną|rósł|zwiększ(?:a|ył|yła|yło|yły|ono)[aoy]?|"
        r"podniósł|podwyż(?:ka|szono)",
        "down": r"spad(?:ł|ła|ło|ły|a|ek|ku|ają|nie)|spadł[aoy]?|zmniejsz(?:a|ył|yła|yło|yły|ono)|zmalał[aoy]?|"
        r"obniż(?:ył|yła|ono|ka)",
        "double": r"podwo(?:ił|iła|iło|iły)[aoy]?|podwoi(?:ł|ła|ło|ły) się|dwukrotnie",
        "half": r"o połowę",
    },
    "ru": {
        "up": r"вырос(?:ла|ло|ли)?|раст(?:ет|ёт|ут)|рос(?:т|та|ла|ло|ли)?|увелич(?:ился|илась|илось|ились|ивается|"
        r"ение|ил|или|ила)|"
        r"повы(?:сился|силась|силось|сились|шение|сил|сила|сило|сили)|подня(?:лся|лась|лись|лось)|подорожа(?:л|ла|ли|ло)|"
        r"возрос(?:ла|ло|ли)?",
        "down": r"сни(?:зился|зилась|зилось|зились|жается|жение|зил|зила|зило|зили)|упа(?:л|ла|ло|ли)|"
        r"пада(?:ет|ют)|падени[ея]|уменьш(?:ился|илась|илось|ились|ается|ение)|сократи(?:лся|лась|лось|лись|л|ли)|сокращени[ея]|подешеве(?:л|"
        r"ла|ли)",
        "double": r"удвои(?:лся|лась|лось|лись|л|ли)|вдвое больше|вдвое(?! меньше)|в два раза(?! меньше)|утроил(?:ся|"
        r"ась|ось|ись)",
        "half": r"вдвое меньше|в два раза меньше|наполовину",
    },
    "uk": {
        "up": r"зр(?:іс|осла|осло|осли|остає|остають|остання)|зростання|збільш(?:ився|илась|илася|илося|илися|ення)|"
        r"підвищ(?:ився|илася|ення|ив)|вирос(?:ла|ло|ли)?|виріс",
        "down": r"зни(?:зився|зилась|зилася|зилося|зилися|ження)|впа(?:в|ла|ло|ли)|зменш(?:ився|илась|илася|илося|"
        r"илися|ення)|скороти(?:вся|лась|лася|лося|лися)|падіння",
        "double": r"подво(?:ївся|їлась|їлася|їлося|їлися)|вдвічі(?! менше)|удвічі(?! менше)",
        "half": r"вдвічі менше|удвічі менше|наполовину",
    },
    "ar": {
        "up": r"ارتفع(?:ت)?|يرتفع|ترتفع|ارتفاع|زاد(?:ت)?|يزيد|زيادة|ازداد(?:ت)?|نما|نمو|صعد(?:ت)?",
        "down": r"انخفض(?:ت)?|ينخفض|تنخفض|انخفاض|تراجع(?:ت)?|يتراجع|هبط(?:ت)?|هبوط|قل(?:ت)?|نقص(?:ت)?|تقلص(?:ت)?",
        "double": r"تضاعف(?:ت)?|ضعف|ضعفي|مضاعفة",
        "half": r"(?:إلى|الى) النصف|بمقدار النصف",
    },
    "hi": {
        "up": r"बढ़ी|बढ़ा|बढ़े|बढ़ गई|बढ़ गया|बढ़ रही|बढ़ रहा|वृद्धि|इजाफा|इज़ाफ़ा|बढ़ोतरी|तेजी",
        "down": r"घटी|घटा|घटे|घट गई|घट गया|गिरा|गिरी|गिरे|गिरावट|कमी",
        "double": r"दोगुना|दोगुनी|दोगुने|दुगुना|दुगुनी",
        "half": r"आधा|आधी|आधे",
    },
    "tr": {
        "up": r"art(?:tı|ıyor|ış|mış|acak|ar)|artış|yüksel(?:di|iyor|iş|miş)|büyü(?:dü|yor|me)|çoğaldı",
        "down": r"düş(?:tü|üyor|üş|müş|ecek)|azal(?:dı|ıyor|ma|mış)|geriledi|gerilem[ei]|indi",
        "double": r"iki katına|ikiye katlan(?:dı|mış)|iki kat",
        "half": r"yarıya|yarı yarıya",
    },
    "id": {
        "up": r"naik|meningkat|peningkatan|kenaikan|bertambah|tumbuh|melonjak|lonjakan|pertumbuhan",
        "down": r"turun|menurun|penurunan|berkurang|anjlok|merosot|menyusut",
        "double": r"dua kali lipat|berlipat ganda|dua kali",
        "half": r"setengahnya|separuhnya|menjadi separuh",
    },
    "zh": {
        "up": r"上升|上涨|上漲|增加|增长|增長|提高|攀升|飙升|飆升|上调|扩大",
        "down": r"下降|下跌|减少|減少|降低|下滑|暴跌|缩减|縮減|下调|萎缩",
        "double": r"翻番|翻倍|翻了一番|加倍|两倍|兩倍",
        "half": r"减半|減半|一半",
    },
    "ja": {
        "up": r"増加|上昇|増え(?:た|て|る)?|上がっ(?:た|て)|急増|伸び(?:た|て)|値上が?り",
        "down": r"減少|低下|下落|減っ(?:た|て)|下がっ(?:た|て)|急減|値下が?り|落ち込",
        "double": r"倍増|二倍|2倍|２倍",
        "half": r"半減|半分",
    },
    "ko": {
        "up": r"증가|상승|늘었|늘어|올랐|올라|급증|인상",
        "down": r"감소|하락|줄었|줄어|떨어졌|떨어져|급감|인하",
        "double": r"두 ?배|2배|배로",
        "half": r"절반|반으로",
    },
}
