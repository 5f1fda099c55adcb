// std.mobile: programs on phones and tablets, and what surrounds them there.

// ---- Boundaries ----------------------------------------------------------------------------------------------------

/// A phone or a tablet: its owner, a thief or a repair shop may hold it in hand.
type mobile-device : machine "Mobile device"

/// What the system keeps apart for one program of a device.
type app-sandbox : sandbox "Sandbox of an app"

// ---- Elements ------------------------------------------------------------------------------------------------------

/// An app for Android.
type android-app : mobile-app "Android app"

/// An app for iPhone or iPad.
type ios-app : mobile-app "iOS app"

/// Another program on the same device, of which we know nothing.
type other-app : external "Another app of the device"

/// A browser inside an app.
type web-view : [process, client] "Web view"

/// Code of another company inside an app: for advertising, for measuring, for crash reports.
type mobile-sdk : library "Third-party kit in an app"

/// The server side of an app.
type mobile-backend : service "Server of an app"

/// What an app keeps on the device for itself: files, settings, a database.
type app-storage : file-store "Storage of an app"

/// A SQL database in a file of an app.
type app-database : [app-storage, sql] "Database of an app" { implies { query-api = sql } }

/// A place on a device that other apps may read or write: a memory card, shared pictures, downloads.
type shared-storage : app-storage "Shared storage of a device"

/// Keeps keys of apps in the hardware of a device and uses them there.
type device-keystore : hardware-security-module "Key store of a device"

/// What was copied last, for any app to paste.
type clipboard : store "Clipboard" { implies { query-api = none } }

/// Tells an app yes or no after looking at a finger or a face.
type biometric-prompt : external "Biometric prompt"

/// Wakes apps and shows messages on locked screens, in our name and by another company.
type push-service : saas "Push service"

/// Sells and updates apps.
type app-store : artifact-registry "App store" { implies { managed = true, custom-code = false } }

/// Configures, watches and wipes an organisation's devices.
type device-management : service "Device management"

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// A call from one app or page to another by an address such as `shop://pay`; the caller is not proved.
protocol deep-link "Deep link" { implies { local = true, server-auth = false } }

/// Messages between apps of a device, such as intents.
protocol app-message : ipc "Message between apps" { implies { local = true } }

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// Only the address of a site that we own leads into the app, and what it asks for is shown before it is done.
technique link-verification "Verified links" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["Android App Links", "iOS Universal Links"]
  refs         = ["CWE-939"]
}

/// The server learns from the device's maker that the untouched app on a sound device is calling.
technique app-attestation : device-attestation "App attestation" {
  counters     = [spoofing, tampering]
  technologies = ["Play Integrity", "App Attest"]
  refs         = ["CWE-345"]
}

/// The app notices that it was changed, is watched by a debugger or runs on an opened device.
technique app-hardening "App hardening" {
  counters     = [tampering, information-disclosure]
  technologies = ["obfuscation", "root and debugger detection"]
  refs         = ["M7:2024"]
}

/// What is on the screen stays out of screenshots, of the list of recent apps and of the clipboard.
technique screen-protection "Screen protection" {
  counters     = [information-disclosure]
  protects     = [data-disclosure]
  technologies = ["FLAG_SECURE", "blanked snapshot", "expiring pasteboard items"]
  refs         = ["CWE-524"]
}

/// A page in the app can call only listed functions, and only when it came from a listed place.
technique bridge-restriction "Restricted bridge" {
  counters     = [elevation-of-privilege, tampering]
  technologies = ["WebMessageListener with origin rules", "script message handlers for our own pages"]
  refs         = ["CWE-749"]
}

/// Messages are encrypted by the sender for the device, and whoever carries them sees sizes only.
technique payload-encryption : encryption-in-transit "Encrypted payload" {
  counters     = [information-disclosure]
  protects     = [data-disclosure]
  technologies = ["Web Push encryption", "notification service extension", "end-to-end encryption"]
  refs         = ["CWE-201"]
}
