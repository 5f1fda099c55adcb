// What passes calls on proves itself and not who called it.
//: open spoofing.unauthenticated-flow@inner
//: closed spoofing.unauthenticated-flow@known
model m "Two doors"
data wish "Wish" { class = confidential, integrity = high }
actor guest
process gate : gateway { trust = exposed }
process gate2 : gateway { trust = exposed }
process shop { trust = internal }
process bank { trust = internal }
guest -> gate { via = https, auth = none, carries = wish }
guest -> gate2 { via = https, auth = session, carries = wish }
inner: gate -> shop { via = https, auth = mtls, carries = wish }
known: gate2 -> bank { via = https, auth = mtls, carries = wish }
