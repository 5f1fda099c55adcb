// What people found when they looked at Husky AI. The rules of the catalogue add theirs by themselves.
// A tag names the risk under which the source gathers threats; likelihood and impact come from there.

/// Writes exploits and malware, and can talk people into opening doors. Has what any user has.
persona ratimir "Ratimir" {
  skill  = high
  intent = malicious
  trust  = untrusted
  tags   = ["applicability: high"]
}

/// Works for an organised gang, knows how companies look from the inside, and may hold an
/// administrator's account already.
persona michiko "Michiko" {
  skill  = expert
  intent = malicious
  trust  = restricted
  tags   = ["applicability: moderate"]
}

/// A picture that is no picture: one wrong length in its header, and the decoder writes where it should
/// not. At best the web server stops; at worst it runs what the picture says.
threat buffer-overflow-image-processing "A crafted image overflows a buffer of the image decoder" {
  on         = web-service
  attacker   = ratimir
  stride     = [elevation-of-privilege, denial-of-service]
  likelihood = medium
  impact     = medium
  refs       = ["CWE-120", "CAPEC-100"]
  tags       = ["web-attacks"]
}

/// Somebody slips code into a library that we import, and so into every program that imports it.
threat supply-chain-attack "A poisoned library compromises the system" {
  on         = [
    third-party-tools-web-server,
    third-party-tools-gather-images,
    third-party-tools-jupyter-notebook,
  ]
  attacker   = ratimir
  stride     = [tampering, elevation-of-privilege]
  likelihood = medium
  impact     = medium
  refs       = ["CWE-1104", "CAPEC-438"]
  tags       = ["web-attacks"]
}

/// Whoever can change the pictures decides what the classifier learns, and how good it looks in tests.
/// Whoever deletes them ends the training.
threat image-tampering "Training or test images are changed or deleted" {
  on         = training-images-blob
  asset      = training-images
  attacker   = michiko
  stride     = [tampering, denial-of-service]
  likelihood = low
  impact     = high
  refs       = ["CWE-276", "CWE-285", "CAPEC-1"]
  tags       = ["adversarial-attack-on-huskyai"]
}

/// A notebook is a program. One more cell, and it also logs keys or carries data away.
threat notebook-tampering "A backdoor is put into a notebook" {
  on         = jupyter
  attacker   = michiko
  stride     = [tampering, information-disclosure]
  likelihood = low
  impact     = high
  refs       = ["CWE-276", "CWE-285", "CAPEC-1"]
  tags       = ["adversarial-attack-on-huskyai"]
}

/// The model file is the product: read it, and the work is stolen; change it, and a husky is a cat.
threat model-tampering "A model file is stolen or spoilt" {
  on         = ml-models-blob
  asset      = stored-ml-models
  attacker   = michiko
  stride     = [tampering, information-disclosure]
  likelihood = low
  impact     = high
  refs       = ["CWE-276", "CWE-285", "CAPEC-1"]
  tags       = ["adversarial-attack-on-huskyai"]
}

/// Change a few pixels, ask again, and again, until the answer is wrong.
threat perturbation-attack "Perturbed images are classified wrongly" {
  on         = web-service
  attacker   = ratimir
  stride     = tampering
  likelihood = low
  impact     = high
  refs       = ["CWE-20", "CAPEC-28"]
  tags       = ["adversarial-attack-on-huskyai"]
}

/// A cache holds a picture a little longer than the user thinks, and somebody looks.
///
/// The source puts this threat under no risk, so it has no likelihood and no impact here either.
threat sensitive-image-exposure "Somebody sees pictures that users uploaded" {
  on       = uploaded-images-redis
  asset    = uploaded-images
  attacker = michiko
  stride   = information-disclosure
  refs     = ["CWE-20", "CAPEC-204"]
}

/// The key to production lies on a laptop. Take the laptop over, and log in as its owner.
threat ssh-compromise-developer-machine "SSH credentials are stolen from a developer's machine" {
  on         = admin-bastion
  asset      = authorized-keys
  attacker   = michiko
  stride     = [spoofing, elevation-of-privilege]
  likelihood = medium
  impact     = very-high
  refs       = ["CWE-522", "CAPEC-555"]
  tags       = ["unauthorized-ssh-access"]
}

/// A port that anybody can reach, a weakness that becomes known on a Friday.
threat ssh-compromise-vulnerability "The open SSH port is exploited" {
  on         = bastion
  attacker   = ratimir
  stride     = [spoofing, elevation-of-privilege]
  likelihood = medium
  impact     = very-high
  refs       = ["CWE-200", "CAPEC-300"]
  tags       = ["unauthorized-ssh-access"]
}
