"""Words that tell what a name names: titles, first names, and what organisations are called."""

from __future__ import annotations

from ascertain.text.wordsets import word_set

TITLES = word_set(
    """pm cm mr mrs ms miss dr prof professor president vice-president chancellor premier minister
    ministers secretary senator sen rep representative congressman congresswoman governor gov mayor
    general gen colonel col lt lieutenant captain capt major sgt sergeant admiral adm commander king
    queen prince princess pope bishop archbishop cardinal imam sheikh ayatollah rabbi judge justice sir
    lord lady dame baroness ambassador spokesman spokeswoman spokesperson director chairman chairwoman
    chief leader coach actor actress singer author journalist founder ceo deputy commissioner presidente
    presidenta ministro ministra señor señora sr sra dra don doña gobernador senador alcalde rey reina
    papa président présidente ministre monsieur madame mme m général sénateur maire roi reine pape
    docteur präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin
    herr frau bürgermeister außenminister außenministerin ministerpräsident direktor direktorin
    professorin könig papst premiê prefeito governador deputado deputada senhor senhora doutor signor
    signora dottor onorevole sindaco re meneer mevrouw burgemeester premier koning президент президента
    министр министра премьер премьер-министр губернатор депутат генерал господин госпожа король патриарх
    мэр президентом канцлер канцлера сенатор президента міністр прем'єр-міністр пан пані мер prezydent
    premier minister pan pani papież król cumhurbaşkanı başkan bakan bakanı başbakan sayın presiden
    menteri gubernur bapak ibu"""
)

ROLES = word_set(
    """prime foreign finance defence defense health interior education energy justice vice deputy former
    acting attorney home trade transport treasury press culture climate environment agriculture labour
    labor state supreme first executive managing senior assistant chief us"""
)
"""Words before a title that belong to it: Finance Minister, Prime Minister."""

ORGANISATIONS = word_set(
    """university universities college school academy institute institution ministry department office
    agency bureau administration authority commission committee council court parliament congress senate
    assembly union party association federation foundation organisation organization society league club
    church bank group company corp corporation inc ltd llc plc gmbh ag sa co holdings laboratory
    laboratories lab centre center hospital clinic museum library press times post news journal tribune
    gazette herald guardian observatory army navy force forces guard guards police command alliance
    coalition movement front brigade battalion network fund trust service services board chamber
    consortium initiative project programme airlines airways motors systems technologies pharmaceuticals
    industries house_of_commons reserve exchange nations media television broadcasting corps registry
    secretariat universidad ministerio instituto partido asociación consejo tribunal banco agencia
    organización comisión congreso senado fundación sindicato hospital escuela policía ejército
    université ministère institut parti conseil cour banque agence organisation comité fondation
    assemblée école universität ministerium institut partei behörde bundestag bundesrat gericht bank
    verband gesellschaft stiftung universidade ministério partido conselho tribunal agência organização
    comissão câmara fundação supremo università ministero istituto partito consiglio tribunale banca
    agenzia organizzazione commissione camera universiteit ministerie instituut partij raad rechtbank
    vereniging stichting университет университета министерство министерства министерстве институт
    института партия партии совет банк банка агентство комитет комиссия академия федерация ассоциация
    фонд служба центр министерством дума суд університет міністерство міністерства інститут партія рада
    ради банк агентство комітет служба сили uniwersytet ministerstwo instytut partia rada bank agencja
    komisja sąd fundacja üniversitesi bakanlığı enstitüsü partisi konseyi bankası ajansı universitas
    kementerian institut partai dewan bank badan komisi"""
)
COMPOUND_ORGANISATION = (
    "ministerium", "universität", "hochschule", "institut", "partei", "gericht", "behörde", "verband", "ministeriums",
    "klinik", "bundesamt", "bundeswehr", "bundestag", "kommission", "zentralbank", "agentur",
)  # fmt: skip

WELL_KNOWN = word_set(
    """putin zelensky zelenskyy zelenskiy selenskyj zelenski trump biden obama macron merkel scholz merz
    starmer sunak modi erdogan erdoğan netanyahu lula bolsonaro milei musk zuckerberg navalny assad
    khamenei meloni orbán orban trudeau sánchez xi kissinger stalin hitler lenin mandela gorbachev
    yeltsin lavrov shoigu prigozhin lukashenko maduro fauci snowden assange thunberg ardern rutte tusk
    duda kaczyński ceaușescu duterte marcos suharto jokowi prabowo путин путина путину путиным зеленский
    зеленского зеленським зеленський зеленського трамп трампа байден байдена макрон лавров лукашенко
    навальный навального шойгу пригожин порошенко маск"""
)

FAMILY_FIRST = word_set(
    """kim lee park choi jung kang cho yoon jang lim han oh seo shin kwon hwang ahn song yoo hong jeon moon
    xi li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song
    zheng xie tang deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu
    ding ren shen yao mao nguyen tran pham hoang phan vu dang bui ho ngo"""
)
"""East Asian family names, which stand before the given name: Kim Jong Un, Xi Jinping."""

FIRST_NAMES = word_set(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew
    anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason
    jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel
    gregory frank alexander patrick raymond jack dennis jerry tyler aaron jose adam nathan henry douglas
    zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean
    arthur austin lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan
    juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny mary patricia
    jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura
    cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine
    christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia
    victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha
    gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace
    denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie
    kayla alexis lori boris nigel jeremy rishi keir tony gordon theresa liz ursula angela olaf friedrich
    emmanuel marine françois nicolas jean-luc jacques pierre claude michel henri luc antoine julien
    camille chloé léa manon éric gérald bruno sébastien hans klaus jürgen karl heinz wolfgang günter uwe
    dieter horst stefan andreas matthias sven lars lena katrin annalena robert christian jens markus
    ulrich anton fritz otto petra sabine monika heike birgit josé luis carlos jorge miguel pedro pablo
    fernando javier francisco antonio manuel alberto raúl andrés alejandro santiago diego sergio ricardo
    eduardo roberto ana carmen isabel lucía pilar rosa elena marta cristina beatriz gustavo hugo nicolás
    evo nayib claudia alicia joão paulo luiz jair fernanda dilma marcelo rodrigo antónio rui giuseppe
    giovanni marco matteo giorgia silvio sergio mario luigi francesco paolo alessandro andrea lorenzo
    chiara giulia romano enrico jan piet willem geert mark pieter johan maarten sander femke sigrid
    vladimir volodymyr dmitry dmitri sergei sergey andrei andrey alexei aleksei alexey mikhail nikolai
    ivan igor oleg yuri viktor pavel konstantin evgeny yevgeny yulia olga natalia natalya svetlana
    tatiana irina marina maxim ruslan andriy oleksandr petro dmytro serhiy kyrylo valeriy oleksii
    mykhailo vitali vasyl denys iryna olena donald tusk jarosław andrzej mateusz lech piotr paweł
    krzysztof tomasz marcin katarzyna małgorzata agnieszka ewa mohammed muhammad mohamed ahmed ali
    hassan hussein omar ibrahim abdullah abdul yusuf khalid mahmoud mustafa bashar salman hamid fatima
    aisha amina layla zainab recep tayyip mehmet ayşe fatma kemal hakan murat emine narendra rahul amit
    sonia priyanka arvind rajesh sanjay sunil anil raj ravi vijay indira imran nawaz shehbaz benjamin
    yair moshe david yoav shinzo fumio shigeru yoshihide taro hiroshi kenji yuki akira haruki keiko
    ngozi chinua nelson cyril jacob thabo uhuru bola kwame abiy paul yoweri joko prabowo budi sri siti
    agus elon bill barack hillary kamala jd marco mitch nancy bernie alexandria ted jill melania ivanka
    jared kanye greta bola muhammadu maria tom jon ben sam tim jim bob dan ron mike dave steve nick matt
    chris alex max leo lucas hugo владимир дмитрий сергей андрей алексей александр михаил николай иван
    игорь олег юрий виктор павел константин евгений юлия ольга наталья светлана татьяна ирина марина
    максим мария анна елена екатерина дональд джо эммануэль володимир андрій олександр петро дмитро
    сергій михайло василь ірина олена владимира сергея андрея дмитрия александра михаила николая ивана
    дональда γιώργος κώστας μαρία γιάννης νίκος δημήτρης ελένη αλέξης κυριάκος"""
)

NOT_NAMES = word_set(
    """i i'm i'll i've i'd ok okay tv ai dna rna ceo cfo gdp pdf hiv aids ufo am pm bc ad wwii dr mr mrs
    usb gps dvd cd id faq diy vip bbq sms url html http https www covid covid-19 mrna god internet
    christmas easter ramadan monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december mon tue wed thu fri sat sun jan
    feb mar apr jun jul aug sep sept oct nov dec yes no read listen watch photo image video breaking
    exclusive update fact-check fact check factcheck claim false true misleading ph.d phd fake hoax
    hoaks rs pm cm fact-checking coronavirus viral western eastern northern southern comments related"""
)
