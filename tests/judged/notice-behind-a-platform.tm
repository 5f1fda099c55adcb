// People are told by what serves them, not by what their data pass through.
//: absent privacy.no-notice@plane
//: absent privacy.no-notice@door
//: open privacy.no-notice@club
model m "Data pass a door and a platform"
use std.kubernetes
use std.privacy
data profile "Profile" { class = confidential, personal = true }
actor member { trust = untrusted }
process door : load-balancer { trust = internal }
process plane : kubernetes-api-server { trust = internal }
process club : service { trust = internal }
member -> door { via = https, auth = session, carries = profile }
member -> plane { via = https, auth = certificate, carries = profile }
door -> club { via = https, auth = mtls, carries = profile }
