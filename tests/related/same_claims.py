"""Claims written for these tests, each in six languages; a query says the same in other English words."""

from __future__ import annotations

LANGUAGES = ("en", "es", "de", "fr", "pt", "ru")

SAME: tuple[tuple[str, tuple[str, str, str, str, str, str]], ...] = (
    (
        "Engineers from the army put the Orlava bridge back up in just nine days",
        (
            "The army rebuilt the bridge over the Orlava within nine days",
            "El ejército reconstruyó el puente sobre el Orlava en nueve días",
            "Die Armee hat die Brücke über die Orlava in neun Tagen wieder aufgebaut",
            "L'armée a reconstruit le pont sur l'Orlava en neuf jours",
            "O exército reconstruiu a ponte sobre o Orlava em nove dias",
            "Армия восстановила мост через Орлаву за девять дней",
        ),
    ),
    (
        "You can cure diabetes just by drinking okra water, doctors confirm",
        (
            "Drinking okra water cures diabetes",
            "Beber agua de okra cura la diabetes",
            "Okra-Wasser zu trinken heilt Diabetes",
            "Boire de l'eau de gombo guérit le diabète",
            "Beber água de quiabo cura o diabetes",
            "Вода с бамией излечивает диабет",
        ),
    ),
    (
        "BREAKING: Norway will shut every one of its coal mines before 2030",
        (
            "Norway will close all its coal mines by 2030",
            "Noruega cerrará todas sus minas de carbón antes de 2030",
            "Norwegen schließt bis 2030 alle seine Kohlebergwerke",
            "La Norvège fermera toutes ses mines de charbon d'ici 2030",
            "A Noruega fechará todas as suas minas de carvão até 2030",
            "Норвегия закроет все свои угольные шахты к 2030 году",
        ),
    ),
    (
        "They are now fining Italians 500 euros for feeding pigeons!",
        (
            "Italy introduced a fine of 500 euros for feeding pigeons",
            "Italia impuso una multa de 500 euros por dar de comer a las palomas",
            "Italien hat eine Strafe von 500 Euro für das Füttern von Tauben eingeführt",
            "L'Italie a instauré une amende de 500 euros pour ceux qui nourrissent les pigeons",
            "A Itália criou uma multa de 500 euros para quem alimenta pombos",
            "Италия ввела штраф 500 евро за кормление голубей",
        ),
    ),
    (
        "Phone masts of the 5G kind make birds drop dead from the sky",
        (
            "5G antennas kill birds",
            "Las antenas 5G matan a los pájaros",
            "5G-Antennen töten Vögel",
            "Les antennes 5G tuent les oiseaux",
            "As antenas 5G matam pássaros",
            "Вышки 5G убивают птиц",
        ),
    ),
    (
        "More than 40 percent of the votes in Ghana were counted twice",
        (
            "In Ghana's election 40 percent of ballots were counted twice",
            "En las elecciones de Ghana se contó dos veces el 40 por ciento de los votos",
            "Bei der Wahl in Ghana wurden 40 Prozent der Stimmen doppelt gezählt",
            "Lors des élections au Ghana, 40 pour cent des bulletins ont été comptés deux fois",
            "Nas eleições de Gana, 40 por cento dos votos foram contados duas vezes",
            "На выборах в Гане 40 процентов голосов посчитали дважды",
        ),
    ),
    (
        "This picture of a shark swimming along a flooded motorway is from the storm in Lisbon",
        (
            "A photograph shows a shark on a flooded motorway in Lisbon",
            "Una fotografía muestra un tiburón en una autopista inundada en Lisboa",
            "Ein Foto zeigt einen Hai auf einer überfluteten Autobahn in Lissabon",
            "Une photographie montre un requin sur une autoroute inondée à Lisbonne",
            "Uma fotografia mostra um tubarão numa autoestrada inundada em Lisboa",
            "На фотографии акула плывёт по затопленной автостраде в Лиссабоне",
        ),
    ),
    (
        "Teachers in Chile haven't been paid for six months",
        (
            "Chile's teachers have received no salary for six months",
            "Los profesores de Chile llevan seis meses sin cobrar su sueldo",
            "Lehrer in Chile haben seit sechs Monaten kein Gehalt bekommen",
            "Les enseignants du Chili n'ont pas reçu de salaire depuis six mois",
            "Os professores do Chile estão há seis meses sem receber salário",
            "Учителя в Чили шесть месяцев не получают зарплату",
        ),
    ),
    (
        "Magnets stick to your arm after you get the flu jab",
        (
            "The flu vaccine makes people magnetic",
            "La vacuna contra la gripe vuelve magnéticas a las personas",
            "Die Grippeimpfung macht Menschen magnetisch",
            "Le vaccin contre la grippe rend les gens magnétiques",
            "A vacina contra a gripe torna as pessoas magnéticas",
            "Прививка от гриппа делает людей магнитными",
        ),
    ),
    (
        "So the king of Sweden is selling his palace to pay off debts",
        (
            "The Swedish king sold his palace because of debts",
            "El rey de Suecia vendió su palacio por sus deudas",
            "Der schwedische König hat seinen Palast wegen Schulden verkauft",
            "Le roi de Suède a vendu son palais à cause de ses dettes",
            "O rei da Suécia vendeu o seu palácio por causa de dívidas",
            "Король Швеции продал свой дворец из-за долгов",
        ),
    ),
    (
        "Electric cars burn ten times as often as petrol ones",
        (
            "Electric cars catch fire ten times more often than petrol cars",
            "Los coches eléctricos se incendian diez veces más que los de gasolina",
            "Elektroautos brennen zehnmal häufiger als Benziner",
            "Les voitures électriques prennent feu dix fois plus souvent que les voitures à essence",
            "Os carros elétricos pegam fogo dez vezes mais do que os carros a gasolina",
            "Электромобили горят в десять раз чаще бензиновых",
        ),
    ),
    (
        "Poland has sent 20,000 soldiers to the border with Belarus",
        (
            "Poland moved 20,000 troops to its border with Belarus",
            "Polonia envió 20.000 soldados a la frontera con Bielorrusia",
            "Polen hat 20.000 Soldaten an die Grenze zu Belarus geschickt",
            "La Pologne a envoyé 20 000 soldats à la frontière avec la Biélorussie",
            "A Polônia enviou 20 mil soldados para a fronteira com a Bielorrússia",
            "Польша отправила 20 000 солдат на границу с Белоруссией",
        ),
    ),
)
"""A query, and the claim of a fact-check in each of :data:`LANGUAGES`."""
