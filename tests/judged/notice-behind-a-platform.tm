// People are told by what serves them, not by what their data pass through.
//: open privacy.no-notice@profile
//: absent privacy.no-notice@pulse
model m "Data pass a door and a platform"
use std.kubernetes
use std.privacy
data profile "Profile" { class = confidential, personal = true }
data pulse "Pulse" { class = confidential, personal = true }
actor member { trust = untrusted }
process door : load-balancer { trust = internal }
process plane : kubernetes-api-server { trust = internal }
process club : service { trust = internal }
member -> door { via = https, auth = session, carries = profile }
member -> plane { via = https, auth = certificate, carries = [profile, pulse] }
door -> club { via = https, auth = mtls, carries = profile }
