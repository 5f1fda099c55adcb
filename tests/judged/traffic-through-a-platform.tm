// A control plane that passes traffic on runs nothing of ours; a balancer is no workload.
//: absent privilege.container-escape@plane
//: open privilege.container-escape@nodes
model m "A control plane, and machines that run something"
use std.kubernetes
actor guest
process plane : kubernetes-api-server "Control plane" { trust = internal, managed = true }
process nodes : container-platform "Machines" { trust = internal }
process door : load-balancer "Door" { trust = internal }
process shop { trust = internal }
guest -> plane { via = https, auth = certificate, carries = [], returns = [] }
plane -> door { via = https, carries = [], returns = [] }
door -> shop { via = https, carries = [], returns = [] }
nodes -> shop { via = ipc, carries = [], returns = [] }
