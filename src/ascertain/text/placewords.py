"""Names of places that no data set lists: demonyms, aliases, regions, and city names that are words."""

from __future__ import annotations

from ascertain.text.wordsets import word_set

DEMONYMS = {
    "AF": "Afghan", "AL": "Albanian", "DZ": "Algerian", "AD": "Andorran", "AO": "Angolan",
    "AR": "Argentine,Argentinian",
    "AM": "Armenian", "AU": "Australian,Aussie", "AT": "Austrian", "AZ": "Azerbaijani,Azeri", "BS": "Bahamian",
    "BH": "Bahraini",
    "BD": "Bangladeshi", "BB": "Barbadian", "BY": "Belarusian,Belarussian", "BE": "Belgian", "BZ": "Belizean",
    "BJ": "Beninese",
    "BT": "Bhutanese", "BO": "Bolivian", "BA": "Bosnian", "BW": "Botswanan", "BR": "Brazilian", "BN": "Bruneian",
    "BG": "Bulgarian", "BF": "Burkinabe", "BI": "Burundian", "KH": "Cambodian", "CM": "Cameroonian", "CA": "Canadian",
    "CF": "Central African", "TD": "Chadian", "CL": "Chilean", "CN": "Chinese", "CO": "Colombian", "CD": "Congolese",
    "CR": "Costa Rican", "CI": "Ivorian", "HR": "Croatian,Croat", "CU": "Cuban", "CY": "Cypriot", "CZ": "Czech",
    "DK": "Danish,Dane",
    "DJ": "Djiboutian", "EC": "Ecuadorian,Ecuadorean", "EG": "Egyptian", "SV": "Salvadoran,Salvadorian",
    "GQ": "Equatoguinean", "ER": "Eritrean", "EE": "Estonian", "SZ": "Swazi", "ET": "Ethiopian", "FJ": "Fijian",
    "FI": "Finnish,Finn",
    "FR": "French,Frenchman,Frenchmen", "GA": "Gabonese", "GM": "Gambian", "GE": "Georgian", "DE": "German",
    "GH": "Ghanaian",
    "GR": "Greek", "GL": "Greenlandic,Greenlander", "GT": "Guatemalan", "GN": "Guinean", "GY": "Guyanese",
    "HT": "Haitian", "HN": "Honduran",
    "HK": "Hongkonger", "HU": "Hungarian", "IS": "Icelandic,Icelander", "IN": "Indian", "ID": "Indonesian",
    "IR": "Iranian", "IQ": "Iraqi",
    "IE": "Irish,Irishman,Irishmen", "IL": "Israeli", "IT": "Italian", "JM": "Jamaican", "JP": "Japanese",
    "JO": "Jordanian",
    "KZ": "Kazakh,Kazakhstani", "KE": "Kenyan", "KW": "Kuwaiti", "KG": "Kyrgyz", "LA": "Laotian", "LV": "Latvian",
    "LB": "Lebanese",
    "LS": "Basotho", "LR": "Liberian", "LY": "Libyan", "LI": "Liechtensteiner", "LT": "Lithuanian",
    "LU": "Luxembourgish",
    "MG": "Malagasy", "MW": "Malawian", "MY": "Malaysian", "MV": "Maldivian", "ML": "Malian", "MT": "Maltese",
    "MR": "Mauritanian",
    "MU": "Mauritian", "MX": "Mexican", "MD": "Moldovan", "MC": "Monegasque", "MN": "Mongolian", "ME": "Montenegrin",
    "MA": "Moroccan",
    "MZ": "Mozambican", "MM": "Burmese,Myanmarese", "NA": "Namibian", "NP": "Nepalese,Nepali", "NL": "Dutch,Dutchman",
    "NZ": "New Zealander,Kiwi",
    "NI": "Nicaraguan", "NE": "Nigerien", "NG": "Nigerian", "KP": "North Korean", "MK": "Macedonian,North Macedonian",
    "NO": "Norwegian",
    "OM": "Omani", "PK": "Pakistani", "PS": "Palestinian", "PA": "Panamanian", "PG": "Papuan", "PY": "Paraguayan",
    "PE": "Peruvian",
    "PH": "Filipino,Philippine", "PL": "Polish", "PT": "Portuguese", "PR": "Puerto Rican", "QA": "Qatari",
    "RO": "Romanian",
    "RU": "Russian", "RW": "Rwandan", "WS": "Samoan", "SA": "Saudi,Saudi Arabian", "SN": "Senegalese",
    "RS": "Serbian,Serb",
    "SL": "Sierra Leonean", "SG": "Singaporean", "SK": "Slovak,Slovakian", "SI": "Slovenian,Slovene", "SO": "Somali",
    "ZA": "South African",
    "KR": "South Korean", "SS": "South Sudanese", "ES": "Spanish,Spaniard", "LK": "Sri Lankan", "SD": "Sudanese",
    "SR": "Surinamese",
    "SE": "Swedish,Swede", "CH": "Swiss", "SY": "Syrian", "TW": "Taiwanese", "TJ": "Tajik", "TZ": "Tanzanian",
    "TH": "Thai",
    "TL": "Timorese", "TG": "Togolese", "TO": "Tongan", "TT": "Trinidadian", "TN": "Tunisian", "TR": "Turkish,Turk",
    "TM": "Turkmen", "UG": "Ugandan", "UA": "Ukrainian", "AE": "Emirati",
    "GB": "British,Briton,Brit,Scottish,Welsh,Scot",
    "US": "American", "UY": "Uruguayan", "UZ": "Uzbek", "VE": "Venezuelan", "VN": "Vietnamese", "YE": "Yemeni",
    "ZM": "Zambian",
    "ZW": "Zimbabwean", "XK": "Kosovar,Kosovan", "VA": "Vatican",
}  # fmt: skip
"""ISO 3166 code → English demonyms; plurals follow by themselves."""

ALIASES = {
    "US": "US,U.S.,USA,U.S.A.,America,United States,United States of America,EE.UU.,EEUU,EUA,États-Unis,USA,США,"
    "Stati Uniti,Vereinigte Staaten,الولايات المتحدة,أمريكا,أميركا,अमेरिका,美国,美國,アメリカ,米国,미국,ABD",
    "GB": "UK,U.K.,Britain,Great Britain,United Kingdom,England,Scotland,Wales,Northern Ireland,Reino Unido,Inglaterra,"
    "Royaume-Uni,Angleterre,Grande-Bretagne,Großbritannien,England,Schottland,Regno Unito,Gran Bretagna,"
    "Gran Bretaña,Inghilterra,"
    "Великобритания,Великобританія,Британия,Англия,بريطانيا,ब्रिटेन,英国,英國,イギリス,영국,İngiltere,Inggris",
    "KP": "North Korea,DPRK,Corea del Norte,Corée du Nord,Nordkorea,Corea del Nord,Coreia do Norte,Северная Корея,КНДР,"
    "Північна Корея,КНДР,朝鲜,北韩,北朝鮮,북한,كوريا الشمالية,उत्तर कोरिया,Kuzey Kore,Korea Utara,Noord-Korea,"
    "Korea Północna",
    "KR": "South Korea,ROK,Corea del Sur,Corée du Sud,Südkorea,Corea del Sud,Coreia do Sul,Южная Корея,Південна Корея,"
    "韩国,南韩,韓国,한국,남한,대한민국,كوريا الجنوبية,दक्षिण कोरिया,Güney Kore,Korea Selatan,Zuid-Korea,"
    "Korea Południowa",
    "RU": "Russia,Russian Federation,РФ,Россия,俄国,俄羅斯,俄罗斯,ロシア,러시아",
    "CN": "China,PRC,People's Republic of China,КНР,中国,中國,중국",
    "TW": "Taiwan,台湾,臺灣,台灣",
    "AE": "UAE,U.A.E.,Emirates,EAU,ОАЭ,الإمارات",
    "SA": "KSA,السعودية",
    "CD": "DRC,DR Congo,Democratic Republic of the Congo,Democratic Republic of Congo",
    "CG": "Republic of the Congo,Congo-Brazzaville",
    "CZ": "Czech Republic,Czechia",
    "MM": "Burma,Myanmar",
    "CI": "Ivory Coast,Côte d'Ivoire",
    "SZ": "Swaziland,Eswatini",
    "MK": "Macedonia,North Macedonia",
    "TR": "Turkey,Türkiye,Turkiye",
    "PS": "Palestine,Gaza,Gaza Strip,West Bank,Palestina,غزة,فلسطين,Газа",
    "VA": "Vatican,Holy See",
    "SY": "Syria",
    "NL": "Netherlands,Holland,The Netherlands,Holanda,Holland,Pays-Bas,Hollande",
    "HK": "Hong Kong",
    "MO": "Macau",
    "BY": "Belarus,Беларусь,Белоруссия",
    "JP": "Japan,日本",
    "DE": "德国,德國,ドイツ,Allemagne",
    "FR": "法国,法國,フランス",
    "UA": "乌克兰,烏克蘭,ウクライナ,Украина,Україна",
    "GE": "Georgia",
}
"""ISO 3166 code → other names, in the languages where CLDR's name is not the usual one."""

REGIONS = frozenset(
    name.replace("_", " ")
    for name in [
        "europe",
        "asia",
        "africa",
        "antarctica",
        "oceania",
        "middle_east",
        "latin_america",
        "north_america",
        "south_america",
        "central_america",
        "southeast_asia",
        "eastern_europe",
        "western_europe",
        "balkans",
        "caribbean",
        "scandinavia",
        "crimea",
        "donbas",
        "donbass",
        "siberia",
        "caucasus",
        "sub-saharan_africa",
        "north_africa",
        "west_africa",
        "east_africa",
        "northeast_asia",
        "central_asia",
        "south_asia",
        "east_asia",
        "korean_peninsula",
        "black_sea",
        "south_china_sea",
        "red_sea",
        "mediterranean",
        "mediterranean_sea",
        "arctic",
    ]
)
"""Regions that are no country; their key is their English name."""

NO_CITIES = word_set(
    """white_house كورونا కరోనా कोरोना corona корона of nice reading mobile bath split orange university
    police independence best most march may sale deal male man van bo as ho pop ur san sur central union
    south north east west war mission paradise liberal normal commerce enterprise industry hope golden
    surprise battle street new old great big lower upper center centre city town village market state
    national international general president minister king prince queen church government house senate
    congress court army navy force victoria charlotte kent jackson lincoln jordan carolina chancellor
    bay lake river island islands mountain valley hill park field ford wood green white black brown long
    young smith johnson william david george maria laura clara martin felix carlos jose juan ana simon
    thomas paul peter pierre marco mary joseph angel gloria rosario mercedes salvador elizabeth irving
    gary anderson clinton grant allen murray hamilton clarence lawrence warren sterling norman henderson
    mckinney carson carrollton arlington columbia concord augusta aurora olympia salem media data hit
    time news page post mass gen sen rep gov dr mr mrs kim lee park li wang zhang chen liu yang hong min
    jin lin wu sun ma hu zhu he guo luo song tang han deng feng ali omar hassan mohammed muhammad said
    sidi ahmed khan singh kumar sara nara nova bari como nola enna same date un una les des den der die
    das por para con sin che non dans pour avec est sono son era ser los las del della dei een het und
    für mit auf vom zum temple surrey la can tan batman bello soledad gómez rivera morales torres
    obregón bolívar bolivar kut este oeste norte centro nord ouest sud"""
)
"""Casefolded names of cities that are far more often ordinary words, first names or surnames."""
