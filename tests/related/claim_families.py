"""Claims as several fact-checkers word them; within a family all are of one subject. Written for these tests."""

from __future__ import annotations

FAMILIES: tuple[tuple[tuple[tuple[str, str], ...], ...], ...] = (
    (
        (
            ("en", "5G antennas cause cancer"),
            ("en", "Antennas for 5G give people cancer"),
            ("es", "Las antenas 5G causan cáncer"),
            ("de", "5G-Antennen verursachen Krebs"),
        ),
        (
            ("en", "5G antennas kill birds"),
            ("es", "Las antenas 5G matan a los pájaros"),
            ("ru", "Вышки 5G убивают птиц"),
        ),
        (("en", "5G antennas spread the coronavirus"), ("fr", "Les antennes 5G propagent le coronavirus")),
    ),
    (
        (
            ("en", "A video shows a bridge collapsing in the town of Merin"),
            ("en", "Video shows the bridge in Merin collapsing"),
            ("es", "Un vídeo muestra el derrumbe de un puente en Merin"),
        ),
        (
            ("en", "A video shows soldiers blowing up a bridge in the town of Merin"),
            ("de", "Ein Video zeigt, wie Soldaten in Merin eine Brücke sprengen"),
        ),
        (
            ("en", "A video shows a bridge collapsing in the town of Ostrava"),
            ("de", "Ein Video zeigt den Einsturz einer Brücke in Ostrava"),
        ),
    ),
    (
        (
            ("en", "The minister paid 2 million euros for a villa on the coast"),
            ("en", "The minister bought a villa on the coast for 2 million euros"),
            ("it", "Il ministro ha pagato 2 milioni di euro per una villa sulla costa"),
        ),
        (
            ("en", "The minister paid 20 million euros for a villa on the coast"),
            ("es", "El ministro pagó 20 millones de euros por una villa en la costa"),
        ),
        (("en", "The minister sold his villa on the coast for 2 million euros"),),
    ),
    (
        (
            ("en", "The flu vaccine causes infertility in women"),
            ("en", "Flu vaccine makes women infertile"),
            ("fr", "Le vaccin contre la grippe rend les femmes stériles"),
            ("pt", "A vacina contra a gripe causa infertilidade em mulheres"),
        ),
        (
            ("en", "The flu vaccine does not cause infertility in women"),
            ("de", "Die Grippeimpfung macht Frauen nicht unfruchtbar"),
        ),
        (("en", "The flu vaccine changes the DNA of women"), ("es", "La vacuna contra la gripe cambia el ADN")),
    ),
    (
        (
            ("en", "Senator Alice Brown was arrested for tax fraud"),
            ("en", "Police arrested Senator Alice Brown over tax fraud"),
            ("es", "La senadora Alice Brown fue detenida por fraude fiscal"),
        ),
        (
            ("en", "Senator Robert Hill was arrested for tax fraud"),
            ("de", "Senator Robert Hill wurde wegen Steuerbetrugs verhaftet"),
        ),
        (("en", "Senator Alice Brown resigned over tax fraud"),),
    ),
    (
        (
            ("en", "Drinking hot water with lemon cures cancer"),
            ("en", "Hot lemon water cures cancer"),
            ("es", "Beber agua caliente con limón cura el cáncer"),
            ("pt", "Beber água quente com limão cura o câncer"),
        ),
        (
            ("en", "Drinking hot water with lemon helps you lose weight"),
            ("de", "Heißes Wasser mit Zitrone hilft beim Abnehmen"),
        ),
        (("en", "Drinking cold water causes cancer"), ("fr", "Boire de l'eau froide provoque le cancer")),
    ),
    (
        (
            ("en", "Poland sent 20,000 soldiers to the border with Belarus"),
            ("en", "Poland has moved 20,000 troops to its border with Belarus"),
            ("ru", "Польша отправила 20 000 солдат на границу с Белоруссией"),
        ),
        (
            ("en", "Poland sent 50,000 soldiers to the border with Belarus"),
            ("de", "Polen hat 50.000 Soldaten an die Grenze zu Belarus geschickt"),
        ),
        (
            ("en", "Poland sent 20,000 soldiers to the border with Ukraine"),
            ("es", "Polonia envió 20.000 soldados a la frontera con Ucrania"),
        ),
        (("en", "Belarus sent 20,000 soldiers to the border with Poland"),),
    ),
    (
        (
            ("de", "Die Regierung will Bargeld ab 2027 abschaffen"),
            ("de", "Ab 2027 will die Regierung das Bargeld abschaffen"),
            ("en", "The government wants to abolish cash from 2027"),
        ),
        (
            ("de", "Die Regierung will Bargeldzahlungen über 1.000 Euro verbieten"),
            ("en", "The government wants to ban cash payments over 1,000 euros"),
        ),
    ),
    (
        (
            ("fr", "Une photo montre un requin sur une autoroute inondée à Lisbonne"),
            ("fr", "Cette photo montre un requin qui nage sur une autoroute inondée de Lisbonne"),
            ("pt", "Foto mostra um tubarão numa autoestrada inundada em Lisboa"),
            ("en", "A photo shows a shark swimming on a flooded motorway in Lisbon"),
        ),
        (
            ("fr", "Une photo montre un requin échoué sur une plage de Lisbonne"),
            ("en", "A photo shows a shark washed up on a beach in Lisbon"),
        ),
        (("en", "A photo shows a crocodile on a flooded motorway in Lisbon"),),
    ),
    (
        (
            ("es", "El Gobierno ha subido el impuesto de sucesiones"),
            ("es", "El impuesto de sucesiones ha sido subido por el Gobierno"),
            ("en", "The government raised the inheritance tax"),
        ),
        (
            ("es", "El Gobierno ha bajado el impuesto de sucesiones"),
            ("fr", "Le gouvernement a baissé l'impôt sur les successions"),
        ),
        (("es", "El Gobierno ha subido el impuesto sobre el diésel"),),
    ),
    (
        (
            ("ru", "Учителя в Чили шесть месяцев не получают зарплату"),
            ("es", "Los profesores de Chile llevan seis meses sin cobrar su sueldo"),
            ("en", "Teachers in Chile have not been paid for six months"),
        ),
        (
            ("ru", "Учителя в Чили требуют повышения зарплаты"),
            ("en", "Teachers in Chile demand higher salaries"),
            ("es", "Los profesores de Chile exigen un aumento de sueldo"),
        ),
    ),
    (
        (
            ("en", "Masks reduce the oxygen level in the blood"),
            ("en", "Wearing a mask lowers the oxygen level in your blood"),
            ("de", "Masken senken den Sauerstoffgehalt im Blut"),
        ),
        (
            ("en", "Masks raise the carbon dioxide level in the blood"),
            ("de", "Masken erhöhen den Kohlendioxidgehalt im Blut"),
        ),
        (("en", "Masks do not protect against viruses"), ("it", "Le mascherine non proteggono dai virus")),
    ),
    (
        (
            ("en", "Electric cars catch fire ten times more often than petrol cars"),
            ("pt", "Os carros elétricos pegam fogo dez vezes mais do que os carros a gasolina"),
            ("ru", "Электромобили горят в десять раз чаще бензиновых"),
        ),
        (
            ("en", "Electric cars pollute more than petrol cars"),
            ("pt", "Os carros elétricos poluem mais do que os carros a gasolina"),
            ("fr", "Les voitures électriques polluent plus que les voitures à essence"),
        ),
    ),
    (
        (
            ("en", "In Ghana's election 40 percent of the votes were counted twice"),
            ("en", "40% of the votes in the Ghana election were counted twice"),
            ("fr", "Lors des élections au Ghana, 40 pour cent des bulletins ont été comptés deux fois"),
        ),
        (
            ("en", "In Ghana's election dead people were on the list of voters"),
            ("fr", "Au Ghana, des morts figuraient sur les listes électorales"),
        ),
        (("en", "In Ghana's election 14 percent of the votes were counted twice"),),
    ),
    (
        (
            ("pt", "O presidente assinou um decreto que acaba com o carnaval"),
            ("pt", "Presidente assina decreto que acaba com o carnaval"),
            ("es", "El presidente firmó un decreto que pone fin al carnaval"),
        ),
        (
            ("pt", "O presidente assinou um decreto que acaba com o 13º salário"),
            ("en", "The president signed a decree that ends the 13th salary"),
        ),
    ),
    (
        (
            ("it", "Gli immigrati ricevono 35 euro al giorno dallo Stato"),
            ("it", "Lo Stato dà 35 euro al giorno agli immigrati"),
            ("de", "Einwanderer bekommen vom Staat 35 Euro am Tag"),
        ),
        (
            ("it", "Gli immigrati ricevono uno smartphone dallo Stato"),
            ("de", "Einwanderer bekommen vom Staat ein Smartphone"),
        ),
    ),
)
"""Families of claims of one subject: each claim in the words, and languages, of one or several publishers."""
