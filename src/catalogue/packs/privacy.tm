// std.privacy: what happens to people when data about them is processed, after the seven categories of LINDDUN.

// ---- Elements ------------------------------------------------------------------------------------------------------

/// Somebody whom data is about.
type data-subject : actor "Data subject"

/// A person who is too young to decide alone what happens to data about them.
type child : data-subject "Child"

/// Somebody who is in care, and about whom health data is kept.
type patient : data-subject "Patient"

/// Somebody who works here, and cannot well say no.
type employee : data-subject "Employee"

/// Processes data about people for us, under a contract.
type data-processor : saas "Data processor"

/// Decides for itself what it does with what it gets from us.
type independent-controller : [external, controller] "Independent controller"

/// Sells what it knows about people.
type data-broker : independent-controller "Data broker"

/// Shows advertisements to people whom it recognises on many sites.
type advertising-network : independent-controller "Advertising network"

/// Works with data about people for science.
type research-partner : independent-controller "Research partner"

/// A public office with powers of its own.
type public-authority : independent-controller "Public authority"

/// Draws conclusions about people: scores, segments, predictions.
type profiling : process "Profiling"

/// Takes out of data what tells whom it is about.
type de-identification : process "De-identification"

/// Answers people who ask what is kept about them, or want it corrected or gone.
type subject-request-desk : process "Requests of data subjects"

/// Keeps who agreed to what, and when.
type consent-store : store "Consent records"

/// Keeps which token stands for which person.
type pseudonym-table : store "Table of pseudonyms"

/// Keeps data for analysis, without a fixed question.
type analytics-store : data-warehouse "Analytics store"

/// Keeps what was written to help desks and between people.
type correspondence-store : store "Correspondence"

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// People who look alike in the data are so many that nobody is alone, and rare values are left out.
technique k-anonymity : anonymisation "Crowds of k" {
  protects     = [linking, identifying]
  technologies = ["generalisation", "suppression", "ARX"]
  refs         = ["CWE-359"]
}

/// Noise makes answers about a crowd right and answers about one person useless.
technique differential-privacy : anonymisation "Differential privacy" {
  counters     = [information-disclosure]
  protects     = [linking, identifying, detecting]
  technologies = ["OpenDP", "DP-SGD", "RAPPOR"]
  refs         = ["CWE-359"]
}

/// Each receiver knows a person by another name, so that two of them cannot compare.
technique pairwise-identifiers : pseudonymisation "Pairwise identifiers" {
  protects     = [linking]
  technologies = ["OpenID Connect pairwise subjects", "hidden e-mail addresses"]
  refs         = ["CWE-359"]
}

/// The data can be used without anybody learning who uses it or what is asked.
technique private-access "Anonymous access" {
  counters     = [information-disclosure]
  protects     = [identifying, detecting, non-repudiation]
  technologies = ["Tor", "relays", "blind signatures", "private information retrieval"]
  refs         = ["CWE-359"]
}

/// What people say leaves no proof that could be shown to others.
technique plausible-deniability "Plausible deniability" {
  protects     = [non-repudiation]
  technologies = ["off-the-record messaging", "deniable authentication", "randomised response"]
  refs         = ["CWE-359"]
}

/// Data is used for what it was collected for, and something checks that.
technique purpose-limitation "Purpose limitation" {
  protects     = [linking, non-compliance, data-disclosure]
  technologies = ["purpose tags checked at the query", "approval of new uses"]
  refs         = ["CWE-359"]
}

/// A contract says what the other party may do with the data, and that it must delete it.
technique processing-agreement "Processing agreement" {
  protects     = [non-compliance, data-disclosure]
  technologies = ["data-processing agreement", "joint-controller agreement"]
  refs         = ["CWE-359"]
}

/// Risks for people were examined before the processing began, and what was found was mended.
technique impact-assessment "Impact assessment" {
  protects     = [non-compliance, unawareness]
  technologies = ["data-protection impact assessment", "LINDDUN PRO"]
  refs         = ["CWE-359"]
}

/// Nothing is collected by default; people switch on what they want.
technique privacy-by-default "Privacy by default" {
  protects     = [data-disclosure, unawareness, non-compliance]
  technologies = ["opt-in", "coarse location", "blocked trackers"]
  refs         = ["CWE-359"]
}

/// It is checked how old somebody is, and parents agree for a child.
technique parental-consent : consent-management "Parental consent" {
  protects     = [unawareness, non-compliance]
  technologies = ["age assurance", "family accounts"]
  refs         = ["CWE-359"]
}
