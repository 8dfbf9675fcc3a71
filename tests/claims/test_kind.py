from __future__ import annotations

import pytest

from ascertain.claims.kind import kind_of

CASES = [
    # language, sentence, kind, deciding words
    ("en", "The bridge was closed for three days in March.", "assertion", ""),
    ("en", "Is the bridge safe?", "question", "?"),
    ("en", "The firm has a plan to move.", "assertion", ""),
    ("en", "Acme plans to move.", "prediction", "plans to"),
    ("en", "Why did the ministry stay silent for a year.", "question", "Why did"),
    ("en", "Why the pier was closed", "question", "Why"),
    ("en", "What is clear is that the pier was closed.", "assertion", ""),
    ("en", "When the storm came, the pier was closed.", "assertion", ""),
    ("en", "The bridge will open in May.", "prediction", "will"),
    ("en", "The firm is expected to cut 300 jobs.", "prediction", "is expected to"),
    ("en", "They are going to sell the harbour.", "prediction", "are going to"),
    ("en", "The children are going to Oslo by train.", "assertion", ""),
    ("en", "The storm would have sunk the ferry.", "assertion", ""),
    ("en", "Days before the minister is scheduled to speak, the firm sold its shares.", "assertion", ""),
    ("en", "The firm, which will move in May, lost three million last year.", "assertion", ""),
    ("en", "It died of its own will in 1990.", "assertion", ""),
    ("en", "I think the bridge is safe.", "opinion", "I think"),
    ("en", "The council should repair the pier.", "opinion", "should"),
    ("en", "What a lovely morning it was.", "opinion", "What a"),
    ("en", "The timing appears strategic.", "opinion", "appears"),
    ("en", "It’s understandable that people are angry.", "opinion", "understandable"),
    ("en", "The council’s silence is a disgrace.", "opinion", "a disgrace"),
    ("en", "The accused appeared in court on Monday.", "assertion", ""),
    ("en", "The ferry did not have to wait.", "assertion", ""),
    ("en", "A great fire destroyed the mill in 1887.", "assertion", ""),
    ("es", "¿Está abierto el puente?", "question", "?"),
    ("es", "El puente va a abrir en mayo.", "prediction", "va a"),
    ("es", "El consejo debería reparar el muelle.", "opinion", "debería"),
    ("es", "El puente estuvo cerrado tres días.", "assertion", ""),
    ("pt", "A ponte será aberta em maio.", "prediction", "será"),
    ("pt", "Acho que a ponte é segura.", "opinion", "Acho"),
    ("pt", "A ponte foi fechada em março.", "assertion", ""),
    ("fr", "Le pont va rouvrir en mai.", "prediction", "va"),
    ("fr", "Je pense que le pont est sûr.", "opinion", "Je pense"),
    ("fr", "Le pont a été fermé trois jours.", "assertion", ""),
    ("de", "Die Brücke wird im Mai öffnen.", "prediction", "wird"),
    ("de", "Die Brücke wird gerade repariert.", "assertion", ""),
    ("de", "Ich glaube, die Brücke ist sicher.", "opinion", "Ich glaube"),
    ("de", "Die Brücke war drei Tage gesperrt.", "assertion", ""),
    ("it", "Il ponte sarà aperto a maggio.", "prediction", "sarà"),
    ("it", "Credo che il ponte sia sicuro.", "opinion", "Credo"),
    ("nl", "De brug zal in mei opengaan.", "prediction", "zal"),
    ("nl", "Ik vind de brug veilig.", "opinion", "Ik vind"),
    ("pl", "Most będzie otwarty w maju.", "prediction", "będzie"),
    ("pl", "Moim zdaniem most jest bezpieczny.", "opinion", "Moim zdaniem"),
    ("ru", "Мост будет открыт в мае.", "prediction", "будет"),
    ("ru", "По-моему, мост безопасен.", "opinion", "По-моему"),
    ("ru", "Мост был закрыт три дня.", "assertion", ""),
    ("uk", "Міст буде відкрито в травні.", "prediction", "буде"),
    ("uk", "На мою думку, міст безпечний.", "opinion", "На мою думку"),
    ("ar", "هل الجسر مفتوح؟", "question", "؟"),
    ("ar", "سيتم فتح الجسر في مايو.", "prediction", "سيتم"),
    ("zh", "大桥关闭了吗？", "question", "？"),
    ("zh", "大桥将于五月开放。", "assertion", ""),
    ("zh", "我认为大桥很安全。", "opinion", "我认为"),
    ("ja", "橋は安全ですか。", "question", "か"),
    ("ja", "橋は五月に開通する予定だ。", "prediction", "予定だ"),
    ("ko", "다리는 5월에 개통될 예정이다.", "prediction", "예정이다"),
    ("hi", "पुल मई में खुलेगा।", "prediction", "खुलेगा"),
    ("id", "Jembatan akan dibuka pada bulan Mei.", "prediction", "akan"),
    ("tr", "Köprü mayısta açılacak.", "prediction", "açılacak"),
]


@pytest.mark.parametrize(("language", "sentence", "kind", "cue"), CASES, ids=[f"{c[0]}-{c[1][:30]}" for c in CASES])
def test_kind_and_the_words_that_decide_it(language: str, sentence: str, kind: str, cue: str) -> None:
    decision = kind_of(sentence, language)
    assert (decision.kind, decision.cue) == (kind, cue)


def test_would_speaks_of_the_future_in_reported_speech_only() -> None:
    sentence = "The ministry said the bridge would open in May."
    assert kind_of(sentence, "en", reported=True).kind == "prediction"
    assert kind_of(sentence, "en").kind == "assertion"


def test_a_question_inside_a_quotation_shows_when_the_words_that_attribute_are_blanked() -> None:
    sentence = "“Is the bridge safe?” asked the mayor."
    assert kind_of(sentence, "en", voiced="“Is the bridge safe?”".ljust(len(sentence))).kind == "question"


def test_words_that_attribute_do_not_decide() -> None:
    sentence = "“The pier is closed,” said the man who should know."
    voiced = "“The pier is closed,”" + " " * (len(sentence) - len("“The pier is closed,”"))
    assert kind_of(sentence, "en", voiced=voiced).kind == "assertion"
