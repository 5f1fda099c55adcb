// A program that asks a server for secrets may get more than it needs; a safe that opens its own drawer does not.
//: open privilege.missing-authorisation@fetch
//: absent privilege.vault-access@drawer
model m "A safe that is a server"
data key "Keys" { class = secret, credential = true }
boundary outer { trust = exposed
  process app : service "App" }
actor guest
process safe : vault "Safe" { trust = restricted }
process server : service "Server of secrets" { trust = restricted, uses = key }
store shelf : vault "Shelf" { trust = restricted, holds = key }
guest -> app { via = https, auth = session, carries = [] }
fetch: app -> server { via = https, auth = token, returns = key }
drawer: safe -> shelf { via = https, auth = certificate, returns = key }
