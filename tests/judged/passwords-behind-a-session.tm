// A form that takes a password and answers with a session can be asked a million times.
//: open spoofing.guessable-password@form
//: open spoofing.guessable-password@front
//: absent spoofing.guessable-password@elsewhere
model m "Passwords that are typed"
use std.web
use std.identity
data secret-word "Password" { class = secret, credential = true }
actor guest
process site : web-app { trust = internal }
process login : login-service { trust = internal }
external board "A board of strangers" { trust = untrusted }
form: guest -> site { via = https, auth = session, carries = secret-word, returns = [] }
front: guest -> login { via = https, auth = session, carries = secret-word, returns = [] }
elsewhere: guest -> board { via = https, auth = password, carries = [], returns = [] }
