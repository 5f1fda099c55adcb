//! Which places live under one law of data protection, by what `jurisdiction` calls them.
//!
//! The GDPR holds in every state of the European Economic Area (Decision 154/2018 of the EEA Joint Committee), so that
//! data that goes from one of them to another stays under one law.

/// The Union, its members (ISO 3166-1 codes and names in English), and the three others of the Economic Area.
const ECONOMIC_AREA: [&str; 64] = [
    "eu",
    "eea",
    "european union",
    "european economic area",
    "at",
    "austria",
    "be",
    "belgium",
    "bg",
    "bulgaria",
    "hr",
    "croatia",
    "cy",
    "cyprus",
    "cz",
    "czechia",
    "dk",
    "denmark",
    "ee",
    "estonia",
    "fi",
    "finland",
    "fr",
    "france",
    "de",
    "germany",
    "gr",
    "greece",
    "hu",
    "hungary",
    "ie",
    "ireland",
    "it",
    "italy",
    "lv",
    "latvia",
    "lt",
    "lithuania",
    "lu",
    "luxembourg",
    "mt",
    "malta",
    "nl",
    "netherlands",
    "pl",
    "poland",
    "pt",
    "portugal",
    "ro",
    "romania",
    "sk",
    "slovakia",
    "si",
    "slovenia",
    "es",
    "spain",
    "se",
    "sweden",
    "is",
    "iceland",
    "li",
    "liechtenstein",
    "no",
    "norway",
];

/// What a jurisdiction counts as beside another one: each member of the Economic Area as all of it.
pub(super) fn area(jurisdiction: &str) -> &str {
    let named = jurisdiction.trim();
    let is_member = ECONOMIC_AREA.iter().any(|member| named.eq_ignore_ascii_case(member));
    if is_member { "EU" } else { named }
}

#[cfg(test)]
mod tests {
    use super::{ECONOMIC_AREA, area};

    #[test]
    fn members_count_as_one() {
        assert!(["DE", "Ireland", "eea", " Norway "].iter().all(|each| area(each) == "EU"));
        assert_eq!((area("US"), area("CH"), area("Texas ")), ("US", "CH", "Texas"));
        // 30 states by code and name, and four names of the whole.
        assert_eq!(ECONOMIC_AREA.len(), 2 * 30 + 4);
    }
}
