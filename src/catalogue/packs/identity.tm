// std.identity: logins, tokens, directories, certificates, and the people who run them.

// ---- Elements ------------------------------------------------------------------------------------------------------

/// Somebody whose account can change the accounts or the settings of others.
type administrator : [actor, administering] "Administrator"

/// The people whom others call when they cannot log in.
type help-desk : actor "Help desk"

/// An account for the day on which the usual way in is broken; nobody uses it otherwise.
type break-glass-account : [actor, administering] "Break-glass account"

/// Issues the tokens of OAuth 2.0 and OpenID Connect.
type authorization-server : identity-provider "Authorisation server"

/// Vouches for people to other organisations in signed SAML assertions.
type saml-provider : identity-provider "SAML identity provider"

/// Accepts logins of other identity providers and vouches for them with its own name.
type federation-broker : identity-provider "Federation broker"

/// Issues Kerberos tickets.
type kerberos-kdc : identity-provider "Kerberos key distribution centre"

/// Logs people in with an account that they have somewhere else.
type social-login : identity-provider "Login by a social network" {
  implies { managed = true, custom-code = false }
}

/// Keycloak, an identity provider that one runs oneself.
type keycloak : [authorization-server, networked] "Keycloak"

/// Auth0, an identity provider as a service.
type auth0 : authorization-server "Auth0" { implies { managed = true, custom-code = false } }

/// Okta, an identity provider as a service.
type okta : authorization-server "Okta" { implies { managed = true, custom-code = false } }

/// The page or service of ours that takes names and passwords.
type login-service : [service, identity] "Login service"

/// Gives people who lost their proof a new one.
type account-recovery : [service, identity] "Account recovery"

/// Opens new accounts.
type registration-service : [service, identity] "Registration"

/// Creates, changes and closes accounts as people come, move and go.
type user-provisioning : [process, identity] "User provisioning"

/// Decides whether a caller may do what it asks for, by rules that it was given.
type policy-decision-point : [process, identity] "Policy decision point"

/// A directory of Windows domains: computers, people, and the rights of both.
type active-directory : ldap-directory "Active Directory"

/// OpenLDAP and its relatives.
type openldap : ldap-directory "OpenLDAP"

/// Keeps who is logged in at the moment.
type session-store : [store, identity] "Session store"

/// Signs certificates, and so decides which names a key may bear.
type certificate-authority : [process, identity] "Certificate authority"

/// Lends administrators their rights, and records what they do with them.
type privileged-access-gateway : [gateway, identity] "Privileged-access gateway"

/// Where people keep their passwords.
type password-manager : vault "Password manager"

/// Says which certificates or tokens do not count any more.
type revocation-service : [networked, identity] "Revocation service"

/// Gives each program on its machine a proof of who it is.
type workload-agent : [process, identity] "Workload agent"

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// OAuth 2.0 and OpenID Connect, which run over HTTPS.
protocol oauth : https "OAuth 2.0" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// SAML assertions that a browser carries over HTTPS.
protocol saml : https "SAML" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Accounts that one system keeps in another, over HTTPS.
protocol scim : https "SCIM" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Certificates on request, over HTTPS.
protocol acme : https "ACME" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Kerberos tickets. Both sides are proved; who listens can guess weak passwords from what is sent.
protocol kerberos "Kerberos" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, auth = kerberos, port = 88 }
}

/// RADIUS, which hides only the password, and that with MD5.
protocol radius : udp "RADIUS" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 1812 }
}

/// RADIUS inside TLS.
protocol radsec : tls "RADIUS over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 2083 }
}

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// A token lives for minutes and can be called back; a longer-lived one that renews it is used once.
technique short-lived-tokens "Short-lived tokens" {
  counters     = [spoofing]
  technologies = ["refresh-token rotation", "token revocation"]
  refs         = ["CWE-613", "M1018"]
}

/// A token is of use only together with a key that its owner holds.
technique token-binding "Sender-constrained tokens" {
  counters     = [spoofing]
  technologies = ["DPoP", "mutual-TLS client certificates"]
  refs         = ["CWE-294"]
}

/// A service accepts only tokens that were issued for it, by the issuer that it expects.
technique token-audience-check "Audience check" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["aud and iss claims", "resource indicators"]
  refs         = ["CWE-345"]
}

/// Signature, issuer, audience, time and request of an assertion are checked before anybody is let in.
technique assertion-validation : token-audience-check "Assertion validation" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["OpenID Connect libraries", "SAML signature validation", "nonce and state"]
  refs         = ["CWE-347"]
}

/// Whoever asks for a new proof is first recognised by means that do not rest on the lost one.
technique recovery-verification "Verified recovery" {
  counters     = [spoofing]
  technologies = ["recovery codes", "waiting period and notice", "identity documents"]
  refs         = ["CWE-640"]
}

/// The help desk recognises callers by a procedure that persuasion does not change.
technique caller-verification : recovery-verification "Caller verification" {
  counters     = [spoofing]
  technologies = ["call back", "manager approval", "push to a known device"]
  refs         = ["CWE-640", "M1017"]
}

/// Known and unknown accounts get the same answer, in the same time.
technique uniform-responses "Uniform responses" {
  counters     = [information-disclosure]
  protects     = [detecting, identifying]
  technologies = ["same message and delay for both", "answer by e-mail"]
  refs         = ["CWE-204"]
}

/// Accounts that rule the directory log in nowhere else, and from computers made for that.
technique tiered-administration "Tiered administration" {
  counters     = [elevation-of-privilege, spoofing]
  technologies = ["privileged access workstations", "administrative tiers"]
  refs         = ["CWE-269", "M1026"]
}

/// Accounts and their rights are looked through on a schedule, and end when their owner leaves.
technique access-review "Access review" {
  counters     = [elevation-of-privilege]
  technologies = ["SCIM deprovisioning", "quarterly recertification"]
  refs         = ["CWE-286", "M1018"]
}

/// Who acts for somebody else may do so towards named services only, and not for administrators.
technique constrained-delegation "Constrained delegation" {
  counters     = [elevation-of-privilege, spoofing]
  technologies = ["Kerberos constrained delegation", "OAuth token exchange"]
  refs         = ["CWE-266"]
}

/// What a foreign identity provider says counts only for its own people and for agreed roles.
technique federation-restriction "Restricted federation" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["claim mapping", "home-realm allow-list", "SID filtering"]
  refs         = ["CWE-346"]
}

/// A certificate is signed only for names that its applicant is known to own, and each one is published.
technique issuance-control "Controlled issuance" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["restricted templates", "ACME challenges", "certificate transparency"]
  refs         = ["CWE-295"]
}

/// People can give applications only such rights as an administrator has approved.
technique consent-restriction "Restricted application consent" {
  counters     = [elevation-of-privilege, information-disclosure]
  technologies = ["verified publishers", "administrator consent workflow"]
  refs         = ["CWE-272", "M1018"]
}

/// A new account counts only when something that is scarce was shown for it: a document, a card, a known device.
technique account-verification "Verified new accounts" {
  counters     = [spoofing]
  technologies = ["verified phone or card", "identity documents", "invitation"]
  refs         = ["CWE-837"]
}

/// Which program asks is found out from the machine below it, not from what the program says.
technique workload-attestation : authentication "Workload attestation" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["SPIRE attestors", "process and container selectors"]
  refs         = ["CWE-290"]
}

/// What was issued can be called back, and those who rely on it learn of that within minutes.
technique revocation "Revocation" {
  counters     = [spoofing]
  technologies = ["OCSP stapling", "revocation lists", "certificates of a day"]
  refs         = ["CWE-299"]
}

/// An answer without a date, or with one that is too old, is refused.
technique freshness-check "Freshness check" {
  counters     = [spoofing, tampering]
  technologies = ["nonce in status requests", "must-staple", "signed lists with an end"]
  refs         = ["CWE-299"]
}

/// A login code is of use only to the program that asked for it, which proves that with a value it kept to itself.
technique code-binding "Bound login codes" {
  counters     = [spoofing]
  technologies = ["PKCE"]
  refs         = ["CWE-294"]
}

/// A second way to log in is tied to an account only by somebody who has just logged in by the first.
technique verified-linking "Verified account linking" {
  counters     = [spoofing]
  technologies = ["login by both ways", "key of issuer and subject"]
  refs         = ["CWE-289"]
}
