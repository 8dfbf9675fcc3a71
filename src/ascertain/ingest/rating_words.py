"""The words publishers rate with, in about forty languages, by the part they play in a verdict.

Each table is plain text: phrases separated by ``|`` or line ends, one or a few languages a line. They are folded
(case, accents, Arabic vowel signs) when loaded, so ``engañoso`` also finds ``ENGANOSO``. Which rating a phrase
stands for was decided by what its publisher's own key says: "misleading", "missing context" and "partly false"
sit between false and half true, as in the scales of Meta's partners; "needs context" makes no such charge.
"""

from __future__ import annotations

from typing import Literal

Part = Literal[
    "false", "true", "not", "not after", "partly", "mostly", "half", "wholly", "but",
    "mostly false", "mixed", "mostly true", "unproven", "satire",
]  # fmt: skip
"""The part a phrase plays: a word to be modified, a modifier, or a whole rating."""

TABLES: dict[Part, str] = {
    "false": """
        false | falsehood | fasle | flase | untrue | incorrect | inaccurate | wrong | wrongly | erroneous | hoax
        fake | fakes | faked | lie | lies | lying | pants on fire | bogus | phony | baloney | bunk | debunked
        debunk | myth | fabricated | fabrication | made up | invented | fiction | fictitious | fictional | nonsense
        scam | fraud | fraudulent | phishing | clickbait scam | altered | doctored | manipulated | photoshop
        photoshopped | morphed | digitally edited | edited photo | edited image | edited video | edited audio
        deepfake | ai generated | computer generated | staged | forged | forgery | impostor | imposter
        imposter content | impersonation | misattributed | incorrect attribution | misquote | misquoted
        mangled quote | no basis in fact | not so | no factual basis | without basis | without merit | no merit
        from thin air | conspiracy theory | rumor false | bad science | not science | bad math | bad stats
        wrong numbers | bad advice | disproven | refuted | rebutted | not legit | the opposite | doesn't happen
        does not happen | didn't happen | did not happen | can't happen | never happened | does not exist
        doesn't exist | no such | disinformation | misinformation | false flag hoax | not exactly the truth
        made-up | has been edited | is edited | been altered | facts contradict | falso | falsa | falsos | falsas
        falsedad | mentira | bulo | bulos | montaje | incorrecto | incorrecta | erroneo | inventado | inventada
        manipulado | manipulada | timo | estafa | fraude | desinformacion | boato | mentiroso | errado | incorreto
        incorreta | golpe | montagem | adulterado | adulterada | farsa | desinformacao | mentiras | fals | fals(ă)
        neadevarat | incorect | faux | fausse | fausses | errone | erronee | intox | canular | mensonge | mensonger
        infox | truque | truquee | inexact | inexacte | invente | inventee | arnaque | detourne | fabrique
        fabriquee | desinformation | falsch | falsche | falscher | falsches | unwahr | gefalscht | falschung
        erfunden | luge | frei erfunden | falschbehauptung | falschmeldung | betrug | unzutreffend | inkorrekt
        manipuliert | bufala | falsi | falsita | errato | errata | sbagliato | inesatto | inventata | contraffatto
        fałsz | fałszywe | fałszywy | fałszywa | nieprawda | nieprawdziwe | nieprawdziwa | kłamstwo | zmyślone
        fałszywka | sfałszowane | podrobione | manipulacja zdjęciem | fejk | ложь | ложно | ложный | ложная | ложное
        неправда | фейк | фейки | фальшивка | вранье | неверно | вымысел | недостоверно | подделка | выдумка
        дезинформация | обман | заблуждение | миф | неправдиво | хибно | хибне | брехня | фальшивий | вигадка
        неправдива | дезінформація | bohong | pembohongan | salah | hoaks | palsu | tidak akurat | keliru
        disinformasi | misinformasi | penipuan | berita palsu | tidak benar | peke | pekeng | mali | kasinungalingan
        hindi totoo | maling | walang katotohanan | गलत | झूठ | झूठा | झूठी | झूठे | फर्जी | फ़र्ज़ी | फेक | असत्य
        भ्रामक नहीं झूठ | मनगढ़ंत | खोटे | खोटं | खोटी | बनावट | मिथ्या | মিথ্যা | ভুয়া | ভুয়ো | ভুল | গুজব | বানোয়াট
        خطأ | خاطئ | خاطئة | زائف | زائفة | كاذب | كاذبة | كذب | مفبرك | مفبركة | ملفق | مضلل تماما | غير صحيح
        غير صحيحة | ليس صحيحا | غير حقيقي | مزيف | مزيفة | إشاعة | شائعة | مغلوط | مغلوطة | خرافة | احتيال | نادرست
        دروغ | جعلی | کذب | غلط | جھوٹ | جھوٹا | فرضی | yanlış | sahte | uydurma | yalan | asılsız | montaj | onwaar
        vals | nep | onjuist | niet waar | verzonnen | leugen | foutief | nepnieuws | falskt | falsk | osant | fel
        felaktigt | påhittat | falske | usant | feil | oppspinn | falskt påstand | helt feil | faktisk helt feil
        usand | forkert | løgn | opdigtet | väärin | epätosi | valhe | valetta | väärä | paikkansapitämätön | hamis
        álhír | kamu | hazugság | valótlan | téves | nepravda | nepravdivé | nepravdive | nepravdivý | lež | podvrh
        hoaxy | zavádějící lež | výmysel | lažno | laž | netačno | netočno | neistina | neistinito | dezinformacija
        dezinformacije | lazna vest | lažna vest | lažna vijest | izmišljotina | лажно | нетачно | неистина
        невярно | фалшиво | лъжа | невистина | лажна вест | netiesa | nepatiesa | nepatiesi | melagiena | melas
        neteisinga | vale | ψευδές | ψευδής | ψευδη | ψεμα | ψέματα | αναληθές | κατασκευασμένο | λάθος | ανακριβές
        e rreme | e pavertete | i rreme | e pasakte | gënjeshtër | שקר | שקרי | שקרית | לא נכון | כזב | מפוברק
        לא נכונה | เท็จ | ปลอม | ข่าวปลอม | ไม่จริง | ข้อมูลเท็จ | ไม่เป็นความจริง | sai sự thật | sai | giả mạo
        tin giả | bịa đặt | không đúng | không chính xác | 誤り | 虚偽 | デマ | うそ | 嘘 | 偽 | 捏造 | フェイク
        事実ではない | 誤情報 | 不正確 | 错误 | 錯誤 | 虚假 | 虛假 | 假的 | 假消息 | 谣言 | 謠言 | 不实 | 不實
        假新聞 | 偽造 | 伪造 | 詐騙 | 謬誤 | 거짓 | 허위 | 가짜 | 사실 아님 | 사실이 아님 | 사실무근
        전혀 사실 아님 | 조작 | பொய் | தவறு | தவறான | போலி | வதந்தி | తప్పు | అసత్యం | అబద్ధం | నకిలీ | ഫേക്ക് | വ്യാജം
        തെറ്റ് | വാസ്തവവിരുദ്ധം | ಸುಳ್ಳು | ನಕಲಿ | ખોટું | ખોટો | ખોટી | ਗਲਤ | ਝੂਠ | ਫਰਜ਼ੀ | අසත්‍ය | ව්‍යාජ | မှား | မမှန်
        uongo | si kweli | urongo | vals nuus | ffug | ffals | karya | ƙarya | irọ
    """,
    "true": """
        true | correct | correctly | accurate | right | legit | legitimate | real | authentic | genuine | factual
        correct attribution | correctly attributed | verified | confirmed | checks out | fair call | on the money
        this is fair | supported by evidence | geppetto checkmark | correcte | true fact | stands up | verdadero
        verdadera | cierto | cierta | correcto | correcta | verdad | veraz | autentico | es real | verdadeiro
        verdadeira | verdade | correto | correta | comprovado | vrai | vraie | veridique | avere | averee
        authentique | wahr | richtig | korrekt | stimmt | zutreffend | echt | trifft zu | vero | vera | corretto
        corretta | verita | adevarat | corect | cert | veritat | prawda | prawdziwe | prawdziwa | prawdziwy
        zgodne z prawdą | правда | верно | достоверно | истина | правдиво | достовірно
        соответствует действительности | benar | fakta | faktual | akurat | sesuai fakta | totoo | tama | सच | सही
        सत्य | खरे | खरं | সত্য | সঠিক | صحيح | صحيحة | حقيقي | حقيقة | حقيقية | درست | راست | صحیح | سچ | حقیقت
        doğru | gerçek | dogru | waar | juist | klopt | sant | sann | riktig | rett | sand | rigtigt
        faktisk helt sant | totta | tosi | pitää paikkansa | igaz | valós | pravda | pravdivé | pravdive | pravdivý
        istina | istinito | tačno | točno | тачно | вярно | точно | tiesa | patiesi | teisinga | tõene | αληθές
        αληθής | αλήθεια | σωστό | ακριβές | e vërtetë | e vertete | e saktë | נכון | אמת | จริง | ข้อเท็จจริง | đúng
        đúng sự thật | chính xác | có thật | 正確 | 正确 | 事実 | 事實 | 属实 | 屬實 | 真实 | 真實 | 本当 | 사실
        진실 | உண்மை | నిజం | వాస్తవం | ശരി | സത്യം | ನಿಜ | સાચું | ਸੱਚ | සත්‍ය | kweli | gaskiya | gwir
    """,
    "not": """
        not | no | isn't | isnt | aren't | wasn't | weren't | never | neither | nor | cannot be | hardly | far from
        not a | not an | nothing | no es | no son | no fue | nada | nao | nao e | n'est pas | n est pas | pas
        ne sont pas | nicht | kein | keine | keineswegs | non | non e | nie | nie jest | не | ні | nu | nu e | nem
        ei ole | ei | bukan | tidak | hindi | niet | geen | inte | ikke | ni | není | nije | nisu | neni | nav
        nera | δεν | δεν ειναι | غير | ليس | ليست | ليسوا | لا | לא | אינו | ไม่ | không | khong | si | nuk eshte
        nuk
    """,
    "not after": """
        değil | degil | değildir | नहीं | नही | নয় | نیست | نہیں | ではない | でない | 아님 | 아니다 | இல்லை | కాదు
        അല്ല | niet
    """,
    "partly": """
        partly | partially | part | in part | parts | somewhat | some | parcialmente | parcial | en parte | em parte
        partiellement | en partie | teilweise | zum teil | teils | parzialmente | in parte | partial | partiala
        częściowo | czesciowa | частично | отчасти | частково | sebagian | आंशिक | आंशिक रूप से | অংশত | আংশিক
        جزئيا | جزئي | جزئياً | kısmen | kismen | gedeeltelijk | deels | delvis | delvist | osittain | részben
        částečně | castecne | čiastočne | delimično | djelomično | делимично | iš dalies | daļēji | osaliselt
        εν μέρει | μερικώς | pjesërisht | חלקית | một phần | 部分 | 一部 | 일부 | บางส่วน | kwa sehemu | bahagya
        இரண்டும் கலந்த | పాక్షికంగా | ഭാഗികമായി
    """,
    "mostly": """
        mostly | largely | mainly | generally | nearly | almost | likely | probably | close to | in essence
        mayormente | mayoritariamente | casi | en su mayoria | principalmente | quase | majoritariamente | plutot
        largement | essentiellement | presque | globalement | großteils | größtenteils | groesstenteils
        überwiegend | weitgehend | eher | fast | in gran parte | perlopiu | quasi | w większości | glownie | prawie
        blisko prawdy | по большей части | в основном | преимущественно | скорее | почти | sebagian besar
        kebanyakan | अधिकतर | ज़्यादातर | في الغالب | غالبا | إلى حد كبير | büyük ölçüde | grotendeels | merendeels
        vooral | till stor del | mest | stort set | enimmäkseen | nagyrészt | převážně | prevazne | väčšinou
        vecinom | uglavnom | углавном | предимно | daugiausia | κυρίως | kryesisht | ברובו | phần lớn | おおむね
        ほぼ | 大部分 | 基本 | 대체로 | 대부분 | ส่วนใหญ่
    """,
    "half": """
        half | a medias | medio | media | meio | meia | a moitie | moitie | mi | halb | mezza | mezzo | pół | pol
        полу | наполовину | yarı | yari | half a | halv | halvt | puoliksi | félig | napola | πολλά μισή | 절반의
        절반 | 一半 | 半 | अर्ध | आधा | نصف | setengah | separuh | kalahating | polu | jumate
    """,
    "wholly": """
        entirely | completely | totally | fully | wholly | quite | exactly | really | strictly | exact | exactamente
        totalmente | completamente | del todo | enteramente | tout a fait | entierement | totalement | completement
        ganz | völlig | vollständig | komplett | del tutto | całkiem | całkowicie | w pełni | полностью | совсем
        вполне | sepenuhnya | पूरी तरह | تماما | كليا | tamamen | helemaal | geheel | helt | täysin | teljesen
        úplně | potpuno | напълно | εντελώς | hoàn toàn | 完全 | 전혀 | ganap
    """,
    "but": """
        but | however | although | though | even so | more to it | pero | aunque | mas | mais | aber | jedoch | ma
        però | ale | но | однако | tetapi | tapi | लेकिन | لكن | ama | maar | men | mutta | de | ali | αλλά
    """,
    "mostly false": """
        misleading | mislead | misleads | misled | mis leading | deceptive | deceiving | missing context
        missing_context | lacks context | lack of context | lacking context | without context | out of context
        wrong context | false context | taken out of context | false connection | false headline
        misleading content | spin | spins | spins the facts | distorts | distorted | distorts the facts | distortion
        distorting | twisted | twists | exaggerated | exaggerates | exaggeration | exaggerating | overstated
        overstates | overblown | inflated | understated | cherry picks | cherry picking | cherry picked | selective
        selectively edited | slanted | misrepresented | misrepresents | misrepresentation | mischaracterized
        mischaracterization | miscaptioned | misinterpreted | misinterprets | misplaced | misidentified
        flawed reasoning | flawed | faulty | old video | old photo | old picture | old image | old photos
        old images | old pictures | old news | old story | the picture is old | the video is old | video is old
        picture is old | photo is old | unrelated | not related | no relation | no connection | not connected
        recycled | not the whole story | not the full story | not whole story | only part of the story | incomplete
        not accurate as a whole | inaccurate as a whole | inaccurate with consideration
        inaccurate with considerations | inaccurate with reservations | barely true | stretches the truth | stretch
        a stretch | ignores context | ignores | three pinocchios | 3 pinocchios | insufficient context | dubious
        doubtful | mostly untrue | more wrong than right | apples to oranges | cheap fake | cheapfake | is old
        was old | are old | old incident | apples and oranges | fearmongering | stolen photo | stolen photos
        stolen video | years old | misremembering | misremembered | engañoso | engañosa | engañosos
        sacado de contexto | fuera de contexto | falta contexto | sin contexto | descontextualizado
        descontextualizada | exagerado | exagerada | tergiversado | tendencioso | incompleto | enganoso | enganosa
        fora de contexto | sem contexto | distorcido | distorcida | nao e bem assim | esticado | exagerou
        contraditorio | imprecisa e enganosa | trompeur | trompeuse | hors contexte | manque de contexte
        contexte manquant | sorti de son contexte | a nuancer et trompeur | exagere | exageree
        detourne de son contexte | deforme | biaise | insuffisant | irreführend | irrefuehrend | fehlender kontext
        ohne kontext | falscher kontext | aus dem kontext gerissen | kontext fehlt | verzerrt | übertrieben
        größtenteils unzutreffend | missverständlich | fuorviante | ingannevole | fuori contesto | manca contesto
        contesto mancante | esagerato | pinocchio andante | panzana pazzesca | wprowadza w błąd
        wprowadzające w błąd | manipulacja | brak kontekstu | wyrwane z kontekstu | zmanipulowane | zmanipulowany
        przesada | manipulat | manipulare | induce in eroare | вводит в заблуждение | манипуляция
        вырвано из контекста | без контекста | искажение | преувеличение | передергивание | маніпуляція
        маніпулятивно | вводить в оману | без контексту | перебільшення | menyesatkan | sesat | konteks yang salah
        konteks hilang | kurang konteks | dilebihkan | nakaliligaw | nakapanlilinlang | kulang sa konteksto
        walang konteksto | mapanlinlang | भ्रामक | गुमराह | संदर्भ से बाहर | अधूरा सच | दिशाभूल करणारे | বিভ্রান্তিকর
        প্রসঙ্গহীন | مضلل | مضللة | مضلّل | خارج السياق | خارج سياقه | ناقص | غير دقيق | غير دقيقة | سياق مفقود
        عنوان مضلل | گمراہ کن | گمراه کننده | yanıltıcı | yaniltici | bağlamından koparılmış | çarpıtma | abartılı
        eksik bağlam | misleidend | uit de context | ontbrekende context | overdreven | vilseledande
        saknar kontext | villedende | misvisende | vildledende | uden kontekst | delvis feil | ute av kontekst
        harhaanjohtava | irrotettu asiayhteydestä | félrevezető | megtévesztő | kontextusból kiragadott | zavádějící
        zavadejici | zavádzajúce | zavadzajuce | manipulativní | vytržené z kontextu | chýbajúci kontext
        obmanjujuće | zavaravajuće | manipulacija | manipulisanje činjenicama | izvan konteksta | bez konteksta
        заблуждаващо | обманјујуће | манипулација | заведувачко | подвеждащо | klaidinanti | maldinoša | eksitav
        παραπλανητικό | παραπλανητική | εκτός πλαισίου | ελλιπές πλαίσιο | mashtruese | çorientuese | i pasaktë
        e pasaktë | manipulim | מטעה | הטעיה | מחוץ להקשר | บิดเบือน | ทำให้เข้าใจผิด | ขาดบริบท | gây hiểu lầm
        sai lệch | thiếu ngữ cảnh | ミスリード | ミスリーディング | 誤解を招く | 誤導 | 误导 | 誤導性 | 缺乏背景
        断章取义 | 斷章取義 | 호도 | 오해의 소지 | 왜곡 | 대체로 사실 아님 | 논란 | தவறாக வழிநடத்தும் | திரிக்கப்பட்டது
        తప్పుదోవ పట్టించే | తప్పుదారి పట్టించేది | തെറ്റിദ്ധരിപ്പിക്കുന്നത് | ದಾರಿತಪ್ಪಿಸುವ | ભ્રામક | ਗੁੰਮਰਾਹਕੁੰਨ | inapotosha
        kupotosha | yaudara | camarweiniol
    """,
    "mixed": """
        half true | half truth | half truths | half right | mixture | mixed | mixed bag | mixed evidence
        in dispute | disputed | contested | imprecise | ambiguous | two pinocchios | 2 pinocchios | needs context
        needs more context | need context | more context | more context needed | context needed | in between
        yes and no | in the middle | partly true partly false | outdated | not clear cut | it depends | complicated
        it's complicated | half flip | correct but | true but | yes but | only with flaw | selectively true
        both true and false | grey area | understated exaggerated | mezcla | media verdad | verdad a medias
        verdades a medias | medias verdades | verdadero pero | cierto pero | verdadero, pero | necesita contexto
        falta precision | discutible | mixto | mixta | meia verdade | meia-verdade | meias verdades | impreciso
        imprecisa | verdadeiro mas | contextualizando | precisa de contexto | discutivel | misto | semi vrai
        mi vrai mi faux | vrai ou faux | a nuancer | nuance | mitige | c'est plus complique | plus complique
        c'est plus complique que ca | imprecis | vrai mais | discute | halbwahr | halbwahrheit | gemischt
        unpräzise | umstritten | nur teilweise | mezza verita | ni ni | c'eri quasi pinocchio | półprawda
        polprawda | prawda i fałsz | nieprecyzyjne | połowiczna prawda | полуправда | смешанно | спорно | неточно
        напівправда | неоднозначно | campuran | separuh benar | setengah benar | आधा सच | आंशिक सच | अर्धसत्य | অর্ধসত্য
        نصف الحقيقة | نصف صحيح | خليط | karma | karışık | halve waarheid | half waar | halvsant | halvsann
        delvis sant | delvist sandt | blandat | puolitotuus | félig igaz | vegyes | polopravda | polopravdivé
        napůl pravda | poluistina | polutačno | полуистина | delom točno | μισή αλήθεια | μισή-αλήθεια | μικτό
        gjysmë e vërtetë | חצי אמת | นวนกลาง | nửa đúng nửa sai | nửa sự thật | 半真半假 | 真假參半 | 真假参半
        一半真 | 절반의 사실 | 반반 | 部分事實 | 不正確部分
    """,
    "mostly true": """
        accurate as a whole | accurate with consideration | accurate with considerations
        accurate with reservations | one pinocchio | 1 pinocchio | more right than wrong | true with caveats
        essentially true | in the ballpark | in the right ballpark | broadly correct | broadly accurate
        about right | roughly right | approximately true | casi verdadero | casi cierto | quase verdade | quasi vrai
        plutot vrai | plutot juste | fast richtig | c'eri quasi | quasi vero | prawie prawda | blisko prawdy
        похоже на правду | почти правда | скоріше правда | hampir benar | nesten sant | faktisk delvis sant og
        stemmer stort sett | nästan sant | skoro istina | uglavnom tačno | ほぼ正確 | おおむね正確 | 대체로 사실
        grotendeels waar
    """,
    "unproven": """
        unproven | unproved | not proven | unsupported | no evidence | no proof | lacks evidence | lack of evidence
        without evidence | insufficient evidence | not enough evidence | little evidence | no clear evidence
        little or no evidence | can find no evidence | no reliable evidence | no scientific evidence
        unsubstantiated | not substantiated | unfounded | baseless | groundless | no basis | unverified
        unverifiable | not verified | cannot be verified | can't be verified | unconfirmed | not confirmed | unclear
        inconclusive | undetermined | unknown | uncertain | too early | too soon to say | suspicious
        research in progress | legend | rumor | rumour | speculative | speculation | not provable | no source
        needs evidence | no data | not credible | lacks credibility | unsourced | unlikely to know | no causal link
        facts are not clear | verdict pending | developing | jury is still out | can't say | sin pruebas
        sin evidencia | no hay pruebas | no hay evidencia | no hay evidencias | no probado | sin fundamento
        sin sustento | insostenible | no verificable | inverificable | sin verificar | no se puede verificar
        infundado | sem provas | sem evidencia | sem evidencias | nao ha provas | nao ha evidencias | sem fundamento
        insustentavel | nao comprovado | inconclusivo | inverificavel | sem base | sem comprovacao
        ainda e cedo para dizer | sans preuve | sans preuves | pas de preuve | pas de preuves | aucune preuve
        non prouve | infonde | infondee | sans fondement | invérifiable | non verifie | incertain | rien ne prouve
        impossible a verifier | rumeur | unbelegt | nicht belegt | keine belege | ohne belege | unbewiesen
        nicht bewiesen | unklar | unbestätigt | nicht überprüfbar | keine beweise | ohne beweise | haltlos
        spekulativ | wissenschaftlich nicht belegt | senza prove | nessuna prova | non ci sono prove
        non verificabile | infondato | infondata | non dimostrato | brak dowodów | nieweryfikowalne
        niepotwierdzone | bez dowodów | niesprawdzalne | nieudowodnione | не доказано | нет доказательств
        бездоказательно | без доказательств | не подтверждено | недоказанно | неподтверждено | необоснованно
        невозможно проверить | не підтверджено | без доказів | немає доказів | слухи | belum terbukti
        tidak terbukti | tanpa bukti | tidak ada bukti | belum ada bukti | tidak berdasar | belum terverifikasi
        walang basehan | walang batayan | walang ebidensya | walang patunay | hindi napatunayan | अपुष्ट | असत्यापित
        कोई सबूत नहीं | बेबुनियाद | निराधार | प्रमाणित नहीं | প্রমাণ নেই | ভিত্তিহীন | অপ্রমাণিত | لا دليل | بلا دليل
        لا أساس له | لا أساس لها | غير مؤكد | غير مؤكدة | غير مثبت | لا يمكن التحقق | بدون دليل | مشكوك فيه
        kanıtlanmamış | kanıt yok | doğrulanmamış | belirsiz | şüpheli | dayanaksız | niet bewezen | onbewezen
        geen bewijs | ongefundeerd | niet te controleren | obevisat | inga bevis | saknar grund | ubegrunnet
        ingen bevis | udokumentert | udokumenteret | ingen beviser | ei näyttöä | ei todisteita | todistamaton
        nem bizonyított | nincs bizonyíték | megalapozatlan | nepodložené | nepodlozene | neoveriteľné
        neoveritelne | neověřitelné | bez důkazů | neosnované | nedokazano | neprovjerljivo | neutemeljeno
        bez dokaza | neosnovano | недоказано | няма доказателства | без докази | nepagrįsta | be įrodymų
        nepierādīts | nav pierādījumu | tõendamata | αναπόδεικτο | χωρίς στοιχεία | αβάσιμο | ανεπιβεβαίωτο
        e pabazuar | e paverifikuar | pa prova | ללא ביסוס | לא מבוסס | אין הוכחה | ไม่มีหลักฐาน
        ยังไม่ได้รับการยืนยัน | không có bằng chứng | không có căn cứ | chưa kiểm chứng | chưa được xác minh
        根拠不明 | 根拠なし | 判定留保 | 未確認 | 缺乏證據 | 缺乏证据 | 无法证实 | 無法證實 | 證據不足 | 证据不足
        没有证据 | 沒有證據 | 판단 유보 | 근거 없음 | 증거 없음 | 확인 불가 | 사실 확인 안됨 | ஆதாரமற்றது
        ఆధారాలు లేవు | നിരാധാരം | haina ushahidi | hakuna ushahidi
    """,
    "satire": """
        satire | satirical | labeled satire | labelled satire | parody | parodies | spoof | prank | it's a joke
        a joke | joke | humor | humour | satira | satirico | satirica | humor satirico | parodia | broma | piada
        humorístico | humoristique | parodie | satirisch | scherzo | żart | satyra | сатира | пародия | юмор | шутка
        satir | sindiran | parodi | satiiri | szatíra | vtip | व्यंग्य | ব্যঙ্গ | سخرية | ساخر | محتوى ساخر | طنز
        mizah | hiciv | satiiriline | σάτιρα | סאטירה | เสียดสี | châm biếm | 風刺 | 諷刺 | 讽刺 | 풍자 | நையாண்டி
        వ్యంగ్యం | ആക്ഷേപഹാസ്യം | kejeli
    """,
}

ONLY_SHORT = """
    part | parts | some | media | medio | meio | mi | pol | de | ma | no | si | ni | nu | ei | nor | men | mas | ali
    tama | mali | mest | fast | eher | real | right | spin | sand | sai | fel | vals | rett | vale | vera | cert
    stretch | joke | lie | lies | lying | golpe | legend | unknown | rumor | rumour | flawed | ignores | nada
    mezzo | unrelated | karya | invented | fiction | prank | humor | staged | salah | developing | legitimate
    confirmed | verified | close to | disputed | generally | likely | nearly | almost | mainly | probably | half
    nothing | timo | ama | recycled | selective | contested | unclear | complicated | slanted | kamu | no such
    sesat | quasi | karma | tosi | edited photo | factual | illusion | a joke | parody | spoof | humour | parodia
    parodie | authentic | genuine | incomplete | twisted | fraud | speculation | outdated | uncertain
"""
"""Words that rate in a verdict of a few words, and mean something else in a sentence or another language."""

WHOLE = {
    "yes": "true", "yep": "true", "no": "false", "nope": "false", "si": "true", "sim": "true", "oui": "true",
    "ja": "true",
    "nao": "false", "non": "false", "nein": "false", "nej": "false", "hell no": "false", "not true": "false",
    "t": "true",
    "f": "false", "mtrue": "mostly true", "barely-true": "mostly false", "pof": "false", "pants-fire": "false",
    "假": "false", "真": "true", "対": "true", "refutes": "false", "supports": "true",
    "conflicting evidence/cherrypicking": "mixed", "refuted": "false", "supported": "true",
}  # fmt: skip
"""Verdicts that count only as the whole string."""
