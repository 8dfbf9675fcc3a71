"""Words too common to tell texts apart, in the languages most read here."""

from __future__ import annotations

from ascertain.text.wordsets import word_set

STOP_WORDS = {
    "en": word_set(
        """a about above after again against all also am an and any are as at be because been before being below
        between both but by can does cannot could did do does doing don't down during each few for from further had has
        have having he her here hers herself him himself his how i if in into is isn't it its itself just me more
        most my myself no nor not now of off on once only or other our ours out over own said same say says she
        should so some such than that the their theirs them themselves then there these they this those through to
        too under until up upon us very was we were what when where which while who whom whose why will with would
        you your yours it's they're we're i'm that's there's didn't doesn't wasn't weren't won't can't"""
    ),
    "es": word_set(
        """a al algo ante antes como con contra cual cuando de del desde donde dos durante e el ella ellas ellos en
        entre era eran es esa esas ese eso esos esta estaba están estar estas este esto estos está fue fueron ha han
        hasta hay la las le les lo los más me mi mientras muy nada ni no nos o otra otro para pero poco por porque
        que quien qué se sea según ser si sí sido sin sobre son su sus también tan tanto te tiene todo todos tu un
        una uno unos y ya yo dijo"""
    ),
    "pt": word_set(
        """a ao aos aquela aquele as até com como da das de dela dele deles depois do dos e ela elas ele eles em
        entre era essa esse esta estava este está eu foi foram há isso isto já lhe mais mas me mesmo meu minha muito
        na nas nem no nos não nós o os ou para pela pelas pelo pelos por qual quando que quem se sem ser seu seus sua
        suas são só também te tem tinha um uma você à às é disse"""
    ),
    "fr": word_set(
        """a ai au aux avec ce ces cet cette c ceux ci comme d dans de des donc dont du elle elles en est et eu eux
        fait il ils j je l la le les leur leurs lui m ma mais me mes moi mon même n ne nos notre nous on ont ou où
        par pas plus pour qu que qui s sa sans se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y
        à été être avait avoir sera cela entre aussi après dit"""
    ),
    "de": word_set(
        """ab aber alle als also am an auch auf aus bei bin bis bist da dann das dass dein dem den der des die dies
        diese dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas für gegen hat hatte haben
        hier hin ich ihr ihre im in ist ja jede jeder jetzt kann kein keine können man mehr mein mit muss nach nicht
        noch nun nur ob oder ohne sehr sein seine seit sich sie sind so soll über um und uns unter vom von vor war
        waren was weil wenn wer werden wie wieder wir wird wo wurde wurden zu zum zur zwischen sagte"""
    ),
    "it": word_set(
        """a ad agli ai al alla alle allo anche c che chi ci come con cui d da dagli dai dal dalla dalle dei del dell
        della delle dello di dopo due e ed è era erano essere fra gli ha hanno i il in io l la le lei li lo loro lui
        ma mi mio ne negli nei nel nella nelle nello noi non nostro o ogni per perché più poi quale quando quella
        quello questa questo se sei si sia sono su sua sue sugli sui sul sulla sulle suo tra tu tutti tutto un una
        uno voi detto"""
    ),
    "nl": word_set(
        """aan al als bij daar dan dat de deze die dit doch door dus een en er ge geen had heb hebben heeft hem het
        hier hij hoe hun ik in is ja je kan kon maar me meer men met mij mijn na naar niet nog nu of om omdat onder
        ons ook op over te tegen toch toen tot u uit uw van veel voor want waren was wat we wel werd wie wij worden
        wordt zal ze zei zelf zich zij zijn zo zonder zou"""
    ),
    "pl": word_set(
        """a aby ale bardzo bez bo być był była było były co czy dla do gdy gdzie go i ich ile im inne ja jak jako je
        jego jej jest jestem już każdy kiedy kto która które który lub ma mi mnie może my na nad nam nas nie niż o od
        on ona one oni oraz po pod przed przez przy się są ta tak tam te tego tej ten to tu tych tylko tym u w we za
        ze został z że"""
    ),
    "ru": word_set(
        """а бы был была были было быть в вам вас весь во вот все всех всё вы где да для до его ее если есть еще ещё
        её же за и из или им их к как ко когда которая которые который кто ли мне мы на над нам нас не него нее нет ни
        но ну о об он она они оно от по под после при с свои свой себя со так также там тем то того тоже только том ты
        у уже что чтобы эта эти это этого этой этом этот я сказал сказала"""
    ),
    "uk": word_set(
        """а або але б бо був була були було бути в ви вже від він вона вони все всі де для до є же за з зі і із й
        його йому її їх як яка які який коли ми на над нас не ні ну о об під по при про с свій се та так також там те
        ти тим то того тому у це цей ці цього що щоб я"""
    ),
    "ar": word_set(
        """في من على إلى الى عن مع أن ان إن هذا هذه ذلك تلك التي الذي الذين ما لا لم لن هو هي هم كان كانت قد كل بعد
        قبل بين أو او و ثم حتى إذا كما عند منذ غير أي بعض فقط قال قالت وقال أيضا حيث لكن"""
    ),
    "hi": word_set(
        """का की के को में से है हैं था थी थे और या पर यह वह ये वे इस उस ने कि जो भी एक तो ही हो कर नहीं न लिए साथ
        अपने अपनी रहा रही रहे गया गई गए किया कहा जा तक कुछ बाद"""
    ),
    "tr": word_set(
        """acaba ama ancak bazı belki ben bir biri biz bu bunu çok çünkü da daha de değil diye en gibi hem hep her hiç
        için ile ise kadar ki kim mı mi mu mü ne neden o olan olarak oldu onlar sen siz şey şu tüm ve veya ya yani"""
    ),
    "id": word_set(
        """ada adalah agar akan antara apa atau bagi bahwa banyak bisa dalam dan dapat dari dengan di dia hanya harus
        hingga ia ini itu jika juga kami karena ke kepada kita lebih mereka oleh pada para saat saja saya sebagai
        sebuah secara sejak seperti serta setelah sudah telah tentang tersebut tidak untuk yaitu yang kata"""
    ),
    "zh": word_set(
        """的 了 是 在 和 也 有 就 不 人 都 一 我 他 她 它 们 这 那 我们 他们 这个 一个 没有 但是 因为
        所以"""
    ),
    "ja": word_set(
        """の は が を に で と も し た て い る す か な ら から まで ます です した して いる ある この
        その する ない こと よう"""
    ),
    "ko": word_set(
        """은 는 이 가 을 를 의 에 와 과 도 로 고 다 했다 에서 으로 하고 그리 리고 있다 없다 이다"""
    ),
}  # fmt: skip
"""BCP-47 primary tag → words, casefolded as :func:`ascertain.text.words` gives them."""
