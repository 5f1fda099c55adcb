// One password is got by a page that looks right; with a key bound to the address it is not.
//: open spoofing.phished-password@plain
//: absent spoofing.phished-password@bound
//: absent spoofing.phished-password@job-login
model m "Three logins"
use std.identity
data wish "Wish" { class = confidential, integrity = high, format = json }
actor member
process job : batch-job { trust = internal }
process login : login-service { trust = internal }
process other : login-service { trust = internal }
plain: member -> login { via = https, auth = password, auth-factors = 1, carries = wish, returns = wish }
bound: member -> other { via = https, auth = passkey, auth-factors = 2, carries = wish, returns = wish }
job-login: job -> login { via = https, auth = password, carries = wish }
