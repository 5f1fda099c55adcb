// std.iot: devices, what they sense and move, the radio between them and the fleet behind them.

// ---- Boundaries ----------------------------------------------------------------------------------------------------

/// Where anybody can walk up to a device and touch it.
type public-place : boundary "Public place"

/// The networks of machines and controllers, apart from those of the office.
type control-network : network "Control network"

/// A radio network whose range does not end at the wall.
type radio-network : network "Radio network"

// ---- Elements ------------------------------------------------------------------------------------------------------

/// Measures something of the physical world.
type sensor : iot-device "Sensor"

/// Moves, heats, opens or switches something of the physical world.
type actuator : iot-device "Actuator"

/// An actuator whose wrong movement can hurt somebody.
type safety-actuator : actuator "Safety-relevant actuator"

/// A programmable controller of a machine or a plant.
type programmable-controller : actuator "Programmable logic controller"

/// A lock that opens by radio or network.
type smart-lock : actuator "Smart lock"

/// Sees, and often hears.
type camera : sensor "Camera"

/// Counts what a household or a company uses up.
type smart-meter : sensor "Smart meter"

/// Worn on the body; what it measures is about health.
type wearable : sensor "Wearable"

/// Measures or treats patients.
type medical-device : [sensor, safety-actuator] "Medical device"

/// A control unit of a vehicle.
type vehicle-controller : safety-actuator "Vehicle control unit"

/// Where operators watch and steer a plant.
type operator-station : [process, monitoring] "Operator station"

/// The computer from which controllers are programmed.
type engineering-workstation : workstation "Engineering workstation"

/// Keeps what was measured, by time.
type historian : database "Historian"

/// Knows the devices of a fleet and what proves each of them.
type device-registry : identity-store "Device registry"

/// Commands, configures and updates the devices of a fleet.
type fleet-manager : service "Fleet manager"

/// Gives new devices their identity.
type device-provisioning : [service, identity] "Device provisioning"

/// Keeps the firmware from which devices update themselves.
type firmware-store : artifact-registry "Firmware store"

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// Sent through the air: whoever is near can listen, send and jam.
protocol radio "Radio"

/// Bluetooth, classic or Low Energy; how well it is protected depends on how the two were paired.
protocol bluetooth : radio "Bluetooth"

/// Bluetooth Low Energy; how well it is protected depends on how the two were paired.
protocol bluetooth-le : bluetooth "Bluetooth Low Energy"

/// Zigbee, with one network key for all devices of a network.
protocol zigbee : radio "Zigbee" {
  implies { encrypted = true, integrity-protected = true, server-auth = false }
}

/// Z-Wave, with a key of its own for each security class.
protocol z-wave : radio "Z-Wave" {
  implies { encrypted = true, integrity-protected = true, server-auth = false }
}

/// LoRaWAN, with keys for each device.
protocol lorawan : radio "LoRaWAN" {
  implies { encrypted = true, integrity-protected = true, server-auth = true }
}

/// Near-field communication, within a hand's breadth and often in clear text.
protocol nfc : radio "NFC" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// A wireless local network; an open one protects nothing, so the standard alone says nothing.
protocol wifi : radio "Wi-Fi"

/// Thread, a mesh of small devices with one network key for all of them.
protocol thread : radio "Thread" {
  implies { encrypted = true, integrity-protected = true, server-auth = false }
}

/// Devices that find and configure each other in a local network, as UPnP has it: in clear text, and nobody proves anything.
protocol upnp "UPnP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 1900 }
}

/// Matter, where each device has a certificate.
protocol matter : radio "Matter" {
  implies { encrypted = true, integrity-protected = true, server-auth = true }
}

/// CoAP inside DTLS.
protocol coaps : [coap, dtls] "CoAP over DTLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 5684 }
}

/// The bus of a vehicle or a machine: all hear all, and nobody says who is speaking.
protocol can-bus "CAN bus" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// OPC UA with signed and encrypted messages.
protocol opc-ua "OPC UA" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 4840 }
}

/// BACnet/IP, which knows neither callers nor secrets.
protocol bacnet : udp "BACnet" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 47808 }
}

/// DNP3 as power and water utilities have used it for long, without authentication.
protocol dnp3 "DNP3" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 20000 }
}

/// Pins through which a chip is programmed and watched, such as JTAG, SWD or a serial console.
protocol debug-port : physical-port "Debug port" { implies { local = true } }

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// Each device leaves the factory with a key or password of its own.
technique unique-device-credentials : individual-credentials "Unique device credentials" {
  counters     = [spoofing]
  technologies = ["certificates from the factory", "password on the label", "DICE"]
  refs         = ["CWE-1392"]
}

/// Debug ports are closed, or open only to one who proves to be the maker.
technique debug-lock "Locked debug ports" {
  counters     = [elevation-of-privilege, information-disclosure]
  technologies = ["fuses", "authenticated debug", "readout protection"]
  refs         = ["CWE-1191"]
}

/// A device shows that it was opened, or forgets its secrets when it is.
technique tamper-protection "Tamper protection" {
  counters     = [tampering, information-disclosure]
  technologies = ["secure element", "tamper switches and seals", "locked cabinets"]
  refs         = ["CWE-1263"]
}

/// A reading that physics does not allow, or that other sensors contradict, is not acted on.
technique plausibility-check : input-validation "Plausibility check" {
  counters     = [tampering, spoofing]
  technologies = ["limits on value and rate of change", "redundant sensors"]
  refs         = ["CWE-1384"]
}

/// Something that software cannot overrule keeps the machine within safe limits.
technique safety-interlock "Safety interlock" {
  counters     = [tampering, elevation-of-privilege, denial-of-service]
  technologies = ["safety controllers", "mechanical stops", "emergency stop"]
  refs         = ["M0812"]
}

/// What one side of the network says passes one way only, or through a zone where it is checked.
technique one-way-gateway : network-segmentation "One-way gateway" {
  counters     = [elevation-of-privilege, tampering]
  technologies = ["data diodes", "industrial demilitarised zone"]
  refs         = ["CWE-923", "M0930"]
}

/// A device changes the address under which it speaks so often that nobody can follow it.
technique changing-radio-address "Changing radio addresses" {
  protects     = [linking, detecting]
  technologies = ["resolvable private addresses of Bluetooth LE", "random MAC addresses"]
  refs         = ["CWE-1230"]
}
