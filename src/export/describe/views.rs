//! The views of the database: tables whose content is all in the others, and counts of terms.

use super::sql::text;
use crate::export::tables::{Column, Table};
use crate::model::Vocabulary;

/// What a table selects from the others, if it is a view of them in the database.
pub(super) fn select(table: &Table<'_>) -> Option<String> {
    match table.name {
        "actor_month" => Some(ACTOR_MONTH.to_owned()),
        "claims_wide" => Some(wide(table)),
        "dyads" => Some(DYADS.to_owned()),
        _ => None,
    }
}

const ACTOR_MONTH: &str = "\
SELECT actor, role, left(stated_on, 7) AS month, layer, speech_act, count(*) AS claims
FROM (
    SELECT id AS claim, speaker AS actor, 'speaker' AS role FROM claims
    UNION ALL SELECT claim, actor, role::VARCHAR FROM claim_parties
) AS named
JOIN claims ON claims.id = named.claim
GROUP BY ALL ORDER BY ALL";

const DYADS: &str = "\
SELECT
    concat_ws('/', provider, coalesce(recipient, '*'), coalesce(adversary, '*'), commitment_type) AS id,
    provider,
    recipient,
    adversary,
    commitment_type,
    max(stage) FILTER (WHERE polarity = 'affirmed' AND stage <= 'in-force'::stage) AS strongest_stage,
    arg_max(modality, degree) FILTER (WHERE polarity = 'affirmed' AND degree > 0) AS strongest_modality,
    count(*) FILTER (WHERE polarity = 'affirmed') AS affirmed,
    count(*) FILTER (WHERE polarity = 'negated') AS negated,
    list(claim ORDER BY claim) AS claims
FROM (
    SELECT
        id AS claim,
        unnest(providers) AS provider,
        recipient,
        adversary,
        commitment_type,
        stage,
        modality,
        polarity,
        coalesce(list_position(['possible', 'hypothetical', 'probable', 'certain', 'actual'], modality::VARCHAR), 0) AS degree
    FROM claims,
        unnest(CASE WHEN len(recipients) = 0 THEN [NULL] ELSE recipients END) AS of_recipient (recipient),
        unnest(CASE WHEN len(adversaries) = 0 THEN [NULL] ELSE adversaries END) AS of_adversary (adversary)
) AS named
GROUP BY provider, recipient, adversary, commitment_type ORDER BY id";

/// The columns of the view that are not columns of `claims`.
const JOINED: &[(&str, &str)] = &[
    ("speaker_name", "speaker.name"),
    ("speaker_kind", "speaker.kind"),
    ("via_name", "via.name"),
    ("outlet", "sources.outlet"),
    ("source_title", "sources.title"),
    ("url", "sources.url"),
    ("published_on", "sources.published_on"),
    ("occasion_title", "occasions.title"),
    ("provider_names", "list_transform(claims.providers, lambda party: names.by_id[party])"),
    ("recipient_names", "list_transform(claims.recipients, lambda party: names.by_id[party])"),
    ("adversary_names", "list_transform(claims.adversaries, lambda party: names.by_id[party])"),
    ("quote", "(SELECT string_agg(quote, ' … ' ORDER BY ordinal) FROM evidence WHERE evidence.claim = claims.id)"),
];

const JOINS: &str = "\
FROM claims
JOIN actors AS speaker ON speaker.id = claims.speaker
LEFT JOIN actors AS via ON via.id = claims.via
JOIN sources ON sources.id = claims.source
LEFT JOIN occasions ON occasions.id = claims.occasion
CROSS JOIN (SELECT map(list(id), list(name)) AS by_id FROM actors) AS names";

fn wide(table: &Table<'_>) -> String {
    let column = |column: &Column| {
        let joined = JOINED.iter().find(|(name, _)| *name == column.name);
        joined.map_or_else(|| format!("claims.{}", column.name), |(name, expression)| format!("{expression} AS {name}"))
    };
    let columns: Vec<_> = table.columns.iter().map(column).collect();
    format!("SELECT\n    {}\n{JOINS}", columns.join(",\n    "))
}

/// How many claims have each term of a column, terms without claims included, in the order of the codebook.
pub(super) fn count(column: &Column, vocabulary: &Vocabulary) -> String {
    let (name, view) = (column.name, format!("claims_by_{}", column.name));
    let terms = vocabulary.name;
    let doc = text(&format!("How many claims have each term of `{name}`, in the order of the codebook."));
    format!(
        "\nCREATE VIEW {view} AS\n\
         SELECT term AS {name}, count(claims.id) AS claims\n\
         FROM (SELECT unnest(enum_range(NULL::{terms}))::{terms} AS term) AS terms\n\
         LEFT JOIN claims ON claims.{name} = terms.term\n\
         GROUP BY term ORDER BY term;\n\
         COMMENT ON VIEW {view} IS {doc};\n\
         COMMENT ON COLUMN {view}.{name} IS {};\n\
         COMMENT ON COLUMN {view}.claims IS 'The number of claims.';\n",
        text(column.doc)
    )
}
