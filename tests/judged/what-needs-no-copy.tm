// A queue hands on, a cache is made anew, a telephone is not ours to copy; a copied table has its copy.
//: absent availability.no-backup@waiting
//: absent availability.no-backup@quick
//: absent availability.no-backup@pocket
//: closed availability.no-backup@ledger-table
//: open availability.no-backup@table
model m "Five stores"
data task "Task" { class = internal, integrity = high }
process maker { trust = internal }
store waiting : queue { trust = internal, holds = task }
store quick : cache { trust = internal, holds = task }
store pocket { trust = untrusted, holds = task }
store ledger-table : database { trust = internal, role = primary, holds = task }
store table : database { trust = internal, role = primary, holds = task }
store copies : backup-store { trust = internal, holds = task }
maker -> waiting { access = write, carries = task }
maker -> quick { access = write, carries = task }
maker -> pocket { access = write, carries = task }
maker -> table { access = write, carries = task }
ledger-table -> copies { via = https, carries = task }
