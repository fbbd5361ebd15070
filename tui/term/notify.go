package term

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Notification is what makes a terminal tell something on the desktop, or in its
// tab, when its window is not in front. Terminals have three ways and tell of
// none: what is known of this one by its environment (as os.Environ) decides,
// and the bell, which all have, is the last. tmux lets only the bell through.
// The text is one line.
func Notification(text string, environ []string) string {
	text = strings.ReplaceAll(SafeLine(text), ";", ",") // which parts a notification
	name, program := value(environ, "TERM"), value(environ, "TERM_PROGRAM")
	has := func(part string) bool { return strings.Contains(name, part) }
	switch {
	case isSet(environ, "TMUX") || has("tmux") || has("screen"):
		return "\a"
	case isSet(environ, "VTE_VERSION") || has("foot") || has("rxvt"): // Gnome's and its kin
		return "\x1b]777;notify;Easel;" + text + "\x1b\\"
	case slices.Contains([]string{"iTerm.app", "WezTerm", "ghostty"}, program) || has("kitty") || has("ghostty"):
		return ansi.Notify("Easel: " + text)
	}
	return "\a"
}
