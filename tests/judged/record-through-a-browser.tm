// What a person does through a browser is recorded and explained by the site.
//: absent repudiation.no-audit-log@page
//: open repudiation.no-audit-log@site
//: open privacy.no-notice@wish
model m "A member and a site"
use std.web
use std.privacy
data wish "Wish" { class = confidential, integrity = high, personal = true }
boundary home : machine { trust = untrusted
  actor member
  process page : browser }
process site : web-app { trust = internal }
member -> page { local = true, carries = wish, returns = wish }
page -> site { via = https, auth = session, carries = wish, returns = wish }
