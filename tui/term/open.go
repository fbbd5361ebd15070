package term

import (
	"os/exec"
	"strings"
	"unicode"
)

// OpenCommand is the command, not started, that shows a file in the system's
// viewer. The path is absolute; goos is runtime.GOOS, environ is os.Environ().
// ok is false where the viewer would open on another machine than the one the
// person sits at (ssh), or where there is no desktop to open it on: copy the
// path then, and say so.
func OpenCommand(path, goos string, environ []string) (cmd *exec.Cmd, ok bool) {
	if Remote(environ) {
		return nil, false
	}
	switch goos {
	case "darwin":
		return exec.Command("open", path), true
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", path), true
	}
	if !isSet(environ, "DISPLAY") && !isSet(environ, "WAYLAND_DISPLAY") && !isSet(environ, "WSL_DISTRO_NAME") {
		return nil, false
	}
	// xdg-open takes a path that begins with a dash for an option, and knows
	// no "--"; a URL cannot begin with one.
	return exec.Command("xdg-open", FileURL(path)), true
}

// Editor is the command of the person's editor, or of the one that every such
// system has.
func Editor(goos string, environ []string) string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if editor := strings.TrimSpace(value(environ, name)); editor != "" {
			return editor
		}
	}
	if goos == "windows" {
		return "notepad"
	}
	return "vi"
}

// Remote reports whether the person sits at another machine, over ssh.
func Remote(environ []string) bool {
	return isSet(environ, "SSH_CONNECTION") || isSet(environ, "SSH_TTY")
}

func isSet(environ []string, name string) bool { return value(environ, name) != "" }

// value is that of the first variable of this name; empty for none.
func value(environ []string, name string) string {
	for _, entry := range environ {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			return value
		}
	}
	return ""
}

// CommandWords are the words of a command such as $EDITOR: a program and its
// options. A program whose path has spaces may stand there as it is, or quoted.
func CommandWords(command string) []string {
	if _, err := exec.LookPath(command); err == nil {
		return []string{command}
	}
	var words []string
	word, quote := "", rune(0)
	began := false
	for _, r := range command {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, began = r, true
		case quote == 0 && unicode.IsSpace(r):
			if began {
				words = append(words, word)
			}
			word, began = "", false
		default:
			word += string(r)
			began = true
		}
	}
	if began {
		words = append(words, word)
	}
	return words
}

// ShellLine writes words so that a shell reads them back as they are.
func ShellLine(words ...string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = w
		if w == "" || strings.ContainsFunc(w, func(r rune) bool { return !strings.ContainsRune(plainLetters, r) }) {
			quoted[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// plainLetters mean nothing to any shell.
const plainLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:="
