from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.claims.attribution import UNNAMED, attribute
from ascertain.records import Attribution, Entity, Span


def split(text: str) -> list[Span]:
    """Cut at full stops behind which a capital letter or a quotation mark follows; enough for these samples."""
    spans = []
    for paragraph in re.finditer(r"(?:(?!\n\n).)+", text, re.DOTALL):
        start = paragraph.start()
        ends = [
            paragraph.start() + m.end()
            for m in re.finditer(
                r"(?<!Dr)(?<! [A-Z])[.!?][”\"»]*(?=\s+[“\"«„A-ZА-ЯÁ])|[。！？](?!」)[”]*(?=\w)", paragraph.group()
            )
        ]
        for end in [*ends, paragraph.end()]:
            piece = text[start:end]
            if piece.strip():
                spans.append(Span(start=start + len(piece) - len(piece.lstrip()), end=start + len(piece.rstrip())))
            start = end
    return spans


def attributions(text: str, language: str = "en", entities: tuple[Entity, ...] = ()) -> list[Attribution]:
    return [found.attribution for found in attribute(text, split(text), language, entities)]


def brief(found: Attribution) -> tuple[str, str, str, str]:
    return found.how, found.claimant, found.office, found.cue


def person(text: str, name: str) -> Entity:
    start = text.index(name)
    return Entity(span=Span(start=start, end=start + len(name)), text=name, kind="person", key=name.casefold())


ENGLISH = [
    # Direct quotations.
    (
        "“The harvest failed twice,” said Maria Okoye, an agronomist at the University of Lagos.",
        ("direct quotation", "Maria Okoye", "an agronomist at the University of Lagos", "said"),
    ),
    ("“The harvest failed twice,” Okoye noted.", ("direct quotation", "Okoye", "", "noted")),
    (
        "“The harvest failed,” Maria Okoye, an agronomist from Lagos, told reporters.",
        ("direct quotation", "Maria Okoye", "an agronomist from Lagos", "told"),
    ),
    ("Maria Okoye said: “The harvest failed twice.”", ("direct quotation", "Maria Okoye", "", "said")),
    ("Okoye told reporters on Monday, “The harvest failed.”", ("direct quotation", "Okoye", "", "told")),
    ("“Is the bridge safe?” asked Tom Reed.", ("direct quotation", "Tom Reed", "", "asked")),
    (
        "“We lost everything,” said the mayor of the town.",
        ("direct quotation", "the mayor of the town", "", "said"),
    ),
    (
        "“Prices rose by a tenth,” according to Finance Minister Lena Brandt.",
        ("direct quotation", "Lena Brandt", "Finance Minister", "according to"),
    ),
    ('"The dam is full," said Dr. Ada Lund.', ("direct quotation", "Ada Lund", "", "said")),
    ("‘The dam isn’t full,’ said Ada Lund.", ("direct quotation", "Ada Lund", "", "said")),
    ("“The dam is full,” she said.", ("direct quotation", UNNAMED, "", "she said")),
    (
        "“The dam is full,” a spokesman for the ministry said.",
        ("direct quotation", "a spokesman for the ministry", "", "said"),
    ),
    # Partial quotations.
    (
        "Okoye said that the harvest had “failed twice” since spring.",
        ("partial quotation", "Okoye", "", "said"),
    ),
    (
        "The plan is “almost finished”, according to the builder Acme.",
        ("partial quotation", "Acme", "builder", "according to"),
    ),
    ("The town was “proud” of its “heroes” last year.", ("own voice", "", "", "")),
    # Reported speech.
    ("The ministry said that 4,200 people were vaccinated.", ("reported speech", "the ministry", "", "said")),
    ("The ministry said 4,200 people were vaccinated in May.", ("reported speech", "the ministry", "", "said")),
    (
        "About 4,200 people were vaccinated, the ministry said on Friday.",
        ("reported speech", "the ministry", "", "said"),
    ),
    (
        "According to the national statistics office, prices rose by 3 percent.",
        ("reported speech", "the national statistics office", "", "According to"),
    ),
    (
        "Prices rose by 3 percent, according to state broadcaster NRTV.",
        ("reported speech", "NRTV", "state broadcaster", "according to"),
    ),
    (
        "The count differs from reports by local doctors, who have estimated that 300 people fell ill.",
        ("reported speech", "local doctors", "", "have estimated"),
    ),
    (
        "The loss has been acknowledged by both Oslo and Bergen.",
        ("reported speech", "Oslo and Bergen", "", "acknowledged by"),
    ),
    (
        "The report opens with a claim that the river was poisoned.",
        ("reported speech", "the report", "", "opens with a claim"),
    ),
    (
        "The closure worries many, with engineers warning that the wall may fall.",
        ("reported speech", "engineers", "", "warning"),
    ),
    (
        "British Prime Minister Anna Hale announced that the tunnel was open.",
        ("reported speech", "Anna Hale", "British Prime Minister", "announced"),
    ),
    (
        "Jon Berg, the head of the harbour authority, has repeatedly warned that the pier is weak.",
        ("reported speech", "Jon Berg", "the head of the harbour authority", "has repeatedly warned"),
    ),
    ("Hale was quoted as saying the tunnel would stay open.", ("reported speech", "Hale", "", "was quoted as saying")),
    ("Officials at the harbour said the pier was closed.", ("reported speech", "Officials at the harbour", "", "said")),
    (
        "The head of the World Food Office said stocks were low.",
        ("reported speech", "the head of the World Food Office", "", "said"),
    ),
    ("Residents claim the water is brown.", ("reported speech", "Residents", "", "claim")),
    ("There were claims from villagers that the well was dry.", ("reported speech", "villagers", "", "claims")),
    (
        "A source familiar with the talks told Radio One the deal was dead.",
        ("reported speech", "a source familiar with the talks", "", "told"),
    ),
    (
        "A study into river pollution found that 40 percent of wells were unsafe.",
        ("reported speech", "a study into river pollution", "", "found"),
    ),
    ("Officials are now saying that the wall was weak.", ("reported speech", "Officials", "", "saying")),
    (
        "The photographer, Ana Ruiz, told us that she kept the picture.",
        ("reported speech", "Ana Ruiz", "photographer", "told"),
    ),
    ("Jon Berg answered and said that the pier was weak.", ("reported speech", "Jon Berg", "", "said")),
    (
        "Secretary of State Ana Ruiz said the talks were over.",
        ("reported speech", "Ana Ruiz", "Secretary of State", "said"),
    ),
    (
        "Judge Mark A. Lund last year ruled that the sale was void.",
        ("reported speech", "Mark A. Lund", "Judge", "ruled"),
    ),
    ("The government privately said that the sale was off.", ("reported speech", "the government", "", "said")),
    ("The family said that the boy was safe.", ("reported speech", "the family", "", "said")),
    # Reported without a name.
    ("The general is believed to have left the country.", ("reported speech", UNNAMED, "", "is believed to")),
    ("The firm reportedly lost two million euros.", ("reported speech", UNNAMED, "", "reportedly")),
    ("He allegedly sold the same house twice.", ("reported speech", UNNAMED, "", "allegedly")),
    ("It was announced that the school would close.", ("reported speech", UNNAMED, "", "was announced")),
    # The article's own voice.
    ("The bridge was closed for three days in March.", ("own voice", "", "", "")),
    ("Images showed soldiers unloading crates at the pier.", ("own voice", "", "", "")),
    ("The film is shown in both cities.", ("own voice", "", "", "")),
    ("The ministry did not say that the bridge was closed.", ("own voice", "", "", "")),
    ("It doesn’t admit that the wall was weak.", ("own voice", "", "", "")),
    ("Doctors responded to the call within two minutes.", ("own voice", "", "", "")),
    ("The history of the United States is taught that way.", ("own voice", "", "", "")),
    ("The delay prompted fears that the wall was weak.", ("own voice", "", "", "")),
    ("The comic told more jokes about sheep.", ("own voice", "", "", "")),
]


@pytest.mark.parametrize(("sentence", "expected"), ENGLISH, ids=[s[:40] for s, _ in ENGLISH])
def test_english(sentence: str, expected: tuple[str, str, str, str]) -> None:
    (found,) = attributions(sentence)
    assert brief(found) == expected


OTHERS = [
    (
        "es",
        "“La cosecha fracasó”, dijo María Ortega, ministra de Agricultura.",
        "direct quotation",
        "María Ortega",
        "ministra de Agricultura",
    ),
    ("es", "Según el Banco de España, los precios subieron un 3 %.", "reported speech", "el Banco de España", ""),
    ("es", "La alcaldesa Ana Ruiz aseguró que la obra estaba terminada.", "reported speech", "Ana Ruiz", "alcaldesa"),
    ("es", "El acusado supuestamente vendió la casa dos veces.", "reported speech", UNNAMED, ""),
    (
        "pt",
        "“A colheita falhou”, disse João Prado, diretor da cooperativa.",
        "direct quotation",
        "João Prado",
        "diretor da cooperativa",
    ),
    ("pt", "De acordo com o Instituto Nacional, os preços subiram 3%.", "reported speech", "o Instituto Nacional", ""),
    ("pt", "O ministro Paulo Lima afirmou que a obra estava pronta.", "reported speech", "Paulo Lima", "ministro"),
    (
        "fr",
        "« La récolte est perdue », a déclaré Luc Martin, directeur de la coopérative.",
        "direct quotation",
        "Luc Martin",
        "directeur de la coopérative",
    ),
    ("fr", "Selon la Banque de France, les prix ont augmenté de 3 %.", "reported speech", "la Banque de France", ""),
    ("fr", "Le ministre Jean Petit a affirmé que le pont était fermé.", "reported speech", "Jean Petit", "ministre"),
    ("fr", "Le gouvernement a déclaré que le pont était fermé.", "reported speech", "le gouvernement", ""),
    ("fr", "« La récolte est perdue », explique-t-il.", "direct quotation", UNNAMED, ""),
    (
        "de",
        "„Die Ernte ist verloren“, sagte Karl Brandt, Direktor der Genossenschaft.",
        "direct quotation",
        "Karl Brandt",
        "Direktor der Genossenschaft",
    ),
    ("de", "Laut Bundesbank stiegen die Preise um 3 Prozent.", "reported speech", "Bundesbank", ""),
    ("de", "Der Polizei zufolge wurden drei Menschen verletzt.", "reported speech", "Der Polizei", ""),
    (
        "de",
        "Gesundheitsministerin Eva Lang erklärte, dass die Klinik schließt.",
        "reported speech",
        "Eva Lang",
        "Gesundheitsministerin",
    ),
    ("de", "Die Firma hat angeblich zwei Millionen Euro verloren.", "reported speech", UNNAMED, ""),
    (
        "it",
        "«Il raccolto è perduto», ha detto Carla Neri, direttrice della cooperativa.",
        "direct quotation",
        "Carla Neri",
        "direttrice della cooperativa",
    ),
    ("it", "Secondo la Banca d'Italia i prezzi sono saliti del 3%.", "reported speech", "la Banca d'Italia", ""),
    ("it", "Il sindaco Aldo Riva ha annunciato che il ponte è chiuso.", "reported speech", "Aldo Riva", "sindaco"),
    (
        "nl",
        "“De oogst is mislukt”, zei Jan de Boer, directeur van de coöperatie.",
        "direct quotation",
        "Jan de Boer",
        "directeur van de coöperatie",
    ),
    (
        "nl",
        "Volgens De Nederlandsche Bank stegen de prijzen met 3 procent.",
        "reported speech",
        "De Nederlandsche Bank",
        "",
    ),
    ("nl", "Minister Eva Smit meldde dat de brug dicht is.", "reported speech", "Eva Smit", "Minister"),
    (
        "pl",
        "„Zbiory przepadły” – powiedział Jan Kowal, dyrektor spółdzielni.",
        "direct quotation",
        "Jan Kowal",
        "dyrektor spółdzielni",
    ),
    (
        "pl",
        "Według Narodowego Banku Polskiego ceny wzrosły o 3 procent.",
        "reported speech",
        "Narodowego Banku Polskiego",
        "",
    ),
    ("pl", "Minister Anna Lis poinformowała, że most jest zamknięty.", "reported speech", "Anna Lis", "Minister"),
    ("pl", "– Zbiory przepadły – powiedziała Anna Lis.", "direct quotation", "Anna Lis", ""),
    (
        "ru",
        "«Урожай погиб», — заявил Иван Белов, директор кооператива.",
        "direct quotation",
        "Иван Белов",
        "директор кооператива",
    ),
    ("ru", "По словам Ивана Белова, цены выросли на 3 процента.", "reported speech", "Ивана Белова", ""),
    ("ru", "Министр Анна Лисова сообщила, что мост закрыт.", "reported speech", "Анна Лисова", "Министр"),
    ("ru", "Фирма якобы потеряла два миллиона.", "reported speech", UNNAMED, ""),
    (
        "uk",
        "«Урожай загинув», — заявив Іван Білий, директор кооперативу.",
        "direct quotation",
        "Іван Білий",
        "директор кооперативу",
    ),
    ("uk", "За словами Івана Білого, ціни зросли на 3 відсотки.", "reported speech", "Івана Білого", ""),
    ("uk", "Міністр Анна Лис повідомила, що міст закрито.", "reported speech", "Анна Лис", "Міністр"),
    ("id", "“Panen gagal,” kata Budi Santoso.", "direct quotation", "Budi Santoso", ""),
    ("id", "Menurut Bank Indonesia, harga naik 3 persen.", "reported speech", "Bank Indonesia", ""),
    ("id", "Menteri Siti Rahma mengatakan bahwa jembatan ditutup.", "reported speech", "Siti Rahma", "Menteri"),
    ("tr", "“Hasat kötü geçti” dedi Ayşe Demir.", "direct quotation", "Ayşe Demir", ""),
    ("tr", "Bakan Ali Kaya, “Köprü kapalı” dedi.", "direct quotation", "Ali Kaya", "Bakan"),
    ("tr", "Merkez Bankası'na göre fiyatlar yüzde 3 arttı.", "reported speech", "Merkez Bankası", ""),
    ("ar", "قال أحمد سالم إن الجسر مغلق منذ يومين.", "reported speech", "أحمد سالم", ""),
    ("ar", "وقال أحمد سالم: «الجسر مغلق منذ يومين».", "direct quotation", "أحمد سالم", ""),
    ("hi", "मंत्री राम वर्मा ने कहा कि पुल बंद है।", "reported speech", "मंत्री राम वर्मा", ""),
    ("hi", "पुलिस के अनुसार तीन लोग घायल हुए।", "reported speech", "पुलिस", ""),
    ("hi", "उन्होंने कहा कि पुल बंद है।", "reported speech", UNNAMED, ""),
    (
        "it",
        "Il sindaco Aldo Riva il 3 ottobre ha detto che il ponte è chiuso.",
        "reported speech",
        "Aldo Riva",
        "sindaco",
    ),
    ("de", "Darüber sprach niemand von den Leuten.", "own voice", "", ""),
    ("zh", "王芳说：“大桥已经关闭三天。”", "direct quotation", "王芳", ""),
    ("zh", "据中央银行报道，物价上涨了百分之三。", "reported speech", "中央银行", ""),
    ("ja", "田中市長は「橋は三日間閉鎖された」と述べた。", "direct quotation", "田中市長", ""),
    ("ja", "中央銀行によると、物価は3パーセント上昇した。", "reported speech", "中央銀行", ""),
    ("ko", "김민수 시장은 “다리가 사흘 동안 폐쇄됐다”고 말했다.", "direct quotation", "김민수 시장", ""),
    ("ko", "중앙은행에 따르면 물가가 3퍼센트 올랐다.", "reported speech", "중앙은행", ""),
]


@pytest.mark.parametrize(
    ("language", "sentence", "how", "claimant", "office"), OTHERS, ids=[f"{o[0]}-{o[1][:24]}" for o in OTHERS]
)
def test_other_languages(language: str, sentence: str, how: str, claimant: str, office: str) -> None:
    (found,) = attributions(sentence, language)
    assert (found.how, found.claimant, found.office) == (how, claimant, office)
    assert bool(found.cue) == (how != "own voice")


def test_both_halves_of_a_split_quotation_have_one_speaker() -> None:
    text = (
        "The talk was given by Maria Okoye, an agronomist.\n\n"
        "“The rains came late,” Okoye noted. “The second sowing failed too.”"
    )
    _, first, second = attributions(text, entities=(person(text, "Maria Okoye"),))
    assert brief(first) == ("direct quotation", "Maria Okoye", "", "noted")
    assert (second.how, second.claimant) == ("direct quotation", "Maria Okoye")


def test_a_surname_gets_the_full_name_and_the_office_given_earlier() -> None:
    text = "“It failed,” said Maria Okoye, an agronomist in Lagos.\n\nLater Okoye said that seed was short."
    _, later = attributions(text)
    assert brief(later) == ("reported speech", "Maria Okoye", "an agronomist in Lagos", "said")
    assert later.span is not None
    assert later.span.of(text) == "Okoye"


def test_a_surname_two_people_share_stays_as_it_is() -> None:
    text = "“Yes,” said Ana Ruiz.\n\n“No, never,” said Luis Ruiz.\n\nRuiz said that the vote was lost."
    assert attributions(text)[-1].claimant == "Ruiz"


def test_a_pronoun_means_the_last_speaker_when_nobody_else_was_named() -> None:
    text = "“It failed,” said Maria Okoye. “Seed was short,” she added."
    assert [found.claimant for found in attributions(text)] == ["Maria Okoye", "Maria Okoye"]


def test_a_pronoun_stays_when_somebody_else_was_named() -> None:
    text = "“It failed,” said Maria Okoye. The minister Jon Berg left early. “Seed was short,” he added."
    assert attributions(text, entities=(person(text, "Jon Berg"),))[-1].claimant == UNNAMED


def test_an_acronym_gets_the_name_it_stands_for() -> None:
    text = "The World Food Office (WFO) met in Oslo. WFO said that stocks were low."
    assert attributions(text)[-1].claimant == "World Food Office"


def test_a_title_means_the_only_person_who_holds_it() -> None:
    text = "Health Minister Ana Ruiz said that wards were full. The minister said that beds were short."
    assert attributions(text)[-1].claimant == "Ana Ruiz"


def test_a_quotation_that_runs_on_into_the_next_paragraph_keeps_its_speaker() -> None:
    text = "Maria Okoye said: “The rains came late.\n\n“The second sowing failed too.”"
    assert [(f.how, f.claimant) for f in attributions(text)] == [("direct quotation", "Maria Okoye")] * 2


def test_a_sentence_after_a_quotation_is_not_its_speaker() -> None:
    text = "The mayor called it “a disaster.” Officials denied that the pier was closed."
    first, second = attributions(text)
    assert first.claimant == "the mayor" or first.how == "own voice"
    assert (second.how, second.claimant) == ("reported speech", "Officials")


def test_a_quotation_without_a_speaker_is_unnamed() -> None:
    (found,) = attributions("“The rains came late this year.”")
    assert brief(found) == ("direct quotation", UNNAMED, "", "")


@pytest.mark.parametrize(
    ("behind", "how", "claimant"),
    [
        (" – that is what Holt is said to have told Bell.", "partial quotation", UNNAMED),
        (" (Peter Holt, 2 March).", "direct quotation", "Peter Holt"),
        (" – Peter Holt.", "direct quotation", "Peter Holt"),
        (" (translated from Dutch) hangs in the hall.", "own voice", ""),
        (", the lid of the box had it in red.", "direct quotation", UNNAMED),
        ("; the crowd went home.", "own voice", ""),
        ("", "direct quotation", "Ana Ruiz"),
    ],
)
def test_only_a_quotation_that_stands_alone_inherits_a_speaker(behind: str, how: str, claimant: str) -> None:
    text = f'"We saw nothing," said Ana Ruiz.\n\n"No more than ten people came"{behind}'
    found = attributions(text)[-1]
    assert (found.how, found.claimant) == (how, claimant)


def test_a_source_that_opens_the_next_sentence_does_not_speak_the_quotation_before() -> None:
    text = "Die Stadt habe „drei Jahre gewartet“. Nach Angaben des Ministeriums fehlen 300 Plätze."
    cut = text.index("Nach")
    spans = [Span(start=0, end=cut - 1), Span(start=cut, end=len(text))]
    first, second = (found.attribution for found in attribute(text, spans, "de"))
    assert first.claimant in {"", UNNAMED}
    assert "Ministeriums" in second.claimant


@pytest.mark.parametrize("name", ["Granite Works", "Luis Ruiz Prado", "Jon Berg", "Élise Ève"])
def test_a_pronoun_stays_open_when_any_other_name_stands_between(name: str) -> None:
    text = f"“It held,” said Maria Okoye. The shop of {name} stood open. “It fell later,” she said."
    assert brief(attributions(text)[-1]) == ("direct quotation", UNNAMED, "", "she said")


def test_the_office_of_the_speaker_is_no_other_name() -> None:
    text = "“It held,” said Maria Okoye, a nurse at Green Hill Hospital. “It fell later,” she said."
    assert attributions(text)[-1].claimant == "Maria Okoye"


def test_it_does_not_mean_a_person() -> None:
    text = "“It held,” said Maria Okoye. It said that the pier was shut."
    assert attributions(text, entities=(person(text, "Maria Okoye"),))[-1].claimant == UNNAMED


def test_a_phrase_between_comma_and_verb_is_the_subject() -> None:
    text = "The town fell to the men of Omar Hadid, an insurgent source told reporters on Monday."
    assert attributions(text)[0].claimant == "an insurgent source"


@pytest.mark.parametrize(
    ("language", "text", "claimant"),
    [
        ("en", "“That is plain nonsense,” shot back Peter Holt.", "Peter Holt"),
        ("en", "“That is plain nonsense,” Peter Holt crowed.", "Peter Holt"),
        ("en", "“That is plain nonsense,” crowed Peter Holt.", "Peter Holt"),
        ("en", "Peter Holt fumed: “That is plain nonsense.”", "Peter Holt"),
        ("en", "“That is plain nonsense,” came from the back row.", UNNAMED),
        ("en", "“That is plain nonsense,” opens Peter Holt’s diary.", UNNAMED),
        ("en", "On the wall stood one line: “The river takes it all back.”", UNNAMED),
        ("fr", "« Nous avons tout payé », rétorque Anne Leroy.", "Anne Leroy"),
        ("fr", "« Nous avons tout payé », s’est félicitée Anne Leroy.", "Anne Leroy"),
        ("de", "„Der Damm hält seit Mai“, so ein Sprecher des Amtes.", "ein Sprecher des Amtes"),
        ("pt", "“A ponte está segura”, avaliou Rui Prado.", "Rui Prado"),
    ],
)
def test_a_quotation_set_off_by_comma_or_colon_is_never_own_voice(language: str, text: str, claimant: str) -> None:
    (found,) = attributions(text, language)
    assert (found.how, found.claimant) == ("direct quotation", claimant)


def test_a_title_before_a_comma_is_no_speech() -> None:
    assert attributions("“Low Water”, a film by Jan Rot, opens in May.")[0].how == "own voice"


def test_it_behind_a_relative_pronoun_means_the_subject_of_the_sentence() -> None:
    text = "In May, state-run channel RTK has shown a film about divers who, it says, raised the ferry in a week."
    assert attributions(text)[0].claimant == "RTK"
    text = "In May, the channel showed a film about divers who, it says, raised the ferry in a week."
    assert brief(attributions(text)[0]) == ("reported speech", UNNAMED, "", "it says")


def test_who_tells_is_named_and_not_what_is_told() -> None:
    text = "This differs from the account of local nurses, who have estimated that 300 people fell ill."
    assert attributions(text)[0].claimant == "local nurses"


def test_an_article_that_opens_a_sentence_is_lower_case_unless_a_name_has_it() -> None:
    assert attributions("The ministry said that wards were full.")[0].claimant == "the ministry"
    assert attributions("The Hague Courier said that wards were full.")[0].claimant == "The Hague Courier"


def test_declined_names_get_the_form_that_stands_first() -> None:
    text = "Директор Иван Белов приехал вчера. По словам Белова, цены выросли."
    assert attributions(text, "ru", (person(text, "Иван Белов"),))[-1].claimant == "Иван Белов"


def test_an_unknown_language_still_finds_quotations() -> None:
    (found,) = attributions("„Uzhasno dlugo chakame tuk.“", "xx")
    assert found.how == "direct quotation"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "«",
                "»",
                ",",
                ".",
                " ",
                "\n\n",
                "said",
                "Lund",
                "Ada",
                "that",
                "according to",
                "the",
                "minister",
                "who",
                "has",
                "warned",
                "— ",
                "’",
                "'",
                "было",
                "заявил",
                "说",
                "：",
                "「",
                "」",
                "は",
            ]
        ),
        max_size=40,
    ),
    st.sampled_from(["en", "ru", "zh", "ja", "ko", "fr", "de", "xx"]),
)
def test_any_text_gives_one_attribution_for_each_sentence_with_spans_inside(parts: list[str], language: str) -> None:
    text = " ".join(parts)
    sentences = split(text)
    found = attribute(text, sentences, language)
    assert len(found) == len(sentences)
    for item in found:
        attribution = item.attribution
        if attribution.span is not None:
            assert 0 <= attribution.span.start < attribution.span.end <= len(text)
            assert attribution.span.of(text).strip()
        assert (attribution.how == "own voice") == (attribution.claimant == "")
        assert all(0 <= aside.start < aside.end <= len(text) for aside in item.asides)
