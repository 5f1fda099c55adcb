// A password is shown to nobody, kept in no mailbox and no file.
//: absent injection.cross-site-scripting@site
//: absent tampering.malicious-upload@site
//: absent privacy.kept-without-end@secret-word
//: open injection.cross-site-scripting@wall
model m "Two forms"
use std.web
use std.privacy
data secret-word "Password" { class = secret, credential = true, format = text, personal = true }
data remark "Remark" { class = public, format = text }
actor guest
process site : web-app { trust = internal }
process wall : web-app { trust = internal }
store accounts : database { trust = internal, holds = secret-word }
guest -> site { via = https, auth = session, carries = secret-word, returns = [] }
guest -> wall { via = https, auth = session, carries = remark, returns = remark }
site -> accounts { via = sql-tls, auth = certificate, carries = secret-word }
