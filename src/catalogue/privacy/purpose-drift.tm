use std.privacy

/// Data that people gave for one reason becomes material for training a model.
///
/// They did not give it for that, and what a model has learnt cannot be given back or deleted person by person.
rule privacy.purpose-drift "{d} is used for training and was not given for it" {
  linddun         = [non-compliance, data-disclosure]
  on              = flow
  when            = flow.purpose == training and any(flow.data, d: d.personal)
  unless          = from has anonymisation or from has consent-management or from has purpose-limitation
                    or to has purpose-limitation
  reduces         = [pseudonymisation, data-minimisation, privacy-notice]
  likelihood      = low
  fix             = "Ask the people, or make {d} anonymous in {from} before anything is learnt from it."
  false-positives = "Dismiss it when training was the purpose that people were told when they gave {d}."
  refs            = ["ASVS-5.0-14.2.4"]

  fires {
    data letter { class = confidential, personal = true }
    process desk
    process trainer
    desk -> trainer { via = tls, purpose = training, carries = letter }
  }

  answered "made anonymous" {
    data letter { class = confidential, personal = true }
    process desk { controls = anonymisation }
    process trainer
    desk -> trainer { via = tls, purpose = training, carries = letter }
  }

  answered "people were asked" {
    data letter { class = confidential, personal = true }
    process desk { controls = consent-management }
    process trainer
    desk -> trainer { via = tls, purpose = training, carries = letter }
  }

  silent "no training" {
    data letter { class = confidential, personal = true }
    process desk
    process trainer
    desk -> trainer { via = tls, purpose = operation, carries = letter }
  }
}
