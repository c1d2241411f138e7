//! How a language writes numbers: its decimal mark, its words for thousands and millions, its words for small numbers.
//!
//! Decimal marks are those of the Unicode Common Locale Data Repository.

use super::notation::DecimalMark;

/// How numbers are written in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Language<'a> {
    tag: &'a str,
    code: &'a str,
}

/// The words of a language for numbers up to twelve.
struct Words {
    code: &'static str,
    /// From zero on; each with its forms.
    small: &'static str,
    /// What a scale word may follow in place of "one".
    articles: &'static str,
    /// Tens and hundreds that stand as words of their own beside smaller numbers; `*` stands for any ending.
    larger: &'static str,
    /// What stands between the parts of a number.
    joins: &'static str,
}

impl<'a> Language<'a> {
    /// The language of this tag (BCP 47).
    pub(super) fn of_tag(tag: &'a str) -> Self {
        Self { tag, code: tag.split('-').next().unwrap_or_default() }
    }

    /// Its decimal mark; in doubt none.
    pub(super) fn decimal_mark(&self) -> DecimalMark {
        let region = self.tag.split('-').skip(1).find(|part| part.len() == 2 || part.bytes().all(|byte| byte.is_ascii_digit()));
        let region = region.unwrap_or_default().to_ascii_uppercase();
        let is_among = |list: &str, word: &str| list.split(' ').any(|other| other == word);
        match self.code {
            "en" if is_among("AT BE DE DK FI NL SE SI ZA", &region) => DecimalMark::Unknown,
            "de" | "it" if is_among("CH LI", &region) => DecimalMark::Point,
            "es" if is_among("419 BZ DO GT HN MX NI PA PE PR SV US", &region) => DecimalMark::Point,
            code if is_among(WITH_POINT, code) => DecimalMark::Point,
            code if is_among(WITH_COMMA, code) => DecimalMark::Comma,
            _ => DecimalMark::Unknown,
        }
    }

    /// The power of ten that a word stands for: "million" is 6.
    pub(super) fn scale(&self, word: &str) -> Option<u32> {
        let own = SCALES.iter().filter(|(codes, _)| codes.split(' ').any(|code| code == self.code)).flat_map(|(_, scales)| *scales);
        own.chain(SCALES_EVERYWHERE).find(|(_, words)| is_one_of(word, words)).map(|(power, _)| *power)
    }

    /// Whether a word stands between a number and its scale word: "30 de mii".
    pub(super) fn leads_to_scale(&self, word: &str) -> bool {
        self.code == "ro" && word == "de"
    }

    /// Whether letters right behind digits make an ordinal of them: "2nd" is not 2.
    pub(super) fn is_ordinal_ending(&self, letters: &str) -> bool {
        let endings = match self.code {
            "en" => "st nd rd th",
            "fr" => "er re ère e ème nd nde",
            "nl" => "e de ste",
            "es" | "it" | "pt" => "a o",
            _ => "",
        };
        endings.split(' ').any(|ending| ending == letters)
    }

    /// Whether a word is the name of a month, beside which an ordinal is a day.
    pub(super) fn is_month(&self, word: &str) -> bool {
        const MONTHS: &str = "january february march april may june july august september october november december \
                              jan feb mar apr jun jul aug sep sept oct nov dec";
        self.code == "en" && MONTHS.split(' ').any(|month| month == word)
    }

    /// Whether its words for small numbers are known.
    pub(super) fn has_words(&self) -> bool {
        self.words().is_some()
    }

    /// The small number that a word stands for. Words of English count in every text, which may quote, but for those that mean something else
    /// in other languages.
    pub(super) fn small_number(&self, word: &str) -> Option<usize> {
        let is_in = |forms: &str| forms.split('/').any(|form| form == word);
        let own = self.words().and_then(|words| words.small.split(' ').position(is_in));
        own.or_else(|| ENGLISH.small.split(' ').position(is_in).filter(|_| !matches!(word, "one" | "ten")))
    }

    /// Whether a word stands for "one" before a scale word: "a million".
    pub(super) fn is_article(&self, word: &str) -> bool {
        self.words().is_some_and(|words| words.articles.split(' ').any(|article| article == word))
    }

    /// Whether a smaller number beside this word is a part of a larger one: "twenty-two".
    pub(super) fn is_larger(&self, word: &str) -> bool {
        let is_it = |entry: &str| entry.strip_suffix('*').map_or(entry == word, |stem| word.starts_with(stem));
        self.words().is_some_and(|words| words.larger.split(' ').any(is_it))
    }

    /// Whether a word may stand between the parts of a number: "two hundred and fifty".
    pub(super) fn joins(&self, word: &str) -> bool {
        self.words().is_some_and(|words| words.joins.split(' ').any(|join| join == word))
    }

    fn words(&self) -> Option<&'static Words> {
        WORDS.iter().find(|words| words.code == self.code)
    }
}

/// Whether a word is in a list, where `*` stands for any of the endings.
fn is_one_of(word: &str, list: &str) -> bool {
    list.split(' ').any(|entry| match entry.strip_suffix('*') {
        Some(stem) => word.strip_prefix(stem).is_some_and(|ending| ENDINGS.split(' ').any(|other| other == ending)),
        None => entry == word,
    })
}

const WITH_POINT: &str = "am bn cy en fil ga gd gu ha he hi ig ja kn ko ml mr ms mt my ne pa si sw ta te th tl ur yo zh zu";

const WITH_COMMA: &str = "az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk ky lb lt lv mk mn nb nl nn no pl pt ro ru \
                          sk sl sq sr sv tg tk tr uk uz vi";

/// Endings of numerals that are declined; the first one is none.
const ENDINGS: &str = " a ai ami ach am ama as e ech ei em en er es i ia ie ih im ima it iem ju o om os ov ova ovi owi s u us y ą ów ům ų ů \
                       а ам ами ах е ей ею и й ів о ов ові ом ою у ы і ю я ях α ο ων";

/// Scale words that mean the same wherever they stand.
const SCALES_EVERYWHERE: &[(u32, &str)] = &[
    (
        6,
        "mn mln mio million* milion* milión* miljon* miljoen* miljoona* milijun* milijon* milyon millón millones millió milhão milhões \
         мільйон* миллион* милион* мільён* εκατομμύρι*",
    ),
    (
        9,
        "bn mrd mlrd mld milliard* miliard* miljard* milijard* millardo millardos milliárd milyar мільярд* миллиард* милиард* δισεκατομμύρι*",
    ),
];

/// Scale words of languages.
const SCALES: &[(&str, &[(u32, &str)])] = &[
    ("en", &[(2, "hundred hundreds"), (3, "thousand thousands"), (9, "billion billions bln"), (12, "trillion trillions trn")]),
    ("de", &[(2, "hundert"), (3, "tausend tsd"), (6, "mill"), (9, "mia"), (12, "billion billionen")]),
    ("fr", &[(3, "mille"), (9, "md mds"), (12, "billion billions")]),
    ("es ca gl", &[(3, "mil"), (12, "billón billones")]),
    ("pt", &[(3, "mil"), (6, "mi"), (9, "bi bilhão bilhões"), (12, "tri trilhão trilhões bilião biliões")]),
    ("it", &[(3, "mila mille"), (12, "bilione bilioni")]),
    ("nl", &[(3, "duizend"), (12, "biljoen bln")]),
    ("pl", &[(3, "tys tysiąc* tysięcy"), (12, "bilion* bln")]),
    ("uk", &[(3, "тис тисяч*"), (6, "млн"), (9, "млрд"), (12, "трлн трильйон*")]),
    ("ru", &[(3, "тыс тысяч*"), (6, "млн"), (9, "млрд"), (12, "трлн триллион*")]),
    ("be", &[(3, "тыс тысяч*"), (6, "млн"), (9, "млрд"), (12, "трлн трыльён*")]),
    ("bg mk", &[(3, "хил хиляд* илјад*"), (6, "млн"), (9, "млрд милијард*"), (12, "трлн трилион*")]),
    ("sr", &[(3, "хиљад* hiljad*"), (6, "мил mil"), (9, "млрд милијард*")]),
    ("hr bs", &[(3, "tis tisuć* hiljad*"), (6, "mil"), (12, "bilijun* bilion*")]),
    ("sl", &[(3, "tisoč*"), (12, "bilijon*")]),
    ("cs sk", &[(3, "tis tisíc*"), (6, "mil"), (12, "bilion* bilión*")]),
    ("hu", &[(3, "ezer"), (12, "billió")]),
    ("ro", &[(3, "mie mii"), (6, "mil milioane"), (12, "trilion trilioane")]),
    ("da nb nn no", &[(3, "tusind tusinde tusen"), (6, "mill"), (9, "mia"), (12, "billion billioner")]),
    ("sv", &[(3, "tusen"), (6, "milj"), (9, "md mdr"), (12, "biljon biljoner")]),
    ("fi", &[(3, "tuhat tuhatta"), (6, "milj"), (12, "biljoona biljoonaa")]),
    ("et", &[(3, "tuhat tuhande tuhandet"), (12, "triljon triljonit")]),
    ("lv", &[(3, "tūkst tūkstotis tūkstoši tūkstošu tūkstošiem"), (6, "milj mlj"), (9, "mljrd"), (12, "triljon*")]),
    ("lt", &[(3, "tūkst tūkstantis tūkstančiai tūkstančių"), (12, "trln trilijon*")]),
    ("el", &[(3, "χιλ χιλιάδες χιλιάδων"), (6, "εκατ"), (9, "δισ δις"), (12, "τρισ τρις τρισεκατομμύρι*")]),
    ("tr", &[(3, "bin"), (12, "trilyon")]),
    ("zh ja", &[(2, "百"), (3, "千"), (4, "万 萬"), (8, "亿 億"), (12, "兆")]),
    ("ko", &[(2, "백"), (3, "천"), (4, "만"), (8, "억"), (12, "조")]),
];

const ENGLISH: Words = Words {
    code: "en",
    small: "zero one two three four five six seven eight nine ten eleven twelve",
    articles: "a an",
    larger: "twenty thirty forty fifty sixty seventy eighty ninety",
    joins: "and",
};

const WORDS: &[Words] = &[
    ENGLISH,
    Words {
        code: "de",
        small: "null eins/ein/eine/einen/einem/einer/eines zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        articles: "",
        larger: "",
        joins: "und",
    },
    Words {
        code: "fr",
        small: "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze",
        articles: "",
        larger: "vingt vingts trente quarante cinquante soixante cent cents",
        joins: "et",
    },
    Words {
        code: "es",
        small: "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce",
        articles: "",
        larger: "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscient* trescient* cuatrocient* quinient* \
                 seiscient* setecient* ochocient* novecient*",
        joins: "y",
    },
    Words {
        code: "it",
        small: "zero uno/un/una due tre quattro cinque sei sette otto nove dieci undici dodici",
        articles: "",
        larger: "",
        joins: "e",
    },
    Words {
        code: "nl",
        small: "nul een/één twee drie vier vijf zes zeven acht negen tien elf twaalf",
        articles: "",
        larger: "honderd",
        joins: "en",
    },
    Words {
        code: "pl",
        small: "zero jeden/jedna/jedno/jedną/jednego/jednej/jednym dwa/dwie/dwaj/dwóch/dwu/dwoma/dwoje trzy/trzej/trzech/trzem/trzema/troje \
                cztery/czterej/czterech/czterem/czterema pięć/pięciu sześć/sześciu siedem/siedmiu osiem/ośmiu dziewięć/dziewięciu \
                dziesięć/dziesięciu jedenaście/jedenastu dwanaście/dwunastu",
        articles: "",
        larger: "dwadzieścia dwudziest* trzydzie* czterdzie* pięćdziesi* sześćdziesi* siedemdziesi* osiemdziesi* dziewięćdziesi* sto stu \
                 dwieście dwustu trzysta trzystu czterysta czterystu pięćset sześćset siedemset osiemset dziewięćset pięciuset",
        joins: "i",
    },
    Words {
        code: "uk",
        small: "нуль один/одна/одне/одну/одного/одній/однієї/одним два/дві/двох/двом/двома/двоє три/трьох/трьом/трьома/троє \
                чотири/чотирьох/чотирьом/чотирма/четверо п'ять/п'яти/п'ятьох/п'ятеро шість/шести/шістьох сім/семи/сімох \
                вісім/восьми/вісьмох дев'ять/дев'яти/дев'ятьох десять/десяти/десятьох одинадцять/одинадцяти дванадцять/дванадцяти",
        articles: "",
        larger: "двадцят* тридцят* сорок сорока п'ятдесят* шістдесят* сімдесят* вісімдесят* дев'яност* сто ста двіст* двохсот* трист* \
                 трьохсот* чотирист* чотирьохсот* п'ятсот* шістсот* сімсот* вісімсот* дев'ятсот*",
        joins: "і та й",
    },
    Words {
        code: "ru",
        small: "ноль/нуль один/одна/одно/одну/одного/одной/одним два/две/двух/двум/двумя/двое три/трёх/трех/трём/трем/тремя/трое \
                четыре/четырёх/четырех/четырьмя/четверо пять/пяти/пятью шесть/шести/шестью семь/семи/семью восемь/восьми девять/девяти \
                десять/десяти одиннадцать/одиннадцати двенадцать/двенадцати",
        articles: "",
        larger: "двадцат* тридцат* сорок сорока пятьдесят* пятидесят* шестьдесят* шестидесят* семьдесят* семидесят* восемьдесят* \
                 восьмидесят* девяност* сто ста двести двухсот* триста трёхсот* трехсот* четырест* пятьсот* шестьсот* семьсот* восемьсот* \
                 девятьсот*",
        joins: "и",
    },
];
