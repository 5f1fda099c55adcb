use std.messaging

/// People type commands into a chat, and a program carries them out with rights of its own.
///
/// The channel is then the administration interface. A guest, a stolen chat session or a bot that joined last year may
/// type too.
rule messaging.chat-command "Whoever may write in {from} can give orders to {to}" {
  stride          = elevation-of-privilege
  on              = flow
  when            = from is chat-platform and to is process and (flow.admin or (known(flow.access)
                        and (write in flow.access or execute in flow.access or delete in flow.access)))
  unless          = to has command-authorisation or to has human-approval
  reduces         = [message-signing, multi-factor-authentication, audit-log, least-privilege]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Let {to} check for each command who typed it and whether they may, and ask back in another place before it does
    harm.
  """
  false-positives = "Dismiss it when the channel is open to administrators only and its members are checked like them."
  refs            = ["CWE-862", "CAPEC-122", "T1072", "T1059", "ASVS-5.0-8.2.1"]

  fires {
    external chat : chat-platform
    process bot
    chat -> bot { via = https, auth = token, access = execute }
  }

  answered "each command is checked" {
    external chat : chat-platform
    process bot { controls = command-authorisation }
    chat -> bot { via = https, auth = token, access = execute }
  }

  answered "a person agrees elsewhere" {
    external chat : chat-platform
    process bot { controls = human-approval }
    chat -> bot { via = https, auth = token, access = execute }
  }

  silent "it only answers" {
    external chat : chat-platform
    process bot
    chat -> bot { via = https, auth = token, access = read }
  }
}
