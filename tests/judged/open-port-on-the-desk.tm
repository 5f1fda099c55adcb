// Whatever runs on a computer, pages in a browser included, may call what listens there and asks nobody.
//: open-high spoofing.open-local-service@asks
//: absent spoofing.open-local-service@shown
model m "A password manager with a port"
use std.web
use std.api
data password "Passwords" { class = secret, credential = true, integrity = very-high }
boundary desk : machine { trust = untrusted
  process page : browser "Browser"
  process keeper : web-service "Keeper" { uses = password } }
asks: page -> keeper { via = http, local = true, auth = none, carries = [], returns = password }
shown: page -> keeper { via = http, local = true, auth = token, carries = [], returns = password }
