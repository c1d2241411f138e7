//! Each notation with what it grounds and what it must not.

use super::{Number, numbers};

/// Whether the text grounds every number of the statement.
fn grounds(language: &str, text: &str, statement: &str) -> bool {
    let found = numbers(text, language);
    let stated: Vec<_> = numbers(statement, "en").into_iter().filter(Number::is_in_digits).collect();
    assert!(!stated.is_empty(), "{statement} should hold a number");
    stated.iter().all(|number| number.is_among(&found, language))
}

#[track_caller]
fn check(language: &str, text: &str, grounded: &[&str], not_grounded: &[&str]) {
    for statement in grounded {
        assert!(grounds(language, text, statement), "{text:?} ({language}) should ground {statement:?}");
    }
    for statement in not_grounded {
        assert!(!grounds(language, text, statement), "{text:?} ({language}) should not ground {statement:?}");
    }
}

#[test]
fn a_decimal_comma_is_never_passed_over() {
    check("en", "They pay 4,5 percent.", &["4.5 percent"], &["45 percent", "4 percent", "5 percent", "450"]);
    check("de", "Sie zahlen 4,5 Prozent.", &["4.5 percent"], &["45 percent", "4 percent", "5 percent"]);
    check("uk", "Вони платять 4,5 відсотка.", &["4.5 percent"], &["45 percent"]);
    check("en", "They pay 4.5 percent.", &["4.5 percent", "4.50 percent"], &["45", "4", "4.05"]);
}

#[test]
fn thousands_are_read_as_the_language_writes_them() {
    check("en", "4,500 men", &["4,500", "4500"], &["4.5", "45"]);
    check("de", "4.500 Mann", &["4,500"], &["4.5"]);
    check("de", "4,500 Prozent", &["4.5", "4,500"], &["45"]);
    check("en", "4.500 men", &["4.5", "4,500"], &["450"]);
    check("ka", "4.500", &["4,500"], &["4.5"]);
    check("xx", "4.500", &["4.5", "4,500"], &["45"]);
    check("xx", "4,500", &["4.5", "4,500"], &["45"]);
    check("de-CH", "4.500", &["4.5", "4,500"], &[]);
    check("es-MX", "4,500", &["4,500"], &["4.5"]);
    check("es", "4.500", &["4,500"], &["4.5"]);
    check("en", "it is .25 percent, ($.5) and so on", &["0.25", ".25", "0.5"], &["25", "5"]);
    check("en", "0,500 and 1234,567", &["0.5", "1234.567"], &["500", "1,234,567"]);
    check("de", "1.234.567,89 und 1,234,567.89", &["1,234,567.89"], &["1,234,567"]);
    check("hi", "3,00,000", &["300,000"], &["3", "3.00"]);
    check("ar", "٣٠٠٬٠٠٠ و ٤٫٥", &["300,000", "4.5"], &["45", "300"]);
}

#[test]
fn any_space_parts_thousands() {
    for space in [" ", "\u{a0}", "\u{202f}", "\u{2009}", "\u{2007}", "\u{3000}", "'", "’", "ʼ", "\u{200b}", "\u{2060}"] {
        check("en", &format!("The army has 300{space}000 men."), &["300,000"], &["300", "3", "30,000"]);
        check("fr", &format!("1{space}234{space}567,5 euros"), &["1,234,567.5"], &["1,234,567", "234"]);
    }
    check("en", "Of 27 300 agreed.", &["27,300", "27", "300"], &["27 301"]);
    check("uk", "27 300 осіб", &["27,300"], &["27", "300"]);
    check("en", "In 2022 300 000 men came.", &["2022", "300,000"], &["2,022,300"]);
    check("en", "In 2022 300 men came.", &["2022", "300"], &["2,022,300"]);
    check("en", "Lines 5 30 2000", &["5", "30", "2000"], &["530"]);
    check("en", "The army has 300\t000 men.", &["300"], &["300,000"]);
    check("en", "They have 300,000 men.", &["300 000", "300\u{a0}000"], &["300"]);
}

#[test]
fn scale_words_and_abbreviations_multiply() {
    for text in ["$4bn", "4bn", "US$4bn", "€ 4 billion", "4-billion", "4\u{a0}billion", "USD 4 bn", "EUR4bn", "£4b", "$4 b", "four billion"]
    {
        check("en", text, &["4 billion", "$4bn", "4,000,000,000", "4,000 million"], &["4 million", "4 people", "40 billion"]);
    }
    check("en", "30k and 30K", &["30,000", "30 thousand"], &["30"]);
    check("de", "4 Mrd. Euro, 30 Tsd. Mann, 2 Mio.", &["4 billion", "30,000", "2 million"], &["4", "30", "2"]);
    check("de", "4 Billionen", &["4 trillion"], &["4 billion"]);
    check("fr", "4 milliards, 2 M€, 3 Md€, 5 millions", &["4 billion", "2 million", "3 billion", "5 million"], &["4", "2 people"]);
    check("uk", "300 тис. осіб, 4 млрд грн, 2 мільйонів", &["300,000", "4 billion", "2 million"], &["300", "4"]);
    check("pl", "300 tys. osób, 4 mld zł, 2 miliony, 5 tysięcy", &["300,000", "4 billion", "2 million", "5,000"], &["300", "4"]);
    check("it", "300mila uomini e 4 mlrd", &["300,000", "4 billion"], &["300"]);
    check("es", "4 mil millones", &["4 billion"], &["4 million", "4,000", "4"]);
    check("sv", "4,5 miljarder", &["4.5 billion"], &["45 billion", "4.5"]);
    check("zh", "兵力30万人，約4億元", &["300,000", "400 million"], &["30", "4,000"]);
    check("pt-BR", "R$ 4 bilhões", &["4 billion"], &["4"]);
    check("en", "a million, two hundred thousand, a plan", &["1 million", "200,000"], &["1 plan", "2", "200"]);
}

#[test]
fn an_abbreviation_that_may_be_a_unit_counts_both_ways() {
    check("en", "2m", &["2 million", "2 metres"], &["2 billion"]);
    check("en", "$2m or 2m€", &["2 million"], &["2 euros"]);
    check("en", "5t", &["5 tonnes", "5 trillion"], &[]);
    check("en", "2 m", &["2 metres"], &["2 million"]);
    check("cs", "5 k tomu", &["5"], &["5,000"]);
}

#[test]
fn units_are_no_part_of_the_number() {
    check("en", "20km, 155mm, 5.56mm, 30s, 4%", &["20 km", "155", "5.56", "30", "4"], &["556"]);
    check("en", "300² km²", &["300"], &["2", "3002"]);
    check("en", "F-35s, T72, G7 and 4x4", &["35", "4"], &["72", "7"]);
}

#[test]
fn digits_of_every_script_are_digits() {
    check("ja", "３００，０００人", &["300,000"], &["300"]);
    check("en", "４．５ percent", &["4.5"], &["45"]);
    check("fa", "۳۰۰ نفر", &["300"], &["30"]);
    check("hi", "४५", &["45"], &["54"]);
    check("en", "𝟜𝟝 and 𝟒𝟓", &["45"], &["44"]);
}

#[test]
fn ranges_and_lists_share_a_scale_word() {
    for text in ["4 to 5 billion", "€4–5bn", "€4 to €5 billion", "4 or 5 billion", "3, 4 or 5 billion", "between 4 and 5 billion"] {
        check("en", text, &["4 billion", "5 billion"], &["5 people", "9 billion"]);
    }
    check("en", "4 countries and 5 billion euros", &["4", "5 billion"], &["4 billion"]);
    check("en", "4 of them paid 5 billion", &["4"], &["4 billion"]);
    check("uk", "від 4 до 5 мільярдів", &["4 billion", "5 billion"], &["5"]);
}

#[test]
fn a_number_in_several_parts_is_not_read_in_part() {
    check("en", "two hundred and fifty, 4 million 300 thousand", &[], &["200", "2", "4 million", "300,000"]);
    check("en", "twenty-two and thirty two", &[], &["2", "20"]);
    check("uk", "двадцять два та п’ять", &["5"], &["2", "20"]);
    check("fr", "quatre-vingts", &[], &["4"]);
    check("es", "treinta y dos", &[], &["2"]);
    check("en", "4½ and ½ and 4 ¼", &["4.5", "0.5", "4.25"], &["4", "2", "1"]);
    check("en", "4⅓", &[], &["4", "4.3"]);
    check("en", "1,234.567,8 and 10,000,5", &[], &["1,234.567", "10,000", "5", "8"]);
}

#[test]
fn dates_are_read_by_their_parts() {
    check("uk", "24.02.2022 року", &["24 February 2022"], &["2402"]);
    check("de", "am 24.02. begonnen", &["24 February"], &["2402"]);
    check("en", "10.30 and 2025/26, 24/7", &["10.30", "2025", "26", "24"], &["1030"]);
}

#[test]
fn ordinals_are_no_amounts() {
    check("en", "the 2nd brigade, May 5th, the 6th of June", &["2nd brigade", "5 May", "6 June"], &["2 brigades"]);
    check("fr", "la 2e brigade, 3ème", &["2nd brigade"], &["2 brigades", "3"]);
    check("it", "la 2ª brigata", &["2nd brigade"], &["2 brigades"]);
    check("en", "2 and 3", &["2nd", "3rd"], &["4th"]);
}

#[test]
fn number_words_are_those_of_the_language() {
    check("en", "One of two, twelve", &["1", "2", "12"], &["3"]);
    check("de", "zwei Kompanien", &["2 companies"], &["3 companies"]);
    check("uk", "дві роти, п’ять", &["2", "5"], &["3"]);
    check("pl", "ten plan, two companies", &["2"], &["10"]);
    // Finnish number words are not known: it cannot be told.
    check("fi", "kaksi komppaniaa", &["2 companies", "3 companies"], &["20 companies"]);
    check("fi", "4,5 prosenttia, 2 miljoonaa", &["3 companies"], &["4 percent", "5 percent", "2 companies"]);
}

#[test]
fn each_language_has_scale_words_of_its_own() {
    for (language, text, statement) in [
        ("nl", "30 duizend", "30,000"),
        ("be", "30 тысяч", "30,000"),
        ("bg", "30 хиляди", "30,000"),
        ("sr", "30 хиљада", "30,000"),
        ("hr", "30 tisuća", "30,000"),
        ("sl", "30 tisoč", "30,000"),
        ("cs", "30 tisíc", "30,000"),
        ("sk", "30 mil.", "30 million"),
        ("hu", "30 ezer", "30,000"),
        ("ro", "30 de mii", "30,000"),
        ("ro", "30 mii", "30,000"),
        ("da", "30 mia.", "30 billion"),
        ("fi", "30 miljoonaa", "30 million"),
        ("et", "30 tuhat", "30,000"),
        ("lv", "30 miljardi", "30 billion"),
        ("lt", "30 milijonų", "30 million"),
        ("el", "30 δισεκατομμύρια", "30 billion"),
        ("tr", "30 bin", "30,000"),
        ("ko", "30만 명", "300,000"),
        ("ru", "30 миллиардов", "30 billion"),
    ] {
        check(language, text, &[statement], &["31"]);
    }
    check("pl", "5 milionerów", &["5"], &["5 million"]);
    // The same letters in parts.
    check("uk", "4 мільи\u{306}они", &["4 million"], &["4"]);
    check("cs", "30 tisi\u{301}c", &["30,000"], &["31"]);
}
