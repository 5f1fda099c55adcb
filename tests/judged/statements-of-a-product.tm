// A product writes its own statements, a copy none, and whoever types statements themselves needs no injection.
//: open injection.sql@shop->orders
//: absent injection.sql@bought->orders
//: absent injection.sql@saver->orders
//: absent injection.sql@stranger->orders
model m "Four that ask one table"
actor guest
process shop : service { trust = internal, custom-code = true }
process bought : service { trust = internal, custom-code = false }
process saver : batch-job { trust = internal }
process stranger { trust = untrusted }
store orders : postgres { trust = internal }
guest -> shop { via = https, auth = session }
guest -> bought { via = https, auth = session }
shop -> orders { via = sql-tls, auth = password }
bought -> orders { via = sql-tls, auth = password }
saver -> orders { via = sql-tls, auth = password, purpose = backup }
guest -> stranger { via = https }
stranger -> orders { via = sql-tls, auth = password }
